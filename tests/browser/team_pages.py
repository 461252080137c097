"""The pages of a project's team about a check, in each of their states."""

from tests.browser.looks import ERROR, Look, at, form, press

LEAD, TEAM = "lead", "involvement"
SIDE = at("ladder:teams_side", "check.project.reference")


def _choose_all(page):
    for number in range(1, 9):
        page.locator(f'input[name="answer_{number}"][value="partly"]').check()
    press("Look at it once more")(page)


def _talk_of(check):
    return at("ladder:conversation", f"two_sided.{check}.project.slug", f"two_sided.{check}.day")


TEAMS_SIDE = [
    *form("ladder:teams_side", LEAD, SIDE, "Look at it once more"),
    Look("ladder:teams_side", "once more", LEAD, SIDE, _choose_all, "button[name=send]"),
    Look("ladder:teams_side", "sent", LEAD, at("ladder:teams_side", "answered_check.project.reference")),
    Look("ladder:teams_side", "closed", LEAD, at("ladder:teams_side", "closed.reference")),
    Look("ladder:teams_side", "no check", LEAD, at("ladder:teams_side", "unchecked.reference")),
    Look("ladder:team_sheet", "to print", LEAD, at("ladder:team_sheet", "check.project.reference")),
    Look("projects:show", "open, to its lead", LEAD, ("open",)),
]

TALKS = [
    *(
        Look("ladder:conversation", state, who, _talk_of(check), shows=shows)
        for state, who, check, shows in (
            ("to be held", TEAM, "silent", "textarea"),
            ("late", LEAD, "older", ".app-late"),
            ("held", LEAD, "early", ".app-own-words"),
        )
    ),
    Look("ladder:conversation", "sent empty", LEAD, _talk_of("silent"), press("Save what came of it"), ERROR),
]
