"""Which invented people are in which project."""

import random
from collections.abc import Iterator
from itertools import count

from coproduction.demonstration.people import WITHOUT_ADDRESS, address_of, names
from coproduction.demonstration.stories import ProjectStory

PEOPLE_WITH_AN_ADDRESS = 60
ONE_IN = 6
"""One person in so many has no email address. Each of them is in one project only."""


class Everyone:
    """All the experts by experience there are. Those with an address may be in several projects."""

    def __init__(self) -> None:
        self._names = names()
        self._with_address = [next(self._names) for _ in range(PEOPLE_WITH_AN_ADDRESS)]

    def members_of(self, story: ProjectStory) -> Iterator[tuple[str, str]]:
        """Name and address ("" for none) of one more member, again and again."""
        dice = random.Random(story.key)  # noqa: S311 - invented, and must come out the same again
        for name in story.always_in:
            yield name, "" if name == WITHOUT_ADDRESS.name else address_of(name)
        others = iter(dice.sample(self._with_address, PEOPLE_WITH_AN_ADDRESS))
        for number in count(1):
            if number % ONE_IN:
                name = next(others)
                yield name, address_of(name)
            else:
                yield next(self._names), ""
