"""What will go out, to whom, how and when, and what will not, and why. It only reads: no row, no key.

It asks what the worker will ask, at the moment at which each message would go: is it still of use, and by
which way may it reach this person then?
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

import structlog
from django.db.models import QuerySet

from notices.actions.queueing import key_of, like, row_of, without
from notices.actions.sending import ways_lost
from notices.at_once import at_once
from notices.choices import Channel, NotNow, Skip
from notices.elsewhere import contact_of, reach_there
from notices.kinds import (
    every_kind,
    gathered,
    kind_of,
    read_together,
    why_never_in_a_list,
)
from notices.models import Attempt, Contact, Notice
from notices.summing_up import WhyNot, had_today, summary_at
from notices.ways import Held, next_way, reach_of
from words.working_days import london_date

Found = Mapping[tuple[str, str], list[Any]]
WAITS, GONE = ("", "waits"), ("", "gone")
"""No kind is called "", so these stand beside what tells what becomes due."""
ATTEMPTS = "attempts"
"""Among what was read of a message: the ways in which it was tried."""
HAD_TODAY = "had-today"
"""And how many its person has had today of those that could have waited."""

log = structlog.get_logger()

AHEAD = timedelta(days=7)
BACK = timedelta(days=7)
MOST = 1000
"""So many are looked at. A council that has more waiting at once sees the first of them."""
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """A message that will go, as all stands now. Its row has no id while it is not written down."""

    notice: Notice
    at: datetime
    channel: Channel


@dataclass(frozen=True, slots=True)
class NotGoing:
    """A message that did not go, or will not: for good, or not before `until`, where one knows."""

    notice: Notice
    because: Skip | NotNow
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What will go out, in order of its moment, and what will not. `more` says that some are left out."""

    coming: list[Coming]
    not_going: list[NotGoing]
    more: bool


def preview(*, now: datetime, also: Iterable[Notice] = ()) -> Preview:
    """The next 7 days, and what was not sent in the last 7: 4 queries at most, for many messages of
    every kind. `also` are others that a page tells of: what they speak of is read in the same query."""
    waits = Notice.objects.waiting().filter(look_at__lte=now + AHEAD).order_by("look_at", "pk")
    skipped = Notice.objects.filter(skipped_at__gt=now - BACK).order_by("-skipped_at", "pk")
    found = at_once({WAITS: waits[: MOST + 1], GONE: skipped[: MOST + 1], **_asks(now)})
    waiting, gone, due = found[WAITS], found[GONE], _due_by_itself(found, now)
    to_be = _read_beside(waiting[:MOST], gone[:MOST], due, also, now)
    seen = [_look_at(notice, now, why_never_in_a_list) for notice in [*waiting[:MOST], *to_be[:MOST]]]
    seen = _a_few_a_day(seen, now, why_never_in_a_list)
    coming = [each for each in seen if isinstance(each, Coming)]
    not_going = [each for each in seen if isinstance(each, NotGoing)]
    not_going += [NotGoing(each, Skip(each.skipped_because), each.skipped_at or now) for each in gone[:MOST]]
    return Preview(
        coming=sorted(coming, key=lambda each: (each.at, each.notice.contact.name)),
        not_going=sorted(not_going, key=lambda each: each.since, reverse=True),
        more=max(len(waiting), len(to_be), len(gone)) > MOST,
    )


def _read_beside(
    waiting: list[Notice], gone: list[Notice], due: list[Notice], also: Iterable[Notice], now: datetime
) -> list[Notice]:
    """Read to whom these are, how they were tried and what they speak of. Gives those of `due`
    that were never written down."""
    attempts = Attempt.objects.filter(notice__in=waiting).order_by("number")
    found = at_once({"before": like(due), "attempts": attempts})
    to_be = without(due, found["before"])[: MOST + 1]
    every = [*waiting, *gone, *to_be]
    beside = read_together([*every, *also], {"people": _people(every, now)})
    _keep(every, beside["people"], found["attempts"])
    return to_be


def _people(notices: Iterable[Notice], now: datetime) -> QuerySet[Contact]:
    """Whom messages are to and whom they are about, with how they are reached and what they had today."""
    ids = {pk for notice in notices for pk in (notice.contact_id, notice.on_behalf_of_id) if pk}
    people = Contact.objects.filter(pk__in=ids).select_related("how_to_reach")
    return people.annotate(had_today=had_today(now, person="pk"))


def _keep(notices: Iterable[Notice], people: Iterable[Any], attempts: Iterable[Attempt]) -> None:
    """Beside each message, its people and the ways in which it was tried."""
    by_id = {person.pk: person for person in people}
    attempts_of = gathered(attempts, attrgetter("notice_id"))
    for notice in notices:
        notice.contact = by_id[notice.contact_id]
        notice.on_behalf_of = by_id[notice.on_behalf_of_id] if notice.on_behalf_of_id else None
        before = {ATTEMPTS: attempts_of.get(notice.pk, []), HAD_TODAY: by_id[notice.contact_id].had_today}
        notice.read = {**notice.read, **before}


def read_one(notice: Notice, *, now: datetime) -> None:
    """Read all that a page of one message tells: its people, how it was tried and what it speaks of.
    2 queries at most."""
    attempts = Attempt.objects.filter(notice=notice.pk).order_by("number")
    beside = read_together([notice], {"people": _people([notice], now), "attempts": attempts})
    _keep([notice], beside["people"], beside["attempts"])


