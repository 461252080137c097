"""The columns of a register kept as a spreadsheet, in the order of the tasks of registering. Pure."""

from dataclasses import dataclass

from django.db.models import TextChoices

from ladder.rungs import RUNGS
from projects.choices import AccessPromise, CouldBe, Part, PayOffered, Reason, Stage, WayToTakePart
from projects.spreadsheets.matching import key_of

MOST_LINES = 2000
MOST_COLUMNS = 40
SEVERAL = "; "
"""What stands between several answers in one cell. Some answers hold a comma."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in code, its heading, and what to write in it."""

    key: str
    heading: str
    hint: str
    answers: tuple[str, ...] = ()
    for_staff: bool = False

    @property
    def help(self) -> str:
        """What to write, in one piece."""
        return f"{self.hint}: {SEVERAL.join(self.answers)}" if self.answers else self.hint


def step_key(part: Part) -> str:
    """The key of the column with the step of a part of the work."""
    return f"{part.value}_step"


def why_key(reason: Reason) -> str:
    """The key of the column that says why a reason is true."""
    return f"why_{reason.value}"


def again_key(reason: Reason) -> str:
    """The key of the column with the day a reason is looked at again."""
    return f"again_{reason.value}"


def _labels(choices: type[TextChoices]) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)


ONE_OF = "One of these"
SOME_OF = "One or more of these, with ; between them"
STEPS = tuple(f"{rung.value} {rung.label}" for rung in reversed(RUNGS))

COLUMNS = (
    Column("reference", "Reference", "Leave it empty for a new project", for_staff=True),
    Column("name", "Name", "Always needed. 100 characters or fewer"),
    Column("could_be", "Could this be co-production?", ONE_OF, _labels(CouldBe)),
    Column("summary", "What it is about", "1 or 2 short sentences. 500 characters or fewer"),
    Column("directorate", "Directorate", "Always needed. Its name, as on the portal"),
    Column("stage", "Stage", ONE_OF, _labels(Stage)),
    Column("stopped_because", "Why it stopped", "Only where the stage is Stopped. 400 characters or fewer"),
    Column("starts_on", "Starts on", "A day, like 27 March 2027"),
    Column("ends_on", "Ends on", "A day, like 27 March 2027"),
    Column("lead", "Staff lead", "The email address they sign in with. Empty means you", for_staff=True),
    Column("already_decided", "Already decided", "One thing on each line. 1,000 characters or fewer"),
    Column(
        "can_still_change", "People can still change", "One thing on each line. 1,000 characters or fewer"
    ),
    Column("ways", "Ways to take part", SOME_OF, _labels(WayToTakePart)),
    Column("areas", "Areas", "Area names, with ; between them. Empty means the whole county"),
    Column("step", "Step", "A name or a number. Fill in what a step needs, or leave all empty", STEPS),
    *(
        Column(step_key(part), f"{part.label} step", "Only where it differs from the step of the whole")
        for part in Part
    ),
    Column("justification", "Why this step", "1 or 2 short sentences. 400 characters or fewer"),
    *(
        column
        for reason in Reason
        for column in (
            Column(
                why_key(reason),
                f"{reason.label}: why",
                "Only below Co-production. Why this reason is true. 400 characters or fewer",
            ),
            Column(
                again_key(reason),
                f"{reason.label}: look again on",
                "The day you look again. After today, and within 1 year",
            ),
        )
    ),
    Column("pay_offered", "Pay offered", ONE_OF, _labels(PayOffered)),
    Column(
        "yearly_pay_budget_pence", "Yearly pay budget", "Pounds, like 5000. Only staff see it", for_staff=True
    ),
    Column("access_promises", "Access promises", SOME_OF, _labels(AccessPromise)),
    Column("access_words", "Other access words", "Your own words. 400 characters or fewer"),
    Column("parent", "Part of", "The name or reference of a bigger project"),
    Column(
        "above_parts_because",
        "Why above its smaller projects",
        "Only for a bigger project that is on a higher step than its parts",
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
NEEDED = ("name", "directorate")
"""A file without these columns is not a register."""

TOGETHER = Column("together", "Together", "")
ADDRESS = Column("address", "Address of its page", "")
SINCE = Column("since", "On the list since", "")
PASSED_OVER = (TOGETHER, ADDRESS, SINCE)
"""Columns of a downloaded list that the portal works out itself. Reading passes over them."""

LONGEST = {
    "name": 100,
    "summary": 500,
    "stopped_because": 400,
    "already_decided": 1000,
    "can_still_change": 1000,
    "justification": 400,
    "access_words": 400,
    "above_parts_because": 400,
    **{why_key(reason): 400 for reason in Reason},
}
"""The most characters in each column of free words. A test compares them with the model's."""

_BY_HEADING = {key_of(column.heading): column for column in (*COLUMNS, *PASSED_OVER)}


def column_of(heading: str) -> Column | None:
    """The column that a heading stands for, whatever its case, spaces and marks."""
    return _BY_HEADING.get(key_of(heading))
