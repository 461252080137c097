"""Which way a message goes next, or why not now. Pure: what there is, what is safe, and the time go in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from notices.choices import Channel, Format, HowOften, NotNow, PhoneThrough
from words.working_days import LONDON, at_london, london_date

QUIET_FROM, QUIET_UNTIL = time(20), time(9)
"""Nothing arrives between these, on London's clocks."""
USUAL_ORDER = (Channel.EMAIL, Channel.LETTER, Channel.TEXT, Channel.PHONE)
ARRIVES_AT_ONCE = frozenset({Channel.EMAIL, Channel.TEXT})
"""A letter or a call is a task for a person: it may be given at any hour. See `may_ring_from` for a call."""
FOR_MIDNIGHT = time.min
MOBILE_FIGURES = 10
# Far enough for one day a week whose hour the clocks leave out once.
DAYS_AHEAD = 15


@dataclass(frozen=True, slots=True)
class Held:
    """No way now, and why. At `until` there is one; without it, somebody must do something first."""

    because: NotNow
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How somebody can be reached: only what there is, never an address, a number or a word."""

    has_email: bool
    has_mobile: bool = False
    has_phone: bool = False
    has_address: bool = False
    order: tuple[Channel, ...] = ()
    never: frozenset[Channel] = frozenset()
    safe_days: frozenset[int] = frozenset(range(1, 8))
    safe_from: time | None = None
    safe_until: time | None = None
    paused: bool = False
    paused_until: date | None = None
    weekly: bool = False
    voicemail_ok: bool = False
    plain_envelope: bool = False
    neutral: bool = False
    phone_through: PhoneThrough = PhoneThrough.DIRECT
    format: Format = Format.PLAIN
    print_size: int | None = None


def reach_of(contact: Any) -> Reach:
    """What there is to reach a Contact by. Costs no query where `how_to_reach` was selected with it."""
    paused: dict[str, Any] = {
        "has_email": bool(contact.email),
        "paused": bool(contact.paused_at or contact.paused_until),
        "paused_until": contact.paused_until,
    }
    try:
        told = contact.how_to_reach
    except ObjectDoesNotExist:
        return Reach(**paused)
    return Reach(
        **paused,
        has_phone=bool(told.phone),
        has_mobile=is_mobile(told.phone),
        has_address=bool(told.address),
        order=tuple(Channel(channel) for channel in told.order),
        never=frozenset(Channel(channel) for channel in told.never),
        safe_days=frozenset(int(day) for day in told.safe_days),
        safe_from=told.safe_from,
        safe_until=told.safe_until,
        weekly=told.how_often == HowOften.WEEKLY,
        voicemail_ok=told.voicemail_ok,
        plain_envelope=told.plain_envelope,
        neutral=told.neutral,
        phone_through=PhoneThrough(told.phone_through),
        format=Format(told.format),
        print_size=told.print_size,
    )


def reach_for(notice: Any) -> Reach:
    """What there is to reach whoever a message is to. One about somebody who asked for no messages waits as
    long as theirs do."""
    reach, about = reach_of(notice.contact), notice.on_behalf_of
    if about is None or not (about.paused_at or about.paused_until):
        return reach
    ends = (reach.paused_until, about.paused_until) if reach.paused else (about.paused_until,)
    # A pause without an end is the longest.
    return replace(reach, paused=True, paused_until=None if None in ends else max(ends))


def is_mobile(phone: str) -> bool:
    """Whether a number takes texts: 07…, +447… or 00447…, as the United Kingdom gives them."""
    figures = "".join(mark for mark in phone if mark in "+0123456789")
    return figures.startswith(("07", "+447", "00447", "+4407"))


def is_whole_mobile(phone: str) -> bool:
    """Whether no figure of a mobile number is missing: 7 and nine more, after whatever stands before it."""
    figures = "".join(mark for mark in phone if mark in "0123456789").removeprefix("0044").removeprefix("44")
    return len(figures.removeprefix("0")) == MOBILE_FIGURES


def next_way(
    reach: Reach,
    *,
    tried: frozenset[Channel],
    urgent: bool,
    now: datetime,
    despite_pause: bool = False,
) -> Channel | Held:
    """The channel to try next, or why none is tried now.

    That no way is left is said first: waiting would not help, and a person must look. `urgent` lets a message
    arrive from 8pm to 9am, and never outside the person's own safe days and hours. `despite_pause` is for
    what is about somebody's own signing in: it answers what they did a moment ago, or warns that somebody
    else did it, and being unwell is no reason not to be warned.
    """
    way = next((each for each in ways_of(reach, urgent=urgent) if each not in tried), None)
    if way is None:
        return Held(NotNow.NO_WAY, None)
    after = now
    if not despite_pause and is_paused(reach, now=now):
        if reach.paused_until is None:
            return Held(NotNow.PAUSED, None)
        after = at_london(reach.paused_until, FOR_MIDNIGHT)
    opens = _opens(reach, way, urgent=urgent, after=after)
    if opens <= now:
        return way
    return Held(_why(reach, way, paused=after > now, now=now), opens)


def ways_of(reach: Reach, *, urgent: bool = False) -> tuple[Channel, ...]:
    """Every channel that may be used for somebody, in order: theirs first, then the others there are.

    What they said never to use is not among them, nor what would have no moment in which to arrive.
    """
    order = dict.fromkeys((*reach.order, *USUAL_ORDER))
    return tuple(way for way in order if way not in reach.never and _there_is(reach, way, urgent=urgent))


def is_rung_first(reach: Reach, *, urgent: bool) -> bool:
    """Whether a call is the first way for somebody."""
    return ways_of(reach, urgent=urgent)[:1] == (Channel.PHONE,)


def is_paused(reach: Reach, *, now: datetime) -> bool:
    """Whether they asked for no messages now. On the day a pause ends they come again."""
    return reach.paused and (reach.paused_until is None or reach.paused_until > london_date(now))


def _there_is(reach: Reach, way: Channel, *, urgent: bool) -> bool:
    if way in ARRIVES_AT_ONCE and not _has_moments(reach, urgent=urgent):
        return False
    return {
        Channel.EMAIL: reach.has_email,
        Channel.TEXT: reach.has_mobile,
        # Whoever never said what they like is written to, as ever: the team may know where.
        Channel.LETTER: reach.has_address or not reach.order,
        Channel.PHONE: reach.has_phone,
    }[way]


def _hours(reach: Reach, *, urgent: bool) -> tuple[time, time | None]:
    """From when until when a message may arrive, on a safe day. None is the end of the day."""
    begins, ends = reach.safe_from or time.min, reach.safe_until
    if urgent:
        return begins, ends
    return max(begins, QUIET_UNTIL), min(ends or QUIET_FROM, QUIET_FROM)


def _has_moments(reach: Reach, *, urgent: bool) -> bool:
    begins, ends = _hours(reach, urgent=urgent)
    return bool(reach.safe_days) and (ends is None or begins < ends)


def may_arrive(reach: Reach, *, urgent: bool, at: datetime) -> bool:
    """Whether an e-mail or a text may arrive at a moment, by what London's clocks show then."""
    here = at.astimezone(LONDON)
    begins, ends = _hours(reach, urgent=urgent)
    wall = here.time()
    return here.isoweekday() in reach.safe_days and begins <= wall and (ends is None or wall < ends)


