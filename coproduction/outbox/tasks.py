"""What somebody in the team does about messages: look at those that are stuck, ring, and post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.urls import reverse

from accounts.models import User
from coproduction.outbox.words import about, may_be_read, memberships
from coproduction.work.words import number
from notices.at_once import at_once
from notices.choices import Channel, NotNow, Outcome
from notices.kinds import gathered, kind_of
from notices.models import Attempt, Notice
from notices.queries import held, stuck, to_do_by_hand, tried_before_by_hand
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in the team, as rows: what those messages speak of is to be read yet. `own` are
    the projects of whoever looks: what is about them is not for their eyes."""

    stuck: list[Attempt]
    by_hand: list[Attempt]
    before: Mapping[int, list[Attempt]]
    held: list[Notice]
    own: frozenset[int]

    @property
    def notices(self) -> list[Notice]:
        """The messages of all of it."""
        return [each.notice for each in (*self.stuck, *self.by_hand)] + self.held


def waiting(user: User, *, now: datetime) -> Waiting:
    """All that waits for somebody in the team, for one of them. One query."""
    found = at_once(
        {
            "stuck": stuck(now=now),
            "by_hand": to_do_by_hand(),
            "before": tried_before_by_hand(),
            "held": held(*FOR_SOMEBODY),
            "own": memberships(user),
        }
    )
    return Waiting(
        stuck=found["stuck"],
        by_hand=found["by_hand"],
        before=gathered(found["before"], attrgetter("notice_id")),
        held=found["held"],
        own=frozenset(member.project_id for member in found["own"]),
    )


def stuck_tasks(waits: Waiting, *, now: datetime) -> list[Task]:
    """E-mails and texts of which nobody knows whether they went, the oldest first."""
    return [_stuck(each, now) for each in waits.stuck if may_be_read(each.notice, own=waits.own)]


def tasks_by_hand(waits: Waiting, *, now: datetime) -> list[Task]:
    """Letters to post, people to ring, and people whom no way reaches, the oldest first."""
    tasks = [
        (each.taken_at, _by_hand(each, waits.before.get(each.notice_id, []), now))
        for each in waits.by_hand
        if may_be_read(each.notice, own=waits.own)
    ]
    tasks += [(each.due_at, _held(each, now)) for each in waits.held if may_be_read(each, own=waits.own)]
    return [task for _, task in sorted(tasks, key=lambda pair: pair[0])]


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


def _by_hand(attempt: Attempt, before: Sequence[Attempt], now: datetime) -> Task:
    notice = attempt.notice
    verb = "Ring" if attempt.channel == Channel.PHONE else "Post to"
    lost = f"{Channel(before[-1].channel).label}: {Outcome(before[-1].outcome).label}." if before else ""
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
