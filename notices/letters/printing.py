"""A run of letters as one tagged PDF."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notices.letters.letter import Letter, Sender
from words import square_code
from words.paper import FAMILIES, LACKING, pressed, pressed_alone, printable

TEMPLATE = Path(__file__).parent / "letter.typ"
SQUARE = {
    "square-says": "Online? Point a phone’s camera at the square.",
    "square-shows": "A square code that opens this online",
}
HEAD = ["No.", "Name", "Envelope", "Address"]
IN_THE_WINDOW = "In the window"
BY_HAND = "Write it by hand:"


@dataclass(frozen=True, slots=True)
class Printed:
    """A run: the file, or None where no letter could be made, and the places of those that could not."""

    file: bytes | None
    not_made: frozenset[int]


def print_run(letters: Sequence[Letter], *, sender: Sender) -> Printed:
    """The letters in one file as PDF/UA-1, each on a sheet of its own, and last a list that is not posted.

    Each is made alone first, so that one that cannot be made does not stop the others. That is one whose
    address does not fit the window, or one with letters in it that our fonts lack: nobody is sent boxes for
    their name. Then they are made together: so the tags of all stay in one order.
    """
    drawn = [_printable(_drawn(letter, sender)) for letter in letters]
    alone = pressed_alone(TEMPLATE, [_data([one], sender) for one in drawn])
    not_made = {
        place
        for place, (one, made) in enumerate(zip(drawn, alone, strict=True))
        if made is None or _is_lacking(one)
    }
    good = [place for place in range(len(letters)) if place not in not_made]
    file = None
    if good:
        rows = [_row(number, letters[place]) for number, place in enumerate(good, start=1)]
        file = pressed(TEMPLATE, _data([drawn[place] for place in good], sender, rows))
    return Printed(file, frozenset(not_made))


def _drawn(letter: Letter, sender: Sender) -> dict[str, Any]:
    return {
        "address": list(letter.address),
        "sender": list(sender.lines),
        "date": sender.date,
        "title": letter.title,
        "paragraphs": [paragraph.split("\n") for paragraph in letter.paragraphs],
        "size": letter.size,
        "square": square_code.svg(letter.link) if letter.link else "",
        **SQUARE,
    }


def _data(letters: list[dict[str, Any]], sender: Sender, rows: list[list[str]] | None = None) -> str:
    said: dict[str, Any] = {
        "title": letters[0]["title"] if rows is None else "Letters to post",
        "council": printable(sender.council),
        "families": list(FAMILIES),
        "letters": letters,
    }
    if rows is not None:
        said["list"] = _printable(_list_of(rows))
    return json.dumps(said)


def _list_of(rows: list[list[str]]) -> dict[str, Any]:
    return {
        "heading": "Do not post this sheet",
        "lines": [
            "It is for whoever puts the letters into envelopes. The letters come in this order.",
            "Each begins on a new sheet. Fold it so that the address shows. Then shred this list.",
        ],
        "head": HEAD,
        "rows": rows,
    }


def _row(number: int, letter: Letter) -> list[str]:
    envelope = "Plain. Nothing of ours on it" if letter.plain_envelope else "Any"
    return [str(number), letter.name, envelope, IN_THE_WINDOW if letter.address else BY_HAND]


def _printable(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: value if key == "square" else _printable(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_printable(value) for value in said]
    return printable(said) if isinstance(said, str) else said


def _is_lacking(said: Any) -> bool:
    if isinstance(said, dict):
        return any(_is_lacking(value) for key, value in said.items() if key != "square")
    if isinstance(said, list):
        return any(map(_is_lacking, said))
    return isinstance(said, str) and LACKING in said
