"""What somebody in the team does about messages: look at those that are stuck, ring, and post."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from coproduction.outbox.words import about, may_be_read, memberships
from coproduction.work.words import number
from experts.rules import can_set_contacts
from notices.at_once import at_once
from notices.choices import Channel, NotNow, Outcome
from notices.kinds import gathered, kind_of
from notices.models import Attempt, Notice
from notices.queries import held, stuck, to_do_by_hand, tried_before_by_hand
from notices.reach_words import to_ring
from notices.ways import reach_of
from projects.queries import not_worked_with
from words.plain_dates import clock_time, day_and_month
from words.working_days import add_working_days, london_date

NO_WAY_IS_OPEN = frozenset({NotNow.NO_WAY, NotNow.NO_MOMENT})
FOR_SOMEBODY = NO_WAY_IS_OPEN | {NotNow.NOT_WRITTEN}
"""Why a message waits for somebody in the team, and not for its time."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody in the team does: look at a message, ring, or post. Where a way was lost,
    `contact` is the page that says how the person is reached."""

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
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in the team, as rows: what those messages speak of is to be read yet.

    `own` are the projects of whoever looks: what is about them is not for their eyes. `pages` say how people
    are reached, for those whose page they may open.
    """

    stuck: list[Attempt]
    by_hand: list[Attempt]
    before: Mapping[int, list[Attempt]]
    held: list[Notice]
    own: frozenset[int]
    pages: Mapping[UUID, str]

    @property
    def notices(self) -> list[Notice]:
        """The messages of all of it."""
        return [each.notice for each in (*self.stuck, *self.by_hand)] + self.held

    def may_see(self, notice: Notice) -> bool:
        """Whether whoever looks may know of a message, once what it speaks of was read."""
        return may_be_read(notice, own=self.own)


def waiting(user: User, *, now: datetime) -> Waiting:
    """All that waits for somebody in the team, for one of them. 2 queries."""
    found = at_once(
        {
            "stuck": stuck(now=now),
            "by_hand": to_do_by_hand(),
            "before": tried_before_by_hand(),
            "held": held(*FOR_SOMEBODY),
            "own": memberships(user),
        }
    )
    tried = [each.notice.contact_id for each in (*found["stuck"], *found["by_hand"])]
    return Waiting(
        stuck=found["stuck"],
        by_hand=found["by_hand"],
        before=gathered(found["before"], attrgetter("notice_id")),
        held=found["held"],
        own=frozenset(member.project_id for member in found["own"]),
        pages=contact_pages(user, {*tried, *(each.contact_id for each in found["held"])}),
    )


def contact_pages(user: User, people: Collection[UUID]) -> dict[UUID, str]:
    """Where somebody reads how each of these people is reached, for those of whom they may. It says what
    `experts.rules.can_set_contact_for` says of one person, asked of many in one query."""
    if not people or not can_set_contacts(user):
        return {}
    experts = not_worked_with(user.contact).filter(contact__in=people)
    return {
        contact: reverse("experts:contact_for", args=[pk])
        for pk, contact in experts.values_list("pk", "contact")
    }


def stuck_tasks(waits: Waiting, *, now: datetime) -> list[Task]:
    """E-mails and texts of which nobody knows whether they went, the oldest first."""
    return [_stuck(each, waits, now) for each in waits.stuck if waits.may_see(each.notice)]


def tasks_by_hand(waits: Waiting, *, now: datetime) -> list[Task]:
    """Letters to post, people to ring, and people whom no way reaches, the oldest first."""
    tasks = [
        (each.taken_at, _by_hand(each, waits, now)) for each in waits.by_hand if waits.may_see(each.notice)
    ]
    tasks += [(each.due_at, _held(each, waits, now)) for each in waits.held if waits.may_see(each)]
    return [task for _, task in sorted(tasks, key=lambda pair: pair[0])]


def _stuck(attempt: Attempt, waits: Waiting, now: datetime) -> Task:
    began = f"{clock_time(attempt.taken_at)} on {day_and_month(london_date(attempt.taken_at))}"
    return _task(
        attempt.notice,
        heading=f"{Channel(attempt.channel).label} to {attempt.notice.contact.name}",
        says=f"We began to send it at {began}. We do not know if it went.",
        status=f"Stuck for {for_how_long(attempt.taken_at, now)}",
        kind="soon",
        # While a worker may still hold it, nobody can say what became of it.
        attempt=attempt.pk if attempt.outcome == Outcome.UNKNOWN else None,
        contact=waits.pages.get(attempt.notice.contact_id, ""),
    )


def for_how_long(since: datetime, now: datetime) -> str:
    """A time that has passed, in one word and a number: "2 hours"."""
    minutes = int((now - since).total_seconds() // 60)
    for size, name in ((24 * 60, "day"), (60, "hour")):
        if minutes >= size:
            return number(minutes // size, name, f"{name}s")
    return number(minutes, "minute", "minutes")


def _by_hand(attempt: Attempt, waits: Waiting, now: datetime) -> Task:
    notice, before = attempt.notice, waits.before.get(attempt.notice_id, [])
    is_call, name = attempt.channel == Channel.PHONE, notice.contact.name
    lost = f"{Channel(before[-1].channel).label}: {Outcome(before[-1].outcome).label}." if before else ""
    return _task(
        notice,
        heading=to_ring(name, reach_of(notice.contact)) if is_call else f"Post to {name}",
        says=lost,
        url=reverse("notices:calls" if is_call else "notices:letters"),
        link="Open the list",
        contact=waits.pages.get(notice.contact_id, "") if lost else "",
        **_waits(attempt.taken_at, now),
    )


def _held(notice: Notice, waits: Waiting, now: datetime) -> Task:
    return _task(
        notice,
        heading=f"See to the message to {notice.contact.name}",
        says=f"{NotNow(notice.held_because).label}.",
        contact=waits.pages.get(notice.contact_id, "") if notice.held_because in NO_WAY_IS_OPEN else "",
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
