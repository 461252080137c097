"""What the fonts of printed paper can print.

A letter that no font has would print as an empty box, and a tagged PDF may not hold one at all. So it is
replaced by □ before, which people can see and ask about.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

from words.plain_text import tidy

FONTS = Path(__file__).parent / "fonts"
FAMILIES = {
    "Liberation Sans": ("LiberationSans-Regular", "LiberationSans-Bold"),
    "DejaVu Sans": ("DejaVuSans",),
}
"""Each family of letters, the first one first, with its files."""

LACKING = "\u25a1"
# A word this long may be wider than a page at 24 point, so it may break anywhere.
LONGEST_WORD = 20
MAY_BREAK_HERE = "\u200b"


def printable(text: str) -> str:
    """The text in letters that the fonts have: □ stands for each one that they lack.

    A letter and its accent are made one where Unicode has one for both. What nobody sees and no font has is
    left out. A very long word may break anywhere.
    """
    kept = "".join(_printed(character) for character in unicodedata.normalize("NFC", tidy(text, lines=True)))
    return "\n".join(" ".join(map(_breakable, line.split(" "))) for line in kept.split("\n"))


def _printed(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    if 0xFE00 <= ord(character) <= 0xFE0F:  # asks for one of two looks of the letter before it
        return ""
    if ord(character) in characters():
        return character
    return "" if unicodedata.category(character) in ("Cf", "Mn", "Me", "Sk") else LACKING


def _breakable(word: str) -> str:
    return MAY_BREAK_HERE.join(word) if len(word) > LONGEST_WORD else word


@cache
def characters() -> frozenset[int]:
    """Every character that can be printed in plain and in bold, or in the font that stands in for both."""
    families = [
        frozenset.intersection(*(characters_of(FONTS / f"{name}.ttf") for name in files))
        for files in FAMILIES.values()
    ]
    return frozenset.union(*families)


def characters_of(path: Path) -> frozenset[int]:
    """The characters that one TrueType font has a drawing for, from its `cmap` table.

    Read are formats 4 and 12, as the OpenType specification lays them out; the fonts here have no others
    for Unicode. Raises ValueError where a font has neither.
    """
    font = path.read_bytes()
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        (layout,) = struct.unpack_from(">H", font, start + offset)
        if platform in (0, 3) and layout == 4:
            found |= _format_4(font, start + offset)
        elif platform in (0, 3) and layout == 12:
            found |= _format_12(font, start + offset)
    if not found:
        raise ValueError(f"{path.name} does not say which characters it has")
    return frozenset(found)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"There is no {tag.decode()} table")


def _format_4(font: bytes, start: int) -> set[int]:
    """Segments of the first 65,536 characters: ends, starts, steps to add, and where glyphs are listed."""
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", font, start + 16 + 2 * doubled)
    offsets_at = start + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    found = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for character in range(first, min(last, 0xFFFE) + 1):
            glyph = character
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (character - first)
                (glyph,) = struct.unpack_from(">H", font, place)
                if glyph == 0:
                    continue
            if (glyph + deltas[number]) % 65536:
                found.add(character)
    return found


def _format_12(font: bytes, start: int) -> set[int]:
    """Groups of characters in a row, each with the glyph of its first."""
    (count,) = struct.unpack_from(">I", font, start + 12)
    found: set[int] = set()
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * number)
        found.update(range(first + (glyph == 0), last + 1))
    return found
