"""Letters to post and people to ring, in each of their states."""

from tests.browser.looks import ERROR, Look, at, press

TEAM = "involvement"
WHAT = "Invitation to a check: By hand"

BY_HAND = [
    Look("notices:letters", "with letters", TEAM),
    Look("notices:letters", "sent empty", TEAM, (), press("Make a file of those I ticked"), ERROR),
    Look(
        "notices:letter_words", "to be made", TEAM, at("notices:letters"),
        press("Get the words for Elowen Rule"), ".govuk-inset-text",
    ),
    Look("notices:calls", "with people", TEAM),
    Look(
        "notices:call", "what to say", TEAM, at("notices:calls"),
        press(f"What to say to Dee Rosewarne: {WHAT}"), ".govuk-inset-text",
    ),
    Look(
        "notices:call", "sent empty", TEAM, at("notices:calls"),
        lambda page: (
            press(f"What to say to Dee Rosewarne: {WHAT}")(page), press("Save how it went")(page)
        ),
        ERROR,
    ),
]  # fmt: skip
