"""The pages of a project's team about a check, in each of their states."""

from datetime import timedelta

from tests.browser.looks import Look, at, form, press

LEAD = "lead"
SIDE = at("ladder:teams_side", "check.project.reference")


def _choose_all(page):
    for number in range(1, 9):
        page.locator(f'input[name="answer_{number}"][value="partly"]').check()
    press("Look at it once more")(page)


TEAMS_SIDE = [
    *form("ladder:teams_side", LEAD, SIDE, "Look at it once more"),
    Look("ladder:teams_side", "once more", LEAD, SIDE, _choose_all, "button[name=send]"),
    Look("ladder:teams_side", "sent", LEAD, at("ladder:teams_side", "answered_check.project.reference")),
    Look("ladder:teams_side", "closed", LEAD, at("ladder:teams_side", "closed.reference")),
    Look("ladder:teams_side", "no check", LEAD, at("ladder:teams_side", "unchecked.reference")),
    Look("ladder:team_sheet", "to print", LEAD, at("ladder:team_sheet", "check.project.reference")),
    Look("projects:show", "open, to its lead", LEAD, ("open",)),
]


def _talk(slug, days):
    return lambda world: reverse(
        "ladder:conversation", args=[slug, MONDAY.date() - timedelta(days=days)]
    )


