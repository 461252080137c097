"""When things happened in the invented county, counted back from the day it is first made. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from words.working_days import at_london, is_working_day, working_days_before

DAYS_TO_ANSWER = 14


def working_day(today: date, *, days_ago: int) -> date:
    """The last working day that is at least so many days ago."""
    day = today - timedelta(days=days_ago)
    return day if is_working_day(day) else working_days_before(day, 1)


def morning(day: date) -> datetime:
    """10am in London."""
    return at_london(day, time(10))


def noon(day: date) -> datetime:
    """12 noon in London."""
    return at_london(day, time(12))


def moments(start: datetime, end: datetime, count: int) -> Iterator[datetime]:
    """So many moments, evenly between two, in order."""
    between = (end - start) / (count + 1)
    return (start + between * number for number in range(1, count + 1))
