"""A council's own three colours: what they must stand against, and the style sheet made from them.

Pure: imports nothing of ours but words.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from words.contrast import SHAPES, TEXT, mix, ratio, said

WHITE = "#ffffff"
# As static/app.css has them; tests/council/test_colours.py compares.
CREAM = "#f5ebd2"  # the darkest page there is: around the page, when someone asks for cream
INK = "#17252a"
GREY = "#46555b"
GOLD = "#f0b740"


@dataclass(frozen=True, slots=True)
class Colours:
    """Dark: the top of each page. Link: links and buttons. Tint: behind words. Each as "#rrggbb"."""

    dark: str
    link: str
    tint: str


SHIPPED = Colours(dark="#083a40", link="#0e5e64", tint="#cbe6e4")
"""The portal's own, as static/app.css has them."""


class Pair(NamedTuple):
    """Two colours that meet on a page, what they are there, and what mends it when they are too alike."""

    what: str
    one: str
    other: str
    needs: float
    field: str
    advice: str


DARKER, LIGHTER = "Choose a darker colour", "Choose a lighter colour"
PAIRS = (
    Pair("White words on the dark colour", WHITE, "dark", TEXT, "dark", DARKER),
    Pair("Dark words on a cream page", "dark", CREAM, TEXT, "dark", DARKER),
    Pair("The gold marker on the dark colour", GOLD, "dark", SHAPES, "dark", DARKER),
    Pair("White words on a button", WHITE, "link", TEXT, "link", DARKER),
    Pair("Links on a cream page", "link", CREAM, TEXT, "link", DARKER),
    Pair("Black words on the tint", INK, "tint", TEXT, "tint", LIGHTER),
    Pair("Grey words on the tint", GREY, "tint", TEXT, "tint", LIGHTER),
    Pair("The dark colour and the tint", "dark", "tint", TEXT, "tint", LIGHTER),
    Pair("Links on the tint", "link", "tint", TEXT, "tint", LIGHTER),
)
"""Every pair that meets. A button or a link on white is one pair: contrast is the same either way round."""


class Problem(NamedTuple):
    """A colour that cannot be used: which of the three to change, and why, in plain sentences."""

    field: str
    sentence: str


def problems(colours: Colours) -> Iterator[Problem]:
    """Every pair that cannot be told apart well enough, with its number and what is needed."""
    for pair in PAIRS:
        found = ratio(_named(pair.one, colours), _named(pair.other, colours))
        if found < pair.needs:
            yield Problem(
                pair.field,
                f"{pair.what}: {said(found)}. It needs {said(pair.needs)}. {pair.advice}",
            )


def _named(colour: str, colours: Colours) -> str:
    return colour if colour.startswith("#") else str(getattr(colours, colour))


def shades(colours: Colours) -> dict[str, str]:
    """What the style sheets' variables become. The names are those of the portal's own colours.

    Shades between are mixed from the three. A mix of two dark colours is never lighter than the lighter of
    them, and the light tint never darker than the tint, so what holds for the three holds for them.
    """
    return {
        "--teal-900": colours.dark,
        "--teal-800": mix(colours.dark, colours.link, 0.5),
        "--teal-700": colours.link,
        "--teal-600": colours.link,
        "--teal-300": mix(colours.tint, colours.link, 0.2),
        "--teal-200": colours.tint,
        "--teal-100": mix(colours.tint, WHITE, 0.5),
        "--header-line": mix(colours.dark, WHITE, 0.15),
        # The ladder on the front page, from the foot up: white words on three steps, dark on three.
        "--rung-1": mix(colours.dark, colours.link, 0.5),
        "--rung-2": mix(colours.dark, colours.link, 0.75),
        "--rung-3": colours.link,
        "--rung-4": colours.tint,
        "--rung-5": mix(colours.tint, WHITE, 0.3),
        "--rung-6": mix(colours.tint, WHITE, 0.6),
        "--govuk-brand-colour": colours.link,
        "--govuk-success-colour": colours.link,
        "--govuk-link-colour": colours.link,
        "--govuk-link-hover-colour": colours.dark,
        "--govuk-hover-colour": colours.tint,
    }


def style_sheet(colours: Colours) -> str:
    """The whole of a council's own style sheet."""
    return ":root{" + ";".join(f"{name}:{value}" for name, value in shades(colours).items()) + "}\n"


@lru_cache(maxsize=16)  # every page asks, and the colours hardly ever change
def fingerprint(colours: Colours) -> str:
    """Sixteen letters and figures that change whenever the style sheet does."""
    return hashlib.sha256(style_sheet(colours).encode()).hexdigest()[:16]
