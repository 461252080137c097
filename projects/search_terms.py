"""The words that somebody typed to search with, taken apart. Pure."""

import re
from dataclasses import dataclass

_LAST_WORD = re.compile(r"(?:^|(?<=[\s(,/-]))[^\W_]+$")
_NOT_ALONE = re.compile(r"(?:^|\s)(?:-|or\s+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """All the words, and where the last one may be the beginning of a longer word: it, and those before."""

    whole: str
    before: str = ""
    beginning: str = ""


def terms_in(typed: str) -> Terms:
    """Takes typed words apart. A last word in quotes, after "or", or left out by "-" is no beginning."""
    whole = typed.strip()
    last = _LAST_WORD.search(whole)
    if last is None or whole.count('"') % 2 or _NOT_ALONE.search(whole[: last.start()]):
        return Terms(whole)
    return Terms(whole, before=whole[: last.start()], beginning=last.group())
