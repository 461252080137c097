"""Pairs of answers that read alike, for proofs about whole pages.

    for pair in pairs(10):
        make one check in which each person sends pair.one, and another in which each sends pair.other;
        close both; every page, file, feed and message must be the same for everyone but those the
        rules name (the involvement team and data protection may know who answered).

Places in `one` and `other` are the people invited, the same people in both: a SentAnswers, or None for
someone who does not answer. `stated` is the step the council states. In each pair

- members and the public are shown exactly the same (`ladder.disclosure` says so), and a score at least;
- another number of people answered;
- the person at `changed` answered in both, and otherwise to every statement that the pair allows;
- the person at `reader` sent the same in both: what they read may be compared too;
- nobody's answers were given for them, and nobody wrote a comment (words are printed as they are).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice, permutations

from ladder.choices import Help
from tests.attacks.inferring.nearby import Search
from tests.attacks.inferring.projects import Project, project
from tests.attacks.inferring.questions import ALL, MEAN, NOBODY, STEPS_SUM, SUMS
from tests.attacks.inferring.reading import PAGES
from tests.attacks.inferring.worlds import World, exchanged, taken_places, who_sent

TRIES = 300


@dataclass(frozen=True)
class Pair:
    """Two sets of answers with the same results. See the top of this file."""

    stated: int
    one: World
    other: World
    reader: int
    changed: int

    @property
    def invited(self) -> int:
        """How many people were invited, in both."""
        return len(self.one)


def pairs(number: int) -> list[Pair]:
    """So many pairs, the same ones every time; a longer list begins with the shorter one."""
    return list(islice(_pairs(), number))


def _pairs() -> Iterator[Pair]:
    for seed in count():
        pair = pair_of(_plainly_sent(project(seed)), seed)
        if pair is not None:
            yield pair


def _plainly_sent(made: Project) -> Project:
    people = [
        person and replace(person, help=Help.WROTE if person.help == Help.ANSWERED else person.help)
        for person in made.people
    ]
    return Project(made.stated, tuple(people))


def pair_of(made: Project, seed: int) -> Pair | None:
    """A project's answers and others that read alike. None where no score is shown, or none were found."""
    if PAGES.of(made.people, made.stated)[0].score is None:
        return None
    reader = taken_places(made.people)[0]
    search = Search(made, PAGES, [reader], seed)
    for turn in range(TRIES):
        start = search.random.choice(search.found)
        world = search.changed(start, [ALL, NOBODY][turn % 2], reader)
        for _ in range(search.random.randrange(6)):
            world = search.changed(world, search.random.choice([MEAN, STEPS_SUM, *SUMS]), reader)
        if search.offer(world) and len(who_sent(world)) != len(who_sent(made.people)):
            return _with_one_much_changed(made, world, reader)
    return None


def _with_one_much_changed(made: Project, other: World, reader: int) -> Pair | None:
    """Pages know no names, so two people may change places: those that make one person differ most."""
    people = taken_places(made.people, [reader])
    ways = [(a, exchanged(other, a, b)) for a, b in permutations(people, 2)]
    changed, other = max(ways, key=lambda way: _differences(made.people, way[1], way[0]))
    if not _differences(made.people, other, changed):
        return None
    return Pair(made.stated, made.people, other, reader, changed)


def _differences(one: World, other: World, place: int) -> int:
    """How many statements a person answers otherwise; 0 for someone who does not answer in both."""
    a, b = one[place], other[place]
    if a is None or b is None:
        return 0
    return sum(was != now for was, now in zip(a.answers, b.answers, strict=True))
