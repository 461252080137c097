"""Parts of addresses that are more than a word or a number."""

from datetime import date


class Day:
    """A day as an address holds it, "2026-09-11". Any other text is an address of nothing."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day. Raises ValueError for one that no calendar has."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """The day as an address writes it."""
        return str(value)
