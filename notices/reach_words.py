"""How somebody is reached, in plain words: for their own pages, and for whoever writes or rings. Pure."""

from datetime import datetime, time
from typing import NamedTuple

from notices.choices import Channel, Format, HowOften, PhoneThrough
from notices.models.reach import EVERY_DAY, HowToReach
from notices.ways import Reach, is_paused, ways_of
from words.plain_dates import plain_date

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEVER = {
    Channel.EMAIL: "Do not email",
    Channel.TEXT: "Do not text",
    Channel.LETTER: "Do not post a letter",
    Channel.PHONE: "Do not ring",
}
QUIET = "Never from 8pm to 9am"
THROUGH = {PhoneThrough.RELAY_UK: "with Relay UK", PhoneThrough.BSL_RELAY: "by BSL video relay"}


def sentences(*parts: str) -> str:
    """These with a full stop between them and none at the end. What is empty is left out."""
    return ". ".join(part for part in parts if part)


def what_is_safe(told: HowToReach) -> str:
    """What must not be done, and what must be, before any order of ways. Nobody who rings may miss it."""
    return sentences(
        *(NEVER[channel] for channel in Channel if channel in told.never),
        "" if told.voicemail_ok or Channel.PHONE in told.never else "Do not leave a voicemail",
        "Use a plain envelope" if told.plain_envelope and Channel.LETTER not in told.never else "",
        "Do not say who we are or what it is about" if told.neutral else "",
        "Say the agreed word first" if told.agreed_word else "",
    )


class Safety(NamedTuple):
    """What somebody must know before they ring or write: in words, the agreed word itself, whether a call
    says who rings only to the right person, and "Ring with Relay UK" for whom a plain call does not reach."""

    safe: str
    hours: str
    word: str
    neutral: bool
    through: str


def before_you_reach(told: HowToReach) -> Safety:
    """What stands above a script or a letter."""
    through = _ring(PhoneThrough(told.phone_through))
    return Safety(what_is_safe(told), sentences(*own_hours(told)), told.agreed_word, told.neutral, through)


def best_way(reach: Reach) -> str:
    """ "Text first, then email": what they chose and can be used, else what there is, or ""."""
    ways = ways_of(reach)
    chosen = [way for way in ways if way in reach.order] or ways[:1]
    names = [in_words(way, reach) for way in chosen]
    if not names:
        return ""
    first, *others = names
    then = [f"then {name[:1].lower()}{name[1:]}" for name in others]
    return ", ".join([f"{first} first" if then else first, *then])


def in_words(way: Channel, reach: Reach) -> str:
    """One way as people say it: "Ring with Relay UK"."""
    if way == Channel.PHONE:
        return _ring(reach.phone_through) or str(way.label)
    return str(way.label)


def _ring(through: PhoneThrough) -> str:
    """ "Ring with Relay UK", or "" where a plain call reaches them."""
    how = THROUGH.get(through)
    return f"Ring {how}" if how else ""


def to_ring(name: str, reach: Reach) -> str:
    """What the task of ringing somebody is called: "Ring Sam Penrose with Relay UK"."""
    return " ".join(filter(None, ["Ring", name, THROUGH.get(reach.phone_through)]))


def when(told: HowToReach) -> str:
    """When messages may come: never at night, and only in their own days and hours."""
    return sentences(QUIET, *own_hours(told))


def own_hours(told: HowToReach) -> list[str]:
    """The days and hours that somebody chose: what whoever rings them must keep to, if there are any."""
    hours = []
    if told.safe_days != EVERY_DAY:
        hours.append(_only_on(sorted(int(day) for day in told.safe_days)))
    if told.safe_from:
        hours.append(f"Not before {o_clock(told.safe_from)}")
    if told.safe_until:
        hours.append(f"Not after {o_clock(told.safe_until)}")
    return hours


def _only_on(days: list[int]) -> str:
    in_a_row = days == list(range(days[0], days[-1] + 1))
    if in_a_row and len(days) > 2:
        return f"Only from {DAYS[days[0] - 1]} to {DAYS[days[-1] - 1]}"
    names = [f"{DAYS[day - 1]}s" for day in days]
    return f"Only on {', '.join(names[:-1])} and {names[-1]}" if names[1:] else f"Only on {names[0]}"


def o_clock(wall: time) -> str:
    """A time on the clock as people say it: "10am", "2:30pm"."""
    minutes = f":{wall:%M}" if wall.minute else ""
    return f"{wall.hour % 12 or 12}{minutes}{'am' if wall.hour < 12 else 'pm'}"


def how_often(told: HowToReach) -> str:
    """One at a time, or once a week."""
    return str(HowOften(told.how_often).label)


def in_format(told: HowToReach) -> str:
    """ "Large print, 24 point", and the language where it is not English."""
    size = f", {told.print_size} point" if told.print_size else ""
    return sentences(f"{Format(told.format).label}{size}", f"In {told.language}" if told.language else "")


def paused_words(reach: Reach, *, own: bool, now: datetime) -> str:
    """Until when messages are paused: "until Monday 7 December 2026", or "" where they are not."""
    if not is_paused(reach, now=now):
        return ""
    if reach.paused_until:
        return f"until {plain_date(reach.paused_until)}"
    return "until you say" if own else "until they say"
