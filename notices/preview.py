"""What will go out, to whom, how and when, and what will not, and why. It only reads: no row, no key.

It asks what the worker will ask, at the moment at which each message would go: is it still of use, and by
which way may it reach this person then?
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

import structlog
from django.db.models import prefetch_related_objects

from notices.actions.queueing import key_of, not_written_down, row_of
from notices.actions.sending import ways_lost
from notices.choices import Channel, NotNow, Skip
from notices.kinds import every_kind, kind_of, none_by_itself, read_together, readers, why_never
from notices.models import Notice
from notices.summing_up import next_summary
from notices.ways import Held, next_way, reach_of

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


def preview(*, now: datetime) -> Preview:
    """The next 7 days, and what was not sent in the last 7. As many queries for one message as for many."""
    waiting = list(
        Notice.objects.waiting().filter(look_at__lte=now + AHEAD).order_by("look_at", "pk")[: MOST + 1]
    )
    to_be = list(islice(not_written_down(_due_by_itself(now)), MOST + 1))
    skipped = Notice.objects.filter(skipped_at__gt=now - BACK).order_by("-skipped_at", "pk")
    gone = list(skipped[: MOST + 1])
    notices = [*waiting[:MOST], *to_be[:MOST]]
    everyone = [*notices, *gone[:MOST]]
    prefetch_related_objects(everyone, "contact")
    prefetch_related_objects(notices, "contact__how_to_reach", "on_behalf_of")
    prefetch_related_objects(waiting, "attempts")
    read_together(everyone)
    found = [_look_at(notice, now) for notice in notices]
    coming = [each for each in found if isinstance(each, Coming)]
    not_going = [each for each in found if isinstance(each, NotGoing)]
    not_going += [NotGoing(each, Skip(each.skipped_because), each.skipped_at or now) for each in gone[:MOST]]
    return Preview(
        coming=sorted(coming, key=lambda each: (each.at, each.notice.contact.name)),
        not_going=sorted(not_going, key=lambda each: each.since, reverse=True),
        more=max(len(waiting), len(to_be), len(gone)) > MOST,
    )


def look_at(notice: Notice, *, now: datetime) -> Coming | NotGoing:
    """When and how one message that waits will go, or why not."""
    read_together([notice])
    return _look_at(notice, now)


def find(mark: str, *, now: datetime) -> Notice | None:
    """The message of a mark, of those that become due by themselves: its row, or what would be that."""
    found = next((row for row in _due_by_itself(now) if mark_of(row) == mark), None)
    if found is None:
        return None
    return Notice.objects.same_as(found).select_related("contact", "on_behalf_of").first() or found


def mark_of(notice: Notice) -> str:
    """A short mark for a message that may have no id yet. It is the same until the message has gone."""
    words = "|".join(map(str, (notice.kind, *key_of(notice))))
    return hashlib.sha256(words.encode()).hexdigest()[:24]


def _due_by_itself(now: datetime) -> list[Notice]:
    """What becomes due by itself in the next days, as rows that are not kept."""
    kinds = [kind for kind in every_kind() if kind.candidates is not none_by_itself]
    return [row_of(kind.key, each, now) for kind in kinds for each in kind.candidates(now + AHEAD)]


def _look_at(notice: Notice, now: datetime) -> Coming | NotGoing:
    """When and how a message will go, or why not."""
    try:
        return _asked(notice, now)
    except Exception:
        # As for the worker: one that cannot be asked holds up no other.
        log.exception("notice.not_foretold", notice=notice.pk)
        return NotGoing(notice, NotNow.NOT_WRITTEN, notice.due_at)


def _asked(notice: Notice, now: datetime) -> Coming | NotGoing:
    start = max(now, notice.look_at)
    at, way, first = _moment(notice, start)
    since = notice.due_at if notice.pk is None else min(notice.due_at, now)
    if isinstance(way, Held):
        return NotGoing(notice, way.because, since)
    if reason := _why_never(notice, start):
        return NotGoing(notice, reason, since)
    if until := _goes_with_others(notice, at):
        return NotGoing(notice, NotNow.FOR_SUMMARY, since, until=until)
    waits = first or NotNow(notice.held_because or NotNow.NOT_SAFE_NOW)
    if at > now + AHEAD and waits == NotNow.PAUSED:
        return NotGoing(notice, waits, since, until=at)
    if reason := _why_never(notice, at):
        return NotGoing(notice, NotNow.NO_MOMENT if reason == Skip.TOO_LATE else reason, since)
    if at > now + AHEAD:
        return NotGoing(notice, waits, since, until=at)
    return Coming(notice, at, way)


def _why_never(notice: Notice, at: datetime) -> Skip | None:
    """The reason why a message will not go then. What is due by itself and cannot be read with others is not
    asked: nobody knows today what will wait for somebody on Monday."""
    if notice.pk is None and notice.subject_kind not in readers:
        return Skip.TOO_LATE if at > notice.due_at + kind_of(notice).useful_for else None
    return why_never(notice, at)


def _goes_with_others(notice: Notice, at: datetime) -> datetime | None:
    """When a message goes in one with others, for whoever wants one a week. None where it goes by itself."""
    if notice.held_because == NotNow.FOR_SUMMARY:
        return notice.look_at
    if not (kind_of(notice).can_wait and reach_of(notice.contact).weekly):
        return None
    until = next_summary(at, weekly=True)
    return None if _why_never(notice, until) else until


def _moment(notice: Notice, start: datetime) -> tuple[datetime, Channel | Held, NotNow | None]:
    """The first moment from `start` on at which some way is open, that way, and why it is not at once."""
    kind, reach = kind_of(notice), reach_of(notice.contact)
    tried = ways_lost(_attempts(notice))
    at, first = start, None
    for _ in range(MOST_STEPS):
        way = next_way(reach, tried=tried, urgent=kind.urgent, despite_pause=kind.urgent, now=at)
        if not isinstance(way, Held) or way.until is None:
            break
        at, first = way.until, first or way.because
    return at, way, first


def _attempts(notice: Notice) -> Sequence[tuple[str, str]]:
    if notice.pk is None:
        return ()
    return [(attempt.channel, attempt.outcome) for attempt in notice.attempts.all()]
