"""The involvement team's pages for running a check and typing in what came, in each of their states."""

import time

from tests.browser.looks import Look, at, form, press

TEAM = "involvement"


def _a_later_day(page):
    """The last day that the page names, and the first reason."""
    said = page.locator("main li", has_text="Choose a working day.").inner_text()
    day, month, year = said.split("The last is ")[1].partition(".")[0].split()[1:]
    number = time.strptime(month, "%B").tm_mon
    for name, value in (("day", day), ("month", str(number)), ("year", year)):
        page.locator(f"input[name=answer_by_{name}]").fill(value)
    page.locator("input[name=reason]").first.check()
    press("Look at the dates")(page)


RUNNING_CHECKS = [
    Look("ladder:rounds", "with checks", TEAM), Look("ladder:films", "some missing", TEAM),
    Look("ladder:this_screen", "as it comes", TEAM),
    Look(
        "ladder:this_screen", "ready", TEAM, (),
        press("Use this screen for checks by many people"), ".govuk-inset-text",
    ),
    *form("ladder:film", TEAM, (1, "2"), "Save this film"), Look("ladder:take_film_away", "", TEAM, (1, "1")),
    Look("ladder:film", "with a film", TEAM, (1, "1"), shows="video"),
    Look("ladder:round", "open", TEAM, at("ladder:round", "check.pk")),
    Look("ladder:round", "closed", TEAM, at("ladder:round", "closed_check.pk")),
    Look("ladder:invited", "with people", TEAM, at("ladder:invited", "check.pk")),
    Look("ladder:invited_person", "on paper", TEAM, at("ladder:invited_person", "check.pk", "on_paper.pk")),
    Look("ladder:invited_person", "by phone", TEAM, at("ladder:invited_person", "check.pk", "by_phone.pk")),
    Look(
        "ladder:new_code", "made", TEAM, at("ladder:invited_person", "check.pk", "by_phone.pk"),
        lambda page: page.get_by_role("button", name="Make a code for").click(), ".app-sheet__post",
    ),
    Look("ladder:end_keys", "are you sure", TEAM, at("ladder:end_keys", "check.pk", "by_phone.pk")),
    Look("ladder:paper_run", "with people", TEAM, at("ladder:paper_run", "check.pk")),
    Look("ladder:paper_run", "closed", TEAM, at("ladder:paper_run", "closed_check.pk")),
    Look("ladder:paper_form", "as it comes", TEAM, at("ladder:paper_form", "check.pk", "on_paper.pk")),
    Look(
        "ladder:paper_form", "as a page", TEAM, at("ladder:paper_form", "check.pk", "on_paper.pk"),
        press("Show it as a page to print"), ".app-sheet, .app-sheets",
    ),
    *form("ladder:close_early", TEAM, at("ladder:close_early", "check.pk"), "Close the check now"),
    *form("ladder:more_time", TEAM, at("ladder:more_time", "check.pk"), "Look at the dates"),
    Look(
        "ladder:more_time", "the last look", TEAM, at("ladder:more_time", "check.pk"),
        _a_later_day, "button[name=confirm]",
    ),
    *form("ladder:open_round", TEAM, at("ladder:open_round", "openable.reference"), "Look at the dates"),
    Look(
        "ladder:open_round", "the last look", TEAM, at("ladder:open_round", "openable.reference"),
        press("Look at the dates"), "button[name=confirm]",
    ),
    Look("ladder:open_round", "stopped", TEAM, at("ladder:open_round", "unchecked.reference")),
]  # fmt: skip

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
    Look("ladder:read_back", "as it is", TEAM, at("ladder:read_back", "check.pk", "called.pk"),
         shows="input[name=told]"),
]  # fmt: skip
