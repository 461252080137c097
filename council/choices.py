"""The figures that a council may set, with what the portal ships and the lowest that is safe."""

from django.db import models


class Figure(models.TextChoices):
    """A number that a council may change from a date on."""

    FLOOR = "floor", "Answers needed before members see a figure"
    INVITED_FLOOR = "invited-floor", "People invited before a check may open"
    PUBLIC_FLOOR = "public-floor", "Answers needed before everyone sees a figure"
    CLOSING_DAYS = "closing-days", "Working days from 'please answer by' to closing"
    REST_DAYS = "rest-days", "Days between a project's checks"
    PANEL_MONTHS = "panel-months", "Months back that count as a member"
    REMINDER_DAYS = "reminder-days", "Working days before 'please answer by' that the reminder goes"
    CHECK_MINUTES = "check-minutes", "Minutes that a check takes"


SHIPPED = {
    Figure.FLOOR: 5,
    Figure.INVITED_FLOOR: 7,
    Figure.PUBLIC_FLOOR: 10,
    Figure.CLOSING_DAYS: 5,
    Figure.REST_DAYS: 60,
    Figure.PANEL_MONTHS: 12,
    Figure.REMINDER_DAYS: 3,
    Figure.CHECK_MINUTES: 30,
}
NEVER_BELOW = (
    Figure.FLOOR,
    Figure.INVITED_FLOOR,
    Figure.PUBLIC_FLOOR,
    Figure.CLOSING_DAYS,
    Figure.REST_DAYS,
    Figure.PANEL_MONTHS,  # a shorter memory would let a lead choose who is asked
)
