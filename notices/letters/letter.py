"""What one letter is made from."""

from collections.abc import Iterator
from dataclasses import dataclass

from notices.choices import Format
from notices.ways import Reach

MOST_LINES = 7
"""So many lines of an address stand in the window of an envelope."""
USUAL_SIZE, EASY_READ_SIZE = 12, 14


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person.

    `address` has a line each, the name first, or none: then it is written by hand. `paragraphs` have lines
    too. `link` is the person's own, printed as a square code, or "". `size` is in points.
    """

    name: str
    address: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    size: int = USUAL_SIZE
    link: str = ""
    plain_envelope: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and the day in words. `lines` is where they are reached, one way in each."""

    council: str
    lines: tuple[str, ...]
    date: str


def address_lines(name: str, address: str) -> tuple[str, ...]:
    """The lines for the window: the name, unless the address begins with it, and what was told. None where
    nothing was."""
    told = tuple(_told(address))
    if not told:
        return ()
    return told if told[0].casefold() == name.casefold() else (name, *told)


def _told(address: str) -> Iterator[str]:
    for line in address.splitlines():
        if words := " ".join(line.split()).rstrip(","):
            yield words


def size_for(reach: Reach) -> int:
    """How large the letters are for somebody, in points."""
    if reach.format == Format.EASY_READ:
        return EASY_READ_SIZE
    return reach.print_size or USUAL_SIZE
