"""A real register with thirty mistakes: each with the column it is told under, and what is told.

The same project stands on every line, so what is told on a line is that line's own mistake and no other.
"""

from dataclasses import dataclass

from tests.projects.spreadsheets.files import project

LONG = "Where and when people can meet. " * 20
WHY, AGAIN = "Resource limitations: why", "Resource limitations: look again on"
NO_REASON = {"why_resources": None, "again_resources": None}


@dataclass(frozen=True)
class Mistake:
    """What is wrong, where it is told, and a part of the sentence."""

    cells: dict
    column: str
    says: str


MISTAKES = [
    Mistake({"name": None}, "Name", "Write the project’s name"),
    Mistake({"name": " \u00a0 "}, "Name", "Write the project’s name"),
    Mistake({"name": "N" * 101}, "Name", "This is 101 characters long. Use 100 or fewer"),
    Mistake({"name": "repairs  BY appointment"}, "Name", "is on the register"),
    Mistake({"could_be": "Perhaps"}, "Could this be co-production?", "“Perhaps” is not one of the answers"),
    Mistake({"summary": LONG}, "What it is about", "Use 500 or fewer"),
    Mistake({"directorate": None}, "Directorate", "One of: Housing"),
    Mistake({"directorate": "Houzing"}, "Directorate", "“Houzing” is not one of the answers"),
    Mistake({"directorate": "Adult Social Care"}, "Directorate", "You do not work for"),
    Mistake({"stage": "Begun"}, "Stage", "Write one of: Starting; Designing"),
    Mistake({"stage": "Stopped"}, "Why it stopped", "Say why it stopped"),
    Mistake({"stopped_because": "No money"}, "Why it stopped", "The stage is not Stopped"),
    Mistake({"starts_on": "31/2/2027"}, "Starts on", "“31/2/2027” is not a day"),
    Mistake({"starts_on": "27/3/27"}, "Starts on", "Write it like 27 March 2027"),
    Mistake({"ends_on": "spring"}, "Ends on", "“spring” is not a day"),
    Mistake({"ends_on": "26 March 2027"}, "Ends on", "It ends before it starts, on 27 March 2027"),
    Mistake({"lead": "nobody@example.org"}, "Staff lead", "“nobody@example.org”"),
    Mistake({"lead": "alex.morgan@example.org"}, "Staff lead", "Nobody who works for this directorate"),
    Mistake({"ways": "Workshop; Karaoke"}, "Ways to take part", "“Karaoke” is not one of the answers"),
    Mistake({"areas": "Atlantis"}, "Areas", "“Atlantis” is no area"),
    Mistake({"step": "Involving"}, "Step", "“Involving” is not a step. Write one of: 7 Co-production"),
    Mistake({"step": "8"}, "Step", "“8” is not a step"),
    Mistake({"step": "5 Consulting"}, "Step", "is not a step"),
    Mistake(NO_REASON, "Step", "Engaging is below Co-production. Give one of the 5 reasons"),
    Mistake({"step": None}, "Step", "There are reasons here, but no step"),
    Mistake({"step": "7"}, "Step", "Co-production needs no reasons"),
    Mistake(
        {"step": "Co-designing", "yearly_pay_budget_pence": None}, "Step", "needs pay, and a yearly budget"
    ),
    Mistake({"again_resources": None}, AGAIN, "Write the day you look at this reason again"),
    Mistake({"again_resources": "1 June 2026"}, AGAIN, "Choose a day from 24 November 2026 to 23 November"),
    Mistake({"again_resources": "24 November 2027"}, AGAIN, "to 23 November 2027"),
    Mistake({"why_resources": None}, WHY, "Say why this reason is true"),
    Mistake({"pay_offered": "Maybe"}, "Pay offered", "Write one of: Yes, we offer pay; Not yet"),
    Mistake({"pay_offered": "Not yet"}, "Pay offered", "There is a yearly pay budget"),
    Mistake({"yearly_pay_budget_pence": "5k"}, "Yearly pay budget", "“5k” is not an amount in pounds"),
    Mistake({"access_promises": "Cake"}, "Access promises", "“Cake” is not one of the answers"),
    Mistake({"reference": "ABC"}, "Reference", "“ABC” is not a reference"),
    Mistake({"parent": "Nothing of this name"}, "Part of", "We found no project of this name"),
    Mistake({"parent": "Care for life"}, "Part of", "We found no project of this name"),
    Mistake({"parent": "A part already"}, "Part of", "is part of a bigger one itself"),
    Mistake({"name": "project\u00a07"}, "Name", "Line 7 has this name too"),
]
FIRST = 2
"""The line of the first project, below the headings."""


def with_mistakes():
    """Each mistake on its own line."""
    return [
        project(**{"name": f"Project {number}"} | mistake.cells)
        for number, mistake in enumerate(MISTAKES, start=FIRST)
    ]


def mended():
    """The same lines as they should be."""
    return [project(f"Project {number}") for number, _ in enumerate(MISTAKES, start=FIRST)]
