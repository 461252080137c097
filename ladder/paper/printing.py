"""A paper check, printed: as a tagged PDF, or as values for a page that a browser prints."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.safestring import mark_safe

from ladder.paper import saying
from ladder.paper.form import About, Form
from ladder.paper.sheets import sheets
from ladder.wording import Wording
from words import square_code
from words.codes import spaced
from words.paper import FAMILIES, pressed, printable

HERE = Path(__file__).parent
PORTAL = HERE.parents[1]
PICTURES = PORTAL / "static" / "pictures"
MARKS = PORTAL / "templates" / "components" / "marks"
NAMES = frozenset({"key", "picture", "language"})
"""What names a thing and is not printed."""


def pdf(forms: Sequence[Form], *, wording: Wording, about: About) -> bytes:
    """The forms in one file, as PDF/UA-1: each with its own code, size and colour, and pages 1 to n.

    Each form has one first heading, so that a screen reader can go from one person's to the next. Raises
    ValueError without a form, and for a picture that the portal does not have. 15 people's at 24 point take
    about a second, 50 people's about four.
    """
    if not forms:
        raise ValueError("There is no form to print")
    said = _printable(saying.words(wording, about))
    data = {
        "words": said,
        "families": list(FAMILIES),
        "pictures": {name: _picture(name) for name in _pictures_of(said)},
        "marks": {choice["key"]: mark(choice["key"]) for choice in said["answers"]},
        "forms": [_form(form) for form in forms],
    }
    return pressed(HERE / "form.typ", json.dumps(data))


def print_page(form: Form, *, wording: Wording, about: About) -> dict[str, Any]:
    """One form as ready-made values for `ladder/paper_form.html`, where they are called `paper`."""
    said = saying.words(wording, about)
    square = mark_safe(square_code.svg(form.link)) if form.link else ""  # noqa: S308 - drawn by us
    shown = {**_form(form), "square": square, "boxes": "123456789"}
    return {**said, "form": shown, "sheets": sheets(said)}


def _form(form: Form) -> dict[str, Any]:
    return {
        "code": spaced(form.code),
        "square": square_code.svg(form.link) if form.link else "",
        "size": form.size,
        "cream": form.cream,
    }


def _printable(said: Any) -> Any:
    if isinstance(said, dict):
        return {key: value if key in NAMES else _printable(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_printable(value) for value in said]
    return printable(said)


def _pictures_of(said: Any) -> set[str]:
    if isinstance(said, list):
        return {name for value in said for name in _pictures_of(value)}
    if isinstance(said, dict):
        own = {said["picture"]} if said.get("picture") else set()
        return own | {name for value in said.values() for name in _pictures_of(value)}
    return set()


@cache
def _picture(name: str) -> str:
    path = PICTURES / name
    if path.parent != PICTURES or not path.is_file():
        raise ValueError(f"There is no picture {name}")
    return path.read_text(encoding="utf-8")


@cache
def mark(key: str) -> str:
    """The mark of an answer, drawn as the pages draw it."""
    drawn = (MARKS / f"{key}.html").read_text(encoding="utf-8").replace("{{ size }}", "44")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
