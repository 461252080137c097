"""Two checks of one project with one person changed: someone left, joined, or took another's place.

The attacker knows who. They are not told that anyone who stayed answered the same, or answered at all: then
the two checks are two attacks. Granted that, too, what the changed person said can follow, and now and then a
sum. The portal does not claim otherwise; how often is measured here.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from tests.attacks.inferring.mending import mended
from tests.attacks.inferring.nearby import Search
from tests.attacks.inferring.projects import Project, hard_project, project
from tests.attacks.inferring.questions import (
    MEAN,
    SCORES_SUM,
    SUMS,
    TWICE_POINTS,
    Question,
    tells_apart,
)
from tests.attacks.inferring.reading import PAGES, Pages, Reading
from tests.attacks.inferring.tables import Tables
from tests.attacks.inferring.worlds import World, changed_places, taken_places, tally_of


@dataclass(frozen=True)
class TwoRounds:
    """What everyone sent who was invited at all. The last two places are the person who left, whom only the
    first check invites, and the one who joined, whom only the second does; one of them may be left out."""

    stated: int
    people: World
    someone_left: bool
    someone_joined: bool

    @property
    def stayed(self) -> range:
        """The places of those invited to both checks."""
        return range(len(self.people) - 2)

    def invited(self, which: int) -> tuple[int, ...]:
        """The places of those invited to the first check (0) or the second (1)."""
        changed = [len(self.people) - 2 + which] if (self.someone_left, self.someone_joined)[which] else []
        return (*self.stayed, *changed)

    def one_round(self, world: World, which: int) -> World:
        """One check's part of a world."""
        return tuple(world[place] for place in self.invited(which))

    def as_projects(self) -> list[Project]:
        """The two checks, each by itself."""
        return [Project(self.stated, self.one_round(self.people, which)) for which in (0, 1)]


def two_rounds(seed: int, *, hard: bool = False) -> TwoRounds:
    """Two checks of a made-up project, in which those who stay answer the same, if they answer."""
    random = Random(f"two rounds {seed}")
    made = hard_project(seed) if hard else project(seed)
    another = hard_project(seed + 10_000) if hard else project(seed + 10_000)
    kind = random.choice([(True, True), (True, True), (True, False), (False, True)])
    joiner = random.choice(another.people) if kind[1] else None
    people = (*made.people[:-1], made.people[-1] if kind[0] else None, joiner)
    return TwoRounds(made.stated, people, *kind)


@dataclass(frozen=True, order=True)
class InRound:
    """A question about one of the two checks."""

    which: int
    asks: Question

    def __str__(self) -> str:
        return f"{self.asks} in the {('first', 'second')[self.which]} check"


ABOUT_SUMS = [InRound(which, question) for which in (0, 1) for question in (*SUMS, SCORES_SUM, MEAN)]
"""What hardly ever follows even for someone who is told that all who stayed answered the same."""


@dataclass(frozen=True)
class _Both:
    """The pages of both checks, read as one."""

    rounds: TwoRounds
    reading: Reading

    def of(self, world: World, stated: int) -> tuple[Pages, Pages]:
        first, second = (self.reading.of(self.rounds.one_round(world, which), stated) for which in (0, 1))
        return first, second

    def reads_as(self, pages: tuple[Pages, Pages], world: World, stated: int) -> bool:
        return all(
            self.reading.reads_as(pages[which], self.rounds.one_round(world, which), stated)
            for which in (0, 1)
        )


