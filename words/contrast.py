"""How well two colours can be told apart, as the Web Content Accessibility Guidelines count it.

Source: WCAG 2.2, definitions of "relative luminance" and "contrast ratio",
https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
Colours are written as six figures or letters after #, in small letters: "#0e5e64".
"""

import math
import re

TEXT = 4.5
"""The least for words of usual size (success criterion 1.4.3, level AA)."""
SHAPES = 3.0
"""The least for shapes that say something (success criterion 1.4.11)."""
LONGEST_TYPED = 20

_LONG = re.compile(r"#?([0-9a-f]{6})", re.ASCII)
_SHORT = re.compile(r"#?([0-9a-f]{3})", re.ASCII)
_SHARES = (0.2126, 0.7152, 0.0722)  # of red, green and blue in how bright a colour looks


def read_colour(typed: str) -> str | None:
    """What a person typed, as "#rrggbb", or None when it is no colour.

    With or without the #, in capitals or not; three figures or letters stand for six, as in style sheets.
    """
    plain = typed.strip().lower()[: LONGEST_TYPED + 1]
    if whole := _LONG.fullmatch(plain):
        return f"#{whole[1]}"
    if short := _SHORT.fullmatch(plain):
        return "#" + "".join(each * 2 for each in short[1])
    return None


def luminance(colour: str) -> float:
    """How bright a colour looks, from 0 (black) to 1 (white). Raises ValueError for what is no "#rrggbb"."""
    return sum(share * _linear(part / 255) for share, part in zip(_SHARES, _parts(colour), strict=True))


def ratio(one: str, other: str) -> float:
    """The contrast of two colours in either order, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The colour between two, so much of the way (0 to 1) from the first to the second."""
    if not 0 <= share <= 1:
        raise ValueError("A share lies between 0 and 1")
    mixed = [
        round(here + (there - here) * share) for here, there in zip(_parts(one), _parts(other), strict=True)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def said(contrast: float) -> str:
    """A contrast as people say it, "4.4 to 1": cut, never rounded up to what it does not reach."""
    return f"{math.floor(contrast * 10) / 10:g} to 1"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour, re.ASCII):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
