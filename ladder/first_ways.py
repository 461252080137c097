"""How each person will hear first, before a check opens: in words, for whoever opens it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from notices import reach_words
from notices.channels.carriers import out_of_use
from notices.choices import Channel
from notices.models import Contact
from notices.reaching import how_to_reach
from notices.ways import reach_of, ways_of

NO_WAY = "No way yet"


class FirstWay(NamedTuple):
    """One person's first way, what they read or hear, and what to know before anybody writes or rings."""

    channel: Channel | None
    by: str
    format: str
    know: str


def first_way(contact: Contact, *, now: datetime) -> FirstWay:
    """The way that a message takes first, as sending asks for it. It never holds a number or an address."""
    told, reach = how_to_reach(contact), reach_of(contact)
    lost = out_of_use()
    channel = next((way for way in ways_of(reach) if way not in lost), None)
    paused = reach_words.paused_words(reach, own=False, now=now)
    # Of voicemails one speaks only where there is a phone.
    has_said = told.phone or told.never or told.plain_envelope or told.neutral or told.agreed_word
    return FirstWay(
        channel=channel,
        by=reach_words.in_words(channel, reach) if channel else NO_WAY,
        format=reach_words.in_format(told),
        know=reach_words.sentences(
            f"Paused {paused}" if paused else "",
            reach_words.what_is_safe(told) if has_said else "",
            *reach_words.own_hours(told),
        ),
    )


def how_many_by(channel: Channel | None, ways: Iterable[FirstWay]) -> int:
    """How many of these hear first by a channel, or by none."""
    return sum(way.channel == channel for way in ways)
