"""Dates as people say them, "Friday 27 November 2026", and as they type them."""

import re
from datetime import date, datetime

from words.working_days import LONDON

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2}|[a-z]+)[ ./-]+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})", re.ASCII)
_DAY_NAME = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)? ")
_FIRST, _LAST = 1900, 9999


def plain_date(day: date) -> str:
    """A day in full, with no zero in front: "Friday 4 December 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short_date(day: date) -> str:
    """A day without its name: "4 December 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def day_and_month(day: date, *, weekday: bool = False) -> str:
    """A day that is near, without its year: "4 December", or "Friday 4 December"."""
    return f"{day:%A} {day.day} {day:%B}" if weekday else f"{day.day} {day:%B}"


def the_month(day: date) -> str:
    """A month with its year: "December 2026"."""
    return f"{day:%B %Y}"


def clock_time(moment: datetime) -> str:
    """A time of day as people say it, in London: "10:14am"."""
    here = moment.astimezone(LONDON)
    return f"{here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def near_moment(moment: datetime, *, now: datetime) -> str:
    """A moment that is near, in London: "Today, 3:54pm", "Tomorrow, 9:00am", "Monday 4 December, 3:40am"."""
    here, today = moment.astimezone(LONDON).date(), now.astimezone(LONDON).date()
    name = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get((here - today).days)
    return f"{name or day_and_month(here, weekday=True)}, {clock_time(moment)}"


def day_in(typed: str) -> date:
    """The day that a person wrote in one piece: "27/3/2027", "27 March 2027" or "2027-03-27".

    Raises ValueError for anything else, for a year of two figures, and for a day that no calendar has.
    """
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", " ".join(typed.lower().replace(",", " ").split()))
    text = _DAY_NAME.sub("", text)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        month, day, year = found.groups()
    else:
        raise ValueError(f"not a day: {typed[:20]!r}")
    if not _FIRST <= int(year) <= _LAST:
        raise ValueError(f"not a year of this century: {year}")
    return date(int(year), MONTHS.get(month) or int(month), int(day))
