"""The pages for typing in what came on paper or by phone, in each of their states."""

from tests.browser.looks import Look, at, form

TEAM = "involvement"

ON_PAPER_AND_BY_PHONE = [
    *form("ladder:forms", TEAM, at("ladder:forms", "check.pk"), "Log this form"),
    Look("ladder:forms", "of a closed check", TEAM, at("ladder:forms", "closed_check.pk")),
    *form(
        "ladder:type_in", TEAM, at("ladder:type_in", "check.pk", "forms.to_type.pk"), "Look at it once more"
    ),
    Look(
        "ladder:type_in", "to mend", TEAM, at("ladder:type_in", "check.pk", "forms.typed.pk"),
        shows="input:checked",
    ),
    Look("ladder:look_again", "as it is", TEAM, at("ladder:look_again", "check.pk", "forms.typed.pk")),
    *form("ladder:compare", TEAM, at("ladder:compare", "check.pk", "forms.twice.pk"), "Send these answers"),
    Look("ladder:compare", "both the same", TEAM, at("ladder:compare", "check.pk", "forms.same.pk")),
    *form("ladder:ring", TEAM, at("ladder:ring", "check.pk"), "Go to what to say"),
    Look("ladder:ring", "of a closed check", TEAM, at("ladder:ring", "closed_check.pk")),
    Look("ladder:phone", "as it comes", TEAM, at("ladder:phone", "check.pk", "called.pk")),
    Look("ladder:read_back", "as it is", TEAM, at("ladder:read_back", "check.pk", "called.pk")),
]  # fmt: skip
