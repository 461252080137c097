"""The page of one closed check, in each of its states."""

from tests.browser.looks import Look, at

LEAD, TEAM = "lead", "involvement"

RESULTS = [
    Look(
        "ladder:results",
        state,
        who,
        at("ladder:results", f"{check}.project.slug", f"{check}.day"),
        shows=shows,
    )
    for state, who, check, shows in (
        ("far apart, and a newer one", LEAD, "two_sided.older", ".govuk-inset-text"),
        ("far apart, with words", LEAD, "two_sided.newest", ".app-quotes"),
        ("close", TEAM, "two_sided.close", "h1"),
        ("they agree", TEAM, "two_sided.agree", "h1"),
        ("the team was silent", TEAM, "two_sided.silent", "h1"),
        ("a small group", TEAM, "two_sided.small", "h1"),
        ("not enough answers", TEAM, "two_sided.few", ".app-empty"),
        ("closed early, in other words", TEAM, "two_sided.early", "h1"),
    )
] + [Look("projects:show", "with trends, to anyone", "", ("two-sides",), shows="#over-time")]
