"""The square code that a phone's camera reads."""

import segno

QUIET = 4
"""Modules left white around the code, as ISO/IEC 18004 asks for."""


def svg(link: str) -> str:
    """A drawing of the square code that says `link`, white around it, as an SVG of its own."""
    code = segno.make_qr(link, error="m", boost_error=False)
    return code.svg_inline(border=QUIET, light="#fff", dark="#000", omitsize=True)
