"""The seven steps of the ladder: their keys, their names and their order.

The same seven as the national ladder of Think Local Act Personal and the National Co-production
Advisory Group. Meanings and examples are wording, so they live in versioned rows and not here.
"""

from enum import IntEnum


class Rung(IntEnum):
    """A step on the ladder, 1 at the bottom to 7 at the top."""

    COERCING = 1
    EDUCATING = 2
    INFORMING = 3
    CONSULTING = 4
    ENGAGING = 5
    CO_DESIGNING = 6
    CO_PRODUCTION = 7

    @property
    def key(self) -> str:
        """The word that stands for this step in the framework's file: "co-designing"."""
        return self.name.lower().replace("_", "-")

    @property
    def label(self) -> str:
        """The step's name as pages print it: "Co-designing"."""
        return self.key.capitalize()


RUNGS: tuple[Rung, ...] = tuple(Rung)
"""All seven, bottom to top."""
