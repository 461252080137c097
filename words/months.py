"""Counting in months: the same day of another month, or that month's last day."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months later, or that month's last day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, calendar.monthrange(year, month0 + 1)[1]))


def months_before(day: date, months: int) -> date:
    """The same day of the month, so many months earlier, or that month's last day."""
    return months_after(day, -months)
