"""Forms to print, and what a printed file says of itself."""

import tomllib
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from django.conf import settings

from ladder.paper import About, Form, pdf
from ladder.wording import read

LINK = "https://coproduction.example.org/c/"
ABOUT = About(
    project="Direct payments support",
    answer_by="Friday 27 November 2026",
    closes_on="Friday 4 December 2026",
    council="Penwarren County Council",
    phone="01632 960 123",
    text_number="07700 900 123",
    freepost="Freepost PENWARREN CO-PRODUCTION",
)


@cache
def the_wording():
    """The framework's first wording, as it ships."""
    path = Path(settings.BASE_DIR) / "ladder" / "framework-1.toml"
    return read(tomllib.loads(path.read_text(encoding="utf-8")))


def form_of(code, **how):
    return Form(code=code, link=f"{LINK}{code.lower() * 2}abcd", **how)


def printed(*forms, about=ABOUT):
    return pdf(forms, wording=the_wording(), about=about)


def pages_of(made):
    """The pages of a file, one at a time: each can be read until the next is asked for."""
    file = pdfium.PdfDocument(made)
    try:
        for number in range(len(file)):
            yield file[number]
    finally:
        file.close()


def text_of(page):
    """The words of a page. Where a line ends is a space, and where a long word may break is nothing."""
    text = page.get_textpage().get_text_bounded().replace("\u200b", "")
    return " ".join(text.split())


def texts_of(made):
    """The words of each page."""
    return map(text_of, pages_of(made))


def tags_of(made):
    """Every tag of a file in the order it is read: its kind, its own properties, and how deep it stands."""
    with pikepdf.open(BytesIO(made)) as file:
        yield from list(_below(file.Root.StructTreeRoot.K, 0))


def _below(node, depth):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _below(child, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)[1:], {key[1:]: str(node[key]) for key in ("/Alt", "/T") if key in node}, depth
        yield from _below(node.get("/K", pikepdf.Array()), depth + 1)
