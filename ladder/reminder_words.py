"""What pages say of the days on which people are reminded of a check. Pure."""

from collections.abc import Sequence
from datetime import date

from words.plain_dates import plain_date, short_date


def days_in_words(days: Sequence[date]) -> str:
    """The days in full: "Friday 4 December 2026 and Wednesday 9 December 2026"."""
    return " and ".join(plain_date(day) for day in days)


def reminders_go_out(days: Sequence[date], *, gone: int = 0) -> str:
    """Their days, whatever day it is: "Reminders go out on 4 December 2026 and 9 December 2026".

    `gone` is how many had come when the check's dates were moved.
    """
    if gone >= len(days):
        return "No more reminders go out"
    if gone:
        return f"The last reminder goes out on {short_date(days[-1])}"
    said = " and ".join(short_date(day) for day in days)
    return f"Reminders go out on {said}" if len(days) > 1 else f"The reminder goes out on {said}"


def where_reminders_are(days: Sequence[date], *, today: date, gone: int = 0) -> str:
    """Which reminders are still to come. `gone` is how many had come when the check's dates were moved."""
    first, last = days[0], days[-1]
    if gone >= len(days):
        return "All reminder days are over. We send no more"
    if gone and today <= last:
        return f"The first reminder day is over. The second goes out {_on(last, today)}"
    if today > last:
        return (
            "Both reminder days are over. We send no more"
            if len(days) > 1
            else (f"The reminder was due on {short_date(last)}. We send no more")
        )
    if len(days) == 1:
        return f"The reminder goes out {_on(last, today)}"
    if today < first:
        return reminders_go_out(days)
    if today == first:
        return f"The first reminder goes out today. The second goes out on {short_date(last)}"
    return f"The first reminder was due on {short_date(first)}. The second goes out {_on(last, today)}"


def _on(day: date, today: date) -> str:
    return "today" if day == today else f"on {short_date(day)}"
