"""Working days in England, and what London's clocks say.

Instants are stored in UTC; a date or a time that a person reads is London's.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
FIVE_PM = time(17)
SATURDAY = 5


# A calendar of the package fills itself while it is read, which two threads must not do at once.
# So each year is read once, whole, and kept as a set that never changes.
@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year, expand=False))


def is_working_day(day: date) -> bool:
    """True on Monday to Friday, except on a bank holiday in England."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after `day`. With n = 0 it is `day` itself, working or not.

    Raises ValueError for n under 0.
    """
    if n < 0:
        raise ValueError("Working days are counted forwards")
    while n:
        day += timedelta(days=1)
        n -= is_working_day(day)
    return day


def working_days_before(day: date, n: int) -> date:
    """The n-th working day before `day`. Raises ValueError for n under 0."""
    if n < 0:
        raise ValueError("Working days before a day are counted backwards")
    while n:
        day -= timedelta(days=1)
        n -= is_working_day(day)
    return day


def one_year_after(day: date) -> date:
    """The same day next year. 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


def one_year_before(day: date) -> date:
    """The same day last year. 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def london_date(instant: datetime) -> date:
    """The date in London at an instant. Raises ValueError if the instant has no time zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone")
    return instant.astimezone(LONDON).date()


def at_london(day: date, wall_time: time) -> datetime:
    """The instant when London's clocks show this time on this day. Compares equal to it in UTC."""
    return datetime.combine(day, wall_time, tzinfo=LONDON)


def closes_at(answer_by: date, days: int = 5) -> datetime:
    """When a check closes: 5pm in London, `days` working days after "please answer by"."""
    return at_london(add_working_days(answer_by, days), FIVE_PM)
