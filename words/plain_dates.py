"""Dates as people say them: "Friday 27 November 2026"."""

from datetime import date


def plain_date(day: date) -> str:
    """A day in full, with no zero in front: "Friday 4 December 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """A day without its name: "4 December 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def the_month(day: date) -> str:
    """A month with its year: "December 2026"."""
    return f"{day:%B %Y}"
