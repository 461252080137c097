"""What somebody in the team does about messages: look at those that are stuck, ring, and post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from coproduction.outbox.words import about, may_be_read
from coproduction.work.words import number
from notices.choices import Channel, NotNow, Outcome
from notices.kinds import kind_of, read_together
from notices.models import Attempt, Notice
from notices.queries import held, stuck, to_do_by_hand
from words.plain_dates import clock_time, day_and_month
from words.working_days import add_working_days, london_date

FOR_SOMEBODY = frozenset({NotNow.NO_WAY, NotNow.NO_MOMENT, NotNow.NOT_WRITTEN})
"""Why a message waits for somebody in the team, and not for its time."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody in the team does: look at a message, ring, or post."""

    heading: str
    what: str
    about: str
    says: str
    status: str
    kind: str
    person: Any
    name: str
    attempt: int | None = None
    url: str = ""
    link: str = ""


def stuck_tasks(*, own: frozenset[int], now: datetime) -> list[Task]:
    """E-mails and texts of which nobody knows whether they went, the oldest first."""
    return [_stuck(attempt, now) for attempt in _readable(stuck(now=now), own)]


def by_hand(*, own: frozenset[int], now: datetime) -> list[Task]:
    """Letters to post, people to ring, and people whom no way reaches, the oldest first."""
    attempts = _readable(to_do_by_hand(), own)
    waiting = list(held(*FOR_SOMEBODY))
    read_together(waiting)
    tasks = [(attempt.taken_at, _by_hand(attempt, now)) for attempt in attempts]
    tasks += [(each.due_at, _held(each, now)) for each in waiting if may_be_read(each, own=own)]
    return [task for _, task in sorted(tasks, key=lambda pair: pair[0])]


def _readable(attempts: Iterable[Attempt], own: frozenset[int]) -> list[Attempt]:
    found = list(attempts)
    read_together([attempt.notice for attempt in found])
    return [attempt for attempt in found if may_be_read(attempt.notice, own=own)]


def _stuck(attempt: Attempt, now: datetime) -> Task:
    began = f"{clock_time(attempt.taken_at)} on {day_and_month(london_date(attempt.taken_at))}"
    return _task(
        attempt.notice,
        heading=f"{Channel(attempt.channel).label} to {attempt.notice.contact.name}",
        says=f"We began to send it at {began}. We do not know if it went.",
        status=f"Stuck for {for_how_long(attempt.taken_at, now)}",
        kind="soon",
        # While a worker may still hold it, nobody can say what became of it.
        attempt=attempt.pk if attempt.outcome == Outcome.UNKNOWN else None,
    )


def for_how_long(since: datetime, now: datetime) -> str:
    """A time that has passed, in one word and a number: "2 hours"."""
    minutes = int((now - since).total_seconds() // 60)
    for size, name in ((24 * 60, "day"), (60, "hour")):
        if minutes >= size:
            return number(minutes // size, name, f"{name}s")
    return number(minutes, "minute", "minutes")


def _by_hand(attempt: Attempt, now: datetime) -> Task:
    notice = attempt.notice
    verb = "Ring" if attempt.channel == Channel.PHONE else "Post to"
    before = [each for each in notice.attempts.all() if each.number < attempt.number]
    tried = max(before, key=lambda each: each.number, default=None)
    lost = f"{Channel(tried.channel).label}: {Outcome(tried.outcome).label}." if tried else ""
    return _task(
        notice,
        heading=f"{verb} {notice.contact.name}",
        says=lost,
        url=reverse("notices:calls" if verb == "Ring" else "notices:letters"),
        link="Open the list",
        **_waits(attempt.taken_at, now),
    )


def _held(notice: Notice, now: datetime) -> Task:
    return _task(
        notice,
        heading=f"See to the message to {notice.contact.name}",
        says=f"{NotNow(notice.held_because).label}.",
        **_waits(notice.due_at, now),
    )


def _waits(since: datetime, now: datetime) -> dict[str, str]:
    is_late = london_date(now) > add_working_days(london_date(since), 1)
    return {"status": "Late" if is_late else "Today", "kind": "late" if is_late else "soon"}


def _task(notice: Notice, **said: Any) -> Task:
    return Task(
        what=kind_of(notice).what,
        about=about(notice),
        person=notice.contact_id,
        name=notice.contact.name,
        **said,
    )
