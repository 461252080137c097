"""Whole pence, and pounds as people write them. Money is never a float."""

import re

MOST_PENCE = 100_000_000_000  # a thousand million pounds: more than any council spends on anything

_POUNDS = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?")


def pence_in(typed: str) -> int:
    """The pence in what a person typed: "1200", "£1,200" or "1200.50".

    Raises ValueError for anything else, for half pennies, and above a thousand million pounds.
    """
    found = _POUNDS.fullmatch(typed.strip())
    if not found or len(found[1]) > len("1,000,000,000"):
        raise ValueError(f"not an amount of money: {typed[:20]!r}")
    pence = int(found[1].replace(",", "")) * 100 + int(found[2] or 0)
    if pence > MOST_PENCE:
        raise ValueError(f"too much money: {pence} pence")
    return pence


def pounds(pence: int) -> str:
    """An amount as pages print it: "£1,200", or "£12.50" where there are pennies."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"
