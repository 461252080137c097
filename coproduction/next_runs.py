"""When each scheduled job runs next, by the schedule alone."""

from datetime import datetime, time, timedelta
from typing import Any

from celery.schedules import crontab

from coproduction.schedule import BEAT_SCHEDULE
from words.working_days import at_london, london_date

DAYS_AHEAD = 63
"""Longer than from one month's day to the next."""


def next_run(job: str, *, after: datetime) -> datetime | None:
    """The first moment after this one at which the schedule starts a job. None for one it does not know."""
    entry = next((each for each in BEAT_SCHEDULE.values() if each["task"] == job), None)
    if entry is None:
        return None
    schedule: Any = entry["schedule"]
    if not isinstance(schedule, crontab):
        return after + timedelta(seconds=schedule)
    today = london_date(after)
    for day in (today + timedelta(days=days) for days in range(DAYS_AHEAD)):
        if _is_on(schedule, day):
            for hour in sorted(schedule.hour):
                for minute in sorted(schedule.minute):
                    if (moment := at_london(day, time(hour, minute))) > after:
                        return moment
    return None


def _is_on(schedule: crontab, day: Any) -> bool:
    return (
        day.day in schedule.day_of_month
        and day.month in schedule.month_of_year
        and day.isoweekday() % 7 in schedule.day_of_week
    )
