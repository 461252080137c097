"""Finding the portal's own links in a text, so that they and no others become links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text. `is_link` only for addresses of this very portal."""

    text: str
    is_link: bool


def parts_of(text: str, address: str) -> Iterator[Part]:
    """Cut a text at the links of the portal at `address`. Another site's address stays plain text, even one
    that starts like ours."""
    path = r"(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?/?"
    own = re.compile(rf"(?<!\S)({re.escape(address)}{path})(?=[.,;:!?)]*(?:\s|$))")
    for place, piece in enumerate(own.split(text)):
        if piece:
            yield Part(piece, is_link=place % 2 == 1)