def look_at(notice: Notice, *, now: datetime) -> Coming | NotGoing:
    """When and how one message that waits will go, or why not. What `read_one` read is not read again."""
    if ATTEMPTS not in notice.read:
        read_one(notice, now=now)
    why = why_never_in_a_list
    (seen,) = _a_few_a_day([_look_at(notice, now, why)], now, why)
    return seen


def find(mark: str, *, now: datetime) -> Notice | None:
    """The message of a mark, of those that become due by themselves: its row, or what would be that."""
    due = _due_by_itself(at_once(_asks(now)), now)
    found = next((row for row in due if mark_of(row) == mark), None)
    if found is None:
        return None
    return Notice.objects.same_as(found).select_related("contact", "on_behalf_of").first() or found


def mark_of(notice: Notice) -> str:
    """A short mark for a message that may have no id yet. It is the same until the message has gone."""
    words = "|".join(map(str, (notice.kind, *key_of(notice))))
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def _asks(now: datetime) -> dict[tuple[str, str], QuerySet[Any]]:
    """What tells what becomes due by itself in the next days, by its kind and its name there."""
    return {
        (kind.key, name): rows
        for kind in every_kind()
        for name, rows in kind.candidates.asks(now + AHEAD).items()
    }


def _due_by_itself(found: Found, now: datetime) -> list[Notice]:
    """What becomes due by itself in the next days, of what was found, as rows that are not kept."""
    until, due = now + AHEAD, []
    for kind in every_kind():
        of_kind = {name: rows for (key, name), rows in found.items() if key == kind.key}
        due += [row_of(kind.key, each, now) for each in kind.candidates.says(of_kind, until)]
    return due


def _look_at(notice: Notice, now: datetime, why: WhyNot) -> Coming | NotGoing:
    """When and how a message will go, or why not."""
    try:
        return _asked(notice, now, why)
    except Exception:
        # As for the worker: one that cannot be asked holds up no other.
        log.exception("notice.not_foretold", notice=notice.pk)
        return NotGoing(notice, NotNow.NOT_WRITTEN, notice.due_at)


def _asked(notice: Notice, now: datetime, why: WhyNot) -> Coming | NotGoing:
    start = max(now, notice.look_at)
    at, way, first = _moment(notice, start)
    since = notice.due_at if notice.pk is None else min(notice.due_at, now)
    if isinstance(way, Held):
        return NotGoing(notice, way.because, since)
    if reason := why(notice, start):
        return NotGoing(notice, reason, since)
    if until := _goes_with_others(notice, at, why):
        return NotGoing(notice, NotNow.FOR_SUMMARY, since, until=until)
    waits = first or NotNow(notice.held_because or NotNow.NOT_SAFE_NOW)
    if at > now + AHEAD and waits == NotNow.PAUSED:
        return NotGoing(notice, waits, since, until=at)
    if reason := why(notice, at):
        return NotGoing(notice, NotNow.NO_MOMENT if reason == Skip.TOO_LATE else reason, since)
    if at > now + AHEAD:
        return NotGoing(notice, waits, since, until=at)
    return Coming(notice, at, way)


def _goes_with_others(notice: Notice, at: datetime, why: WhyNot) -> datetime | None:
    """When a message goes in one with others, for whoever wants one a week. None where it goes by itself."""
    if notice.held_because == NotNow.FOR_SUMMARY:
        return notice.look_at
    weekly = reach_of(notice.contact).weekly
    return summary_at(notice, weekly=weekly, had_today=0, now=at, why=why)


def _a_few_a_day(seen: list[Coming | NotGoing], now: datetime, why: WhyNot) -> list[Coming | NotGoing]:
    """The same, where those go with others that would be too many for their person on one day."""
    had: dict[tuple[UUID, date], int] = {}
    told: list[Coming | NotGoing] = [each for each in seen if isinstance(each, NotGoing)]
    for each in sorted((each for each in seen if isinstance(each, Coming)), key=_turn):
        notice, day = each.notice, london_date(each.at)
        before = had.get((notice.contact_id, day))
        if before is None:
            before = int(notice.read[HAD_TODAY]) if day == london_date(now) else 0
        weekly = reach_of(notice.contact).weekly
        if until := summary_at(notice, weekly=weekly, had_today=before, now=each.at, why=why):
            told.append(NotGoing(notice, NotNow.FOR_SUMMARY, notice.due_at, until=until))
        else:
            told.append(each)
            before += kind_of(notice).can_wait
        had[notice.contact_id, day] = before
    return told


def _turn(coming: Coming) -> tuple[datetime, bool, int]:
    """In which order a worker comes to messages: what is written down first, the oldest first."""
    return coming.at, coming.notice.pk is None, coming.notice.pk or 0


def _moment(notice: Notice, start: datetime) -> tuple[datetime, Channel | Held, NotNow | None]:
    """The first moment from `start` on at which some way is open, that way, and why it is not at once."""
    kind, reach = kind_of(notice), reach_there(notice)
    tried = ways_lost(notice.read[ATTEMPTS], email_since=contact_of(notice).email_since)
    at, first = start, None
    for _ in range(MOST_STEPS):
        way = next_way(reach, tried=tried, urgent=kind.urgent, despite_pause=kind.urgent, now=at)
        if not isinstance(way, Held) or way.until is None:
            break
        at, first = way.until, first or way.because
    return at, way, first
