"""Films and captions for tests: as small as can be, and whole."""

from django.core.files.uploadedfile import SimpleUploadedFile

from ladder.actions.films import put_film
from ladder.choices import FilmSlot
from ladder.models import StatementSet
from tests.factories import MONDAY

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nDo I like tea?\n"
UTF_16 = CAPTIONS.decode().encode("utf-16")


def box(kind, inside=b"", length=None):
    """One box of an MP4 file. `length` makes it say another length than it has."""
    return (length or len(inside) + 8).to_bytes(4, "big") + kind + inside


def film_of(picture=b"picture", *, brand=b"isom"):
    """An MP4 film as its boxes say it: what it is, what is in it, and what is seen."""
    return box(b"ftyp", brand + b"\0\0\2\0" + brand) + box(b"moov", box(b"mvhd")) + box(b"mdat", picture)


def film_file(data=None, name="My Holiday.mp4"):
    return SimpleUploadedFile(name, film_of() if data is None else data, "video/mp4")


def captions_file(data=CAPTIONS, name="words.vtt"):
    return SimpleUploadedFile(name, data, "text/vtt")


def add_film(slot=FilmSlot.PRACTICE, *, by, now=MONDAY, data=None, captions=CAPTIONS, version=1):
    """The film of a question, as the involvement team adds it."""
    return put_film(
        statement_set=StatementSet.objects.get(version=version),
        slot=slot,
        film=film_file(data),
        captions=captions,
        by=by,
        now=now,
    )
