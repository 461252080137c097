"""What a film and its captions are is read from the files themselves."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder import film_files
from ladder.film_files import LARGEST_CAPTIONS, LARGEST_FILM, captions_problem, film_problem
from tests.ladder.films import CAPTIONS, UTF_16, box, film_of

PAGE = b"<!doctype html><html><script>alert(1)</script></html>"
FTYP = box(b"ftyp", b"isom\0\0\2\0mp41")


def told(data, size=None):
    return film_problem(BytesIO(data), size=len(data) if size is None else size)


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"avc1", b"M4V "])
def test_a_whole_mp4_film_is_taken(brand):
    assert told(film_of(brand=brand)) == ""


def test_a_brand_may_stand_among_the_others():
    assert told(box(b"ftyp", b"XXXX\0\0\0\0YYYYmp42") + box(b"moov")) == ""


def test_what_is_in_a_film_may_come_in_any_order_and_length():
    long_box = (1).to_bytes(4, "big") + b"mdat" + (20).to_bytes(8, "big") + b"seen"
    to_the_end = (0).to_bytes(4, "big") + b"mdat" + b"and so on"
    assert told(FTYP + long_box + box(b"moov") + to_the_end) == ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 4000,
        PAGE,
        PAGE + film_of(),
        b"\x1a\x45\xdf\xa3" + b"webm" * 20,
        box(b"ftyp", b"qt  \0\0\0\0qt  ") + box(b"moov"),
        box(b"moov") + FTYP,
        FTYP,
        FTYP + box(b"mdat", b"moov"),
        box(b"ftyp"),
        FTYP[:6],
    ],
    ids=[
        "nothing", "zeros", "a page", "a page before a film", "WebM", "QuickTime", "turned round",
        "no moov", "moov only inside", "no brand", "six bytes",
    ],
)  # fmt: skip
def test_anything_else_is_not_a_film(data):
    assert told(data) == film_files.NOT_A_FILM


@pytest.mark.parametrize("left", [1, 9, 20])
def test_a_film_whose_end_is_missing_is_told(left):
    data = film_of(b"picture" * 10)
    assert told(data[:-left]) == film_files.FILM_CUT_SHORT


@pytest.mark.parametrize("length", [2, 7])
def test_a_box_that_is_shorter_than_its_own_head_ends_the_reading(length):
    assert told(FTYP + box(b"moov", length=length)) == film_files.FILM_CUT_SHORT


def test_a_film_of_nothing_but_boxes_is_not_read_for_ever():
    assert told(FTYP + box(b"free") * 20_000 + box(b"moov")) == film_files.FILM_CUT_SHORT


def test_a_film_may_have_60_mb_and_no_more():
    assert told(film_of(), size=LARGEST_FILM + 1) == film_files.FILM_TOO_LARGE
    head = FTYP + box(b"moov")
    whole = head + box(b"mdat", length=LARGEST_FILM - len(head))
    assert told(whole, size=LARGEST_FILM) == ""


@given(st.binary(max_size=200))
def test_no_bytes_are_a_fault(data):
    told(data)
    told(FTYP + data)
    captions_problem(data)
    captions_problem(b"WEBVTT\n" + data)


@pytest.mark.parametrize(
    "data",
    [
        CAPTIONS,
        b"\xef\xbb\xbf" + CAPTIONS,
        CAPTIONS.replace(b"\n", b"\r\n"),
        CAPTIONS.replace(b"\n", b"\r"),
        b"WEBVTT - our film\n\nNOTE by us\n\n1\n01:00:00.000 --> 01:00:01.500 align:start\nTea\n",
        "WEBVTT\n\n00:00.000 --> 00:02.000\nDŵr 👋\n".encode(),
    ],
)
def test_whole_captions_are_taken(data):
    assert captions_problem(data) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", film_files.NOT_CAPTIONS),
        (PAGE, film_files.NOT_CAPTIONS),
        (b"WEBVTTX\n\n00:00.000 --> 00:02.000\nTea", film_files.NOT_CAPTIONS),
        (b"\n" + CAPTIONS, film_files.NOT_CAPTIONS),
        (b"1\n00:00:00,000 --> 00:00:02,000\nTea\n", film_files.NOT_CAPTIONS),
        (b"WEBVTT", film_files.NO_CAPTIONS),
        (b"WEBVTT\n\n00:00:00,000 --> 00:00:02,000\nTea\n", film_files.NO_CAPTIONS),
        (UTF_16, film_files.NOT_UTF_8),
        (CAPTIONS.decode().encode("utf-16-le"), film_files.NOT_UTF_8),
        (CAPTIONS + b"\xe9", film_files.NOT_UTF_8),
        (CAPTIONS + b"x" * LARGEST_CAPTIONS, film_files.CAPTIONS_TOO_LARGE),
    ],
    ids=[
        "nothing", "a page", "another word", "an empty line first", "SRT", "no caption", "SRT times",
        "UTF-16", "UTF-16 without a mark", "Latin 1", "over 1 MB",
    ],
)  # fmt: skip
def test_what_is_wrong_with_captions_is_told(data, said):
    assert captions_problem(data) == said
