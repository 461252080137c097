"""How a person likes to read, as one short text: for a cookie, or for their Contact. Pure."""

from dataclasses import astuple, dataclass
from typing import Self, TypeVar

from django.db.models import TextChoices

from notices.choices import Colours, Film, Pictures, Size, Words

Choice = TypeVar("Choice", bound=TextChoices)
SEPARATOR = "."
LONGEST = 60
"""Room for one key of each kind, and for longer ones some day."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One choice of each kind. Whoever chose nothing reads the normal page."""

    size: Size = Size.NORMAL
    pictures: Pictures = Pictures.SHOW
    words: Words = Words.PLAIN
    colours: Colours = Colours.NORMAL
    film: Film = Film.SHOW

    @classmethod
    def read(cls, text: str) -> Self:
        """What a text of keys says. What it does not say, says twice, or nobody offers, is normal."""
        keys = text.split(SEPARATOR)
        return cls(
            _only_one_of(Size, keys),
            _only_one_of(Pictures, keys),
            _only_one_of(Words, keys),
            _only_one_of(Colours, keys),
            _only_one_of(Film, keys),
        )

    def __str__(self) -> str:
        """The keys, always one of each kind, so that a chosen normal differs from nothing chosen."""
        return SEPARATOR.join(astuple(self))

    @property
    def easy_read(self) -> bool:
        """Whether Easy Read stands in the place of plain words, where there is both."""
        return self.words == Words.EASY_READ


def _only_one_of(kind: type[Choice], keys: list[str]) -> Choice:
    found = [choice for choice in kind if choice.value in keys]
    return found[0] if len(found) == 1 else next(iter(kind))
