"""Whether a file is a film or captions that browsers can play. Pure: what is wrong comes back as a sentence.

What is looked at is the file itself, never its name or what a browser says of it. An MP4 film is a row of
boxes, each with its length and a name of four letters (ISO/IEC 14496-12, section 4.2).
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

LARGEST_FILM = 60_000_000
LARGEST_CAPTIONS = 1_000_000
BRANDS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9",
     b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"dash", b"MSNV"}
)  # fmt: skip
MOST_BOXES = 10_000
LONGEST_BRANDS = 4096

FILM_TOO_LARGE = "The film is over 60 MB. Make it shorter or smaller, then choose it again"
NOT_A_FILM = "This is not an MP4 film. Save your film as MP4, then choose it again"
FILM_CUT_SHORT = "The end of this film is missing. Save it again, then choose it again"
CAPTIONS_TOO_LARGE = "The captions are over 1 MB. Choose the file with the captions only"
NOT_UTF_8 = "The captions are not saved as UTF-8. Save them again as UTF-8, then choose them"
NOT_CAPTIONS = "These are not WebVTT captions. The first line of the file must say WEBVTT"
NO_CAPTIONS = "There are no captions in this file. Each one needs a line with its times"

BEGINNING = re.compile(r"WEBVTT(?=[ \t\n]|$)")
TIMES = re.compile(r"^(\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}", re.M)


class CutShort(Exception):
    """A box says that it is longer than the file."""


def film_problem(file: BinaryIO, *, size: int) -> str:
    """Why a file of `size` bytes is no film that browsers can play, or "" when it can be one."""
    if size > LARGEST_FILM:
        return FILM_TOO_LARGE
    kinds = set()
    try:
        for kind, start, length in _boxes(file, size):
            if not kinds and not (kind == b"ftyp" and _is_mp4(file, start, length)):
                return NOT_A_FILM
            kinds.add(kind)
    except CutShort:
        return FILM_CUT_SHORT if kinds else NOT_A_FILM
    return "" if b"moov" in kinds else NOT_A_FILM


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """The name, place and length of what is in each box of the outermost row. Raises CutShort."""
    at = 0
    for _ in range(MOST_BOXES):
        if at >= size:
            return
        file.seek(at)
        head = file.read(16)
        length, kind, inside = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:  # too long for four bytes: the next eight say it
            length, inside = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:  # to the end of the file
            length = size - at
        if length < inside or len(head) < inside or at + length > size:
            raise CutShort
        yield kind, at + inside, length - inside
        at += length
    raise CutShort


def _is_mp4(file: BinaryIO, start: int, length: int) -> bool:
    """Whether the first box names a kind of MP4: its main brand, four bytes of version, other brands."""
    file.seek(start)
    said = file.read(min(length, LONGEST_BRANDS))
    named = {said[:4], *(said[at : at + 4] for at in range(8, len(said), 4))}
    return bool(named & BRANDS)


def captions_problem(data: bytes) -> str:
    """Why a file's bytes are no captions that browsers can show, or "" when they are."""
    if len(data) > LARGEST_CAPTIONS:
        return CAPTIONS_TOO_LARGE
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return NOT_UTF_8
    if "\0" in text:
        return NOT_UTF_8
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not BEGINNING.match(text):
        return NOT_CAPTIONS
    return "" if TIMES.search(text) else NO_CAPTIONS
