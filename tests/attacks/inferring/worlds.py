"""Worlds: everything that everyone invited may have sent. The truth is one of them; a reader has to guess."""

from collections.abc import Iterable

from ladder.choices import Help
from ladder.scoring import SentAnswers, Tally, add_up

World = tuple[SentAnswers | None, ...]
"""One place for each person invited, by name: what they sent, or None for someone who did not answer."""


def who_sent(world: World) -> list[SentAnswers]:
    """What was sent, in the order of the places."""
    return [person for person in world if person is not None]


def tally_of(world: World) -> Tally:
    """The world as closing adds it up."""
    return add_up(who_sent(world), invited=len(world))


def put(world: World, place: int, person: SentAnswers | None) -> World:
    """The same world with something else at one place."""
    return (*world[:place], person, *world[place + 1 :])


def exchanged(world: World, one: int, other: int) -> World:
    """The same world with two people's parts exchanged."""
    return put(put(world, one, world[other]), other, world[one])


def changed_places(one: World, other: World) -> set[int]:
    """The places of people who are not the same in both worlds."""
    return {place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b}


def heard_places(world: World) -> set[int]:
    """The places of those whose answers count: `add_up` leaves some out that were given for a person."""
    sent = who_sent(world)
    let_in = 2 * sum(person.help == Help.ANSWERED for person in sent) < len(sent)
    return {
        place
        for place, person in enumerate(world)
        if person is not None
        and (person.help != Help.ANSWERED or (let_in and not person.helper_is_paid_staff))
    }


def empty_places(world: World) -> list[int]:
    """The places of those who did not answer."""
    return [place for place, person in enumerate(world) if person is None]


def taken_places(world: World, but: Iterable[int | None] = ()) -> list[int]:
    """The places of those who answered, without some."""
    left_out = set(but)
    return [place for place, person in enumerate(world) if person is not None and place not in left_out]
