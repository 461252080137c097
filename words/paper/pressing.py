"""Handing data to the program that prints, and taking back a PDF."""

import json
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PRESS = Path(__file__).parent / "press.py"
LONGEST_SECONDS = 120


class CannotPrint(Exception):
    """No PDF could be made of this."""


def pressed(template: Path, data: str) -> bytes:
    """The PDF that a Typst template makes of `data`, which is JSON. Raises CannotPrint."""
    (made,) = pressed_alone(template, [data])
    if made is None:
        raise CannotPrint(f"{template.name} could not be printed")
    return made


def pressed_alone(template: Path, each: Sequence[str]) -> list[bytes | None]:
    """A PDF of each, made alone: None for one of which none can be made. The others are made all the same.

    Nothing of it is written down, nor stays in this process.
    """
    pressing = subprocess.run(  # noqa: S603 - our own program, and no word of anyone's among its arguments
        [sys.executable, "-I", str(PRESS), str(template)],
        input=json.dumps(list(each)).encode(),
        stdout=subprocess.PIPE,
        env={},
        timeout=LONGEST_SECONDS,
        check=True,
    )
    return _taken_apart(pressing.stdout)


def _taken_apart(out: bytes) -> list[bytes | None]:
    """The files in what the program wrote: the length of each, then the file. No length, no file."""
    found: list[bytes | None] = []
    start = 0
    while start < len(out):
        (length,) = struct.unpack_from(">Q", out, start)
        start += 8
        found.append(out[start : start + length] or None)
        start += length
    return found