def may_ring_from(reach: Reach, *, urgent: bool, now: datetime) -> datetime:
    """The first moment, now or later, at which somebody may be rung: on their safe days, in their safe hours,
    and not when it is quiet. Whoever is safe only then is rung then."""
    return _first_moment(reach, urgent=urgent or not _has_moments(reach, urgent=False), after=now)


def _opens(reach: Reach, way: Channel, *, urgent: bool, after: datetime) -> datetime:
    """The first moment, not before `after`, at which this way is open."""
    return _first_moment(reach, urgent=urgent, after=after) if way in ARRIVES_AT_ONCE else after


def _first_moment(reach: Reach, *, urgent: bool, after: datetime) -> datetime:
    if may_arrive(reach, urgent=urgent, at=after):
        return after
    begins, _ = _hours(reach, urgent=urgent)
    today = london_date(after)
    for days in range(DAYS_AHEAD):
        for moment in _beginnings(today + timedelta(days=days), begins):
            if moment > after and may_arrive(reach, urgent=urgent, at=moment):
                return moment
    raise ValueError("There is a safe moment in every week, or the way is none")


def _beginnings(day: date, begins: time) -> Iterator[datetime]:
    """The moments of a London day at which a way can open, in order.

    It opens when the clocks show the time, the first or the second time that they do. Or when they are put
    back or forward past it, which London does on the hour.
    """
    walls = {at_london(day, begins.replace(fold=fold)).astimezone(UTC) for fold in (0, 1)}
    start = at_london(day, time.min).astimezone(UTC)
    hours = {start + timedelta(hours=hours) for hours in range(25)}
    return (moment for moment in sorted(walls | hours) if london_date(moment) == day)


def _why(reach: Reach, way: Channel, *, paused: bool, now: datetime) -> NotNow:
    if paused:
        return NotNow.PAUSED
    safe = may_arrive(reach, urgent=True, at=now)
    return NotNow.QUIET_HOURS if safe else NotNow.NOT_SAFE_NOW
