"""Names and numbers as the home of staff says them. Pure."""

MOST_NAMES = 5


def listed(names: list[str]) -> str:
    """The first few names, and how many more: "Sam Penrose, Jo Trelawny and 3 more"."""
    first = list(dict.fromkeys(names))
    rest = len(first) - MOST_NAMES
    return ", ".join(first[:MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def number(count: int, one: str, many: str) -> str:
    """A number with its word: "1 letter", "3 letters"."""
    return f"{count} {one if count == 1 else many}"
