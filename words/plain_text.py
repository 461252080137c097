"""Text as a person sees it: every visible character kept, what nobody can see or print taken out."""

import re
import unicodedata

# Marks that change the direction of the words around them. Right-to-left languages do not need them, and with
# them one person's text can rearrange what the page says next to it.
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BYTE_ORDER_MARK = "\ufeff"


def tidy(text: str, *, lines: bool) -> str:
    """The text as a person sees it: every visible character kept, what nobody can see or print taken out.

    Taken out: NUL and other control characters (PostgreSQL refuses NUL), halves of characters, marks that
    turn the direction of the page's own words. Line ends become "\\n", or a space in a field of one line.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = re.sub(r"[\n\t\v\f]+", " ", text)
    return "".join(
        character
        for character in text
        if character in "\n\t"
        or not (
            character in DIRECTION_OVERRIDES
            or character == BYTE_ORDER_MARK
            or unicodedata.category(character) in ("Cc", "Cs")
        )
    )


def has_unprintable(text: str) -> bool:
    """Whether the text holds a character that no keyboard types, such as NUL."""
    return any(
        unicodedata.category(character) in ("Cc", "Cs") for character in text if character not in "\n\r\t"
    )
