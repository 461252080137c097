"""The figures that a council may set: what the portal ships, and the lowest and highest that are safe."""

from collections.abc import Sequence
from decimal import Decimal

from django.db import models


class Figure(models.TextChoices):
    """A number that a council may change from a date on."""

    FLOOR = "floor", "Answers needed before members see a figure"
    INVITED_FLOOR = "invited-floor", "People invited before a check may open"
    PUBLIC_FLOOR = "public-floor", "Answers needed before everyone sees a figure"
    CLOSING_DAYS = "closing-days", "Working days from ‘please answer by’ to closing"
    REST_DAYS = "rest-days", "Days between a project’s checks"
    PANEL_MONTHS = "panel-months", "Months that someone who has left is still asked"
    REMINDER_DAYS = "reminder-days", "Working days from the first reminder to ‘please answer by’"
    SECOND_REMINDER_DAYS = (
        "second-reminder-days",
        "Working days from the second reminder to ‘please answer by’",
    )
    CHECK_MINUTES = "check-minutes", "Minutes that a check takes"
    CONVERSATION_DAYS = "conversation-days", "Working days to hold a conversation that a check asks for"
    FIRST_CHECK_MONTHS = "first-check-months", "Months from a project’s start to its first check"
    NEXT_CHECK_MONTHS = "next-check-months", "Months to a project’s next check, at the soonest"
    LATE_CHECK_MONTHS = "late-check-months", "Months after which a project’s next check is late"


SHIPPED = {
    Figure.FLOOR: 5,
    Figure.INVITED_FLOOR: 7,
    Figure.PUBLIC_FLOOR: 10,
    Figure.CLOSING_DAYS: 5,
    Figure.REST_DAYS: 60,
    Figure.PANEL_MONTHS: 12,
    Figure.REMINDER_DAYS: 5,
    Figure.SECOND_REMINDER_DAYS: 2,
    Figure.CHECK_MINUTES: 30,
    Figure.CONVERSATION_DAYS: 20,
    Figure.FIRST_CHECK_MONTHS: 3,
    Figure.NEXT_CHECK_MONTHS: 3,
    Figure.LATE_CHECK_MONTHS: 6,
}
NEVER_BELOW = (
    Figure.FLOOR,
    Figure.INVITED_FLOOR,
    Figure.PUBLIC_FLOOR,
    Figure.CLOSING_DAYS,
    Figure.REST_DAYS,
    Figure.PANEL_MONTHS,  # a shorter memory would let a lead choose who is asked
)
# Far more than anyone needs, and few enough that no date runs off the calendar.
NEVER_ABOVE = {
    Figure.FLOOR: 100,
    Figure.INVITED_FLOOR: 100,
    Figure.PUBLIC_FLOOR: 100,
    Figure.CLOSING_DAYS: 30,
    Figure.REST_DAYS: 365,
    Figure.PANEL_MONTHS: 60,
    Figure.REMINDER_DAYS: 10,
    Figure.SECOND_REMINDER_DAYS: 10,
    Figure.CHECK_MINUTES: 240,
    Figure.CONVERSATION_DAYS: 60,
    Figure.FIRST_CHECK_MONTHS: 24,
    Figure.NEXT_CHECK_MONTHS: 24,
    Figure.LATE_CHECK_MONTHS: 36,
}
UNITS = {
    Figure.FLOOR: ("answer", "answers"),
    Figure.INVITED_FLOOR: ("person", "people"),
    Figure.PUBLIC_FLOOR: ("answer", "answers"),
    Figure.CLOSING_DAYS: ("working day", "working days"),
    Figure.REST_DAYS: ("day", "days"),
    Figure.PANEL_MONTHS: ("month", "months"),
    Figure.REMINDER_DAYS: ("working day", "working days"),
    Figure.SECOND_REMINDER_DAYS: ("working day", "working days"),
    Figure.CHECK_MINUTES: ("minute", "minutes"),
    Figure.CONVERSATION_DAYS: ("working day", "working days"),
    Figure.FIRST_CHECK_MONTHS: ("month", "months"),
    Figure.NEXT_CHECK_MONTHS: ("month", "months"),
    Figure.LATE_CHECK_MONTHS: ("month", "months"),
}
# People who answer are told these. The others are read once, when a check opens or when it closes.
FLOORS = (Figure.FLOOR, Figure.INVITED_FLOOR, Figure.PUBLIC_FLOOR)
SUGGESTIONS = (Figure.FIRST_CHECK_MONTHS, Figure.NEXT_CHECK_MONTHS, Figure.LATE_CHECK_MONTHS)

# Where the five words for the score meet, and how far out they may. A small group is told "1 or less" and
# "7 or more" and no nearer, so these belong to the lowest word and to the highest.
SHIPPED_EDGES = (Decimal("1.6"), Decimal("3.2"), Decimal("4.8"), Decimal("6.4"))
LOWEST_EDGE, HIGHEST_EDGE = Decimal(1), Decimal(7)


def with_unit(figure: Figure, value: int) -> str:
    """A figure's value in words: "5 answers", "1 month"."""
    one, many = UNITS[figure]
    return f"{value} {one if value == 1 else many}"


def too_low(figure: Figure, least: int | None = None) -> str:
    """What is said to whoever would lower a figure that may only be raised."""
    return f"This may not go below {least or SHIPPED[figure]}. It keeps people safe"


def in_words(edges: Sequence[Decimal]) -> str:
    """Four numbers as one says them: "1.6, 3.2, 4.8 and 6.4"."""
    *first, last = edges
    return f"{', '.join(map(str, first))} and {last}"