class SearchBoth(Search):
    """The cheap search over both checks at once, for someone told that all who stayed answered the same."""

    def __init__(self, rounds: TwoRounds, reading: Reading, askers: list[int | None], seed: int = 0) -> None:
        self.rounds = rounds
        super().__init__(Project(rounds.stated, rounds.people), _Both(rounds, reading), askers, seed)
        self.open = {who: set(ABOUT_SUMS) for who in askers}

    def strike_out(self, world: World) -> None:
        """Take away what this world keeps anyone from knowing."""
        changed = changed_places(self.truth, world)
        tallies = [
            (
                tally_of(self.rounds.one_round(self.truth, which)),
                tally_of(self.rounds.one_round(world, which)),
            )
            for which in (0, 1)
        ]
        for who, questions in self.open.items():
            if who not in changed:
                questions -= {
                    question
                    for question in questions
                    if tells_apart(question.asks, self.truth, world, None, tallies[question.which])
                }

    def changed(self, world: World, question: Question | InRound, who: int | None) -> World:
        """The world with one change that bears on a question. Who was never invited sends nothing."""
        world = super().changed(world, question.asks if isinstance(question, InRound) else question, who)
        invited = {*self.rounds.invited(0), *self.rounds.invited(1)}
        return tuple(person if place in invited else None for place, person in enumerate(world))

    def mended(self, world: World, pages: Pages, who: int | None) -> World:
        """One step nearer to the pages of one of the checks that read otherwise."""
        which = self.random.choice([which for which in (0, 1) if pages[which] != self.pages[which]])
        return mended(world, pages[which], self.pages[which], who, self.random)


def sums_left_open(rounds: TwoRounds, reading: Reading = PAGES, *, seed: int = 0) -> list[InRound]:
    """Sums that someone may know who is told that all who stayed answered the same.

    Asked by a reader who was not invited and by everyone who answered. Nothing here is proven: whatever the
    cheap search finds no other world for counts as known.
    """
    search = SearchBoth(rounds, reading, [None, *taken_places(rounds.people)], seed)
    search.look_near()
    for _ in range(3):
        search.look_far()
    return sorted({question for _, question in search.left_open()})


def possible_sums(
    rounds: TwoRounds, number: int, reading: Reading = PAGES, *, who: int | None = None, told: bool = False
) -> set[tuple[int, int]]:
    """All sums (first check, second check) that one statement may have, for all that its words say.

    `who` is the place of an asker who answered and was heard. `told`: they are told that all who stayed
    answered the same. Exact for this statement: it goes through the people one by one and keeps what their
    answers may add up to. The other statements are not asked, so a single sum is a proof that it is known.
    """
    readable = [_counts_that_read_alike(rounds, which, number, reading) for which in (0, 1)]
    stayed = {(0, 0)}
    for place in rounds.stayed:
        stayed = _with_one_more(stayed, _may_say(rounds, place, number, who))
    changed = len(rounds.people) - 2, len(rounds.people) - 1
    first, second = (
        {
            (before, after)
            for before in stayed
            for after in _with_one_more({before}, _may_say(rounds, place, number, who))
            if after in readable[which]
        }
        for which, place in enumerate(changed)
    )
    return {
        (one[1], other[1]) for start, one in first for begin, other in second if start == begin or not told
    }


def _counts_that_read_alike(
    rounds: TwoRounds, which: int, number: int, reading: Reading
) -> set[tuple[int, int]]:
    """(answers that count, twice their points) with the word that was read, however many have a score."""
    tables, scored_by = _tables(rounds, which, reading)
    return {counts for scored in scored_by for counts in tables.statement(scored, number)}


@cache
def _tables(rounds: TwoRounds, which: int, reading: Reading) -> tuple[Tables, list[int]]:
    """The tables of one check, and how many people may have a score in it."""
    made = rounds.as_projects()[which]
    members, public, _ = reading.of(made.people, made.stated)
    tables = Tables(reading, len(made.people), made.stated, (members, public))
    return tables, [scored for scored in range(len(made.people) + 1) if tables.sums(scored)]


def _may_say(rounds: TwoRounds, place: int, number: int, who: int | None) -> list[tuple[int, int]]:
    """What one person may add to (answers that count, twice their points)."""
    left, joined = len(rounds.people) - 2, len(rounds.people) - 1
    if (place == left and not rounds.someone_left) or (place == joined and not rounds.someone_joined):
        return [(0, 0)]
    person = rounds.people[place]
    if place == who and person is not None:
        answer = person.answers[number]
        return [(1, TWICE_POINTS[answer]) if answer in TWICE_POINTS else (0, 0)]
    return [(0, 0), *((1, points) for points in TWICE_POINTS.values())]


def _with_one_more(sums: set[tuple[int, int]], says: list[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(people + one, total + points) for people, total in sums for one, points in says}
