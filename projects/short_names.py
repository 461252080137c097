"""A project's name for a text message, where every letter counts. Pure."""

LONGEST_SHORT_NAME = 30
_AROUND = ",;:.-–—("
# A name that ends in one of these sounds as if somebody was interrupted.
_NEVER_LAST = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"}
)


def shortened(name: str) -> str:
    """A name of at most 30 characters: whole words from the beginning, where that is possible."""
    name = " ".join(name.split())
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    words: list[str] = []
    for word in name.split():
        if len(" ".join([*words, word])) > LONGEST_SHORT_NAME:
            break
        words.append(word)
    while len(words) > 1 and words[-1].lower().strip(_AROUND) in _NEVER_LAST:
        words.pop()
    short = " ".join(words)
    if ")" not in short:
        short = short.partition("(")[0]
    return short.strip(f"{_AROUND} ") or name[:LONGEST_SHORT_NAME]
