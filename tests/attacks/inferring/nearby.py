"""The cheap search: change a few answers, mend what reads otherwise, and see whether the pages are the same.

Whatever it finds was read through the real code. It may miss worlds, never make one up.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from ladder.choices import Answer, Channel, Help
from ladder.scoring import STATEMENTS, SentAnswers, Tally
from tests.attacks.inferring.mending import LADDER_OF_ANSWERS, mended
from tests.attacks.inferring.projects import Project
from tests.attacks.inferring.questions import (
    ALL,
    NOBODY,
    SAME_ANSWERS,
    SAME_STEP,
    SOMEONE,
    STEPS_SUM,
    SUMS,
    Question,
    asked_of,
    tells_apart,
)
from tests.attacks.inferring.reading import Pages, Reading
from tests.attacks.inferring.worlds import (
    World,
    changed_places,
    empty_places,
    exchanged,
    put,
    taken_places,
    tally_of,
)

NEAR_TRIES = 4
FAR_TRIES = 40
MOST_CHANGES = 3
MOST_MENDINGS = 10


class Search:
    """One project under attack: for each asker, the questions that no other world has answered yet.

    An asker is the place of someone invited, or None for a reader who was not.
    """

    def __init__(self, project: Project, reading: Reading, askers: list[int | None], seed: int = 0) -> None:
        self.project = project
        self.reading = reading
        self.random = Random(f"search {seed}")
        self.truth = project.people
        self.tally: Tally = tally_of(self.truth)
        self.pages = reading.of(self.truth, project.stated)
        self.open = {who: asked_of(self.truth, who) for who in askers}
        self.found: list[World] = [self.truth]

    def offer(self, world: World) -> bool:
        """Take a world that reads like the truth, and strike out what it keeps anyone from knowing."""
        if world == self.truth or not self.reading.reads_as(self.pages, world, self.project.stated):
            return False
        self.found.append(world)
        self.strike_out(world)
        return True

    def strike_out(self, world: World) -> None:
        """Take away what this world keeps anyone from knowing: all but those who know it is not so."""
        changed, tallies = changed_places(self.truth, world), (self.tally, tally_of(world))
        for who, questions in self.open.items():
            if who not in changed:
                questions -= {q for q in questions if tells_apart(q, self.truth, world, who, tallies)}

    def ask_only(self, questions: set[Question]) -> None:
        """Leave out all other questions."""
        for asked in self.open.values():
            asked &= questions

    def left_open(self) -> list[tuple[int | None, Question]]:
        """What no other world has answered yet: by whom, and what."""
        return [(who, question) for who, questions in self.open.items() for question in sorted(questions)]

    def look_near(self) -> None:
        """One change at a time, for every open question."""
        for who, question in self.left_open():
            for _ in range(NEAR_TRIES):
                if question not in self.open[who]:
                    break
                self.offer(self.changed(self.truth, question, who))

    def look_far(self) -> None:
        """Several changes at a time, from any world found so far, for every open question."""
        for who, question in self.left_open():
            self.look_far_for(who, question)

    def look_far_for(self, who: int | None, question: Question) -> None:
        """Several changes at a time, for one question."""
        for _ in range(FAR_TRIES):
            if question not in self.open[who]:
                break
            self.offer(self.far_from_the_truth(question, who))

    def far_from_the_truth(self, question: Question, who: int | None) -> World:
        """A world with some changes that bear on a question, mended until it may read like the truth."""
        start = self.random.choice(self.found)
        if who is not None:
            start = put(start, who, self.truth[who])
        world = self.changed(start, question, who)
        for _ in range(self.random.randrange(MOST_CHANGES)):
            world = self.changed(world, self.random.choice([question, *SUMS, STEPS_SUM, ALL, NOBODY]), who)
        for _ in range(MOST_MENDINGS):
            pages = self.reading.of(world, self.project.stated)
            if pages == self.pages:
                break
            world = self.mended(world, pages, who)
        return world

    def mended(self, world: World, pages: Pages, who: int | None) -> World:
        """The world one step nearer to the pages that were read."""
        return mended(world, pages, self.pages, who, self.random)

    def changed(self, world: World, question: Question, who: int | None) -> World:
        """The world with one change that bears on a question, and never to the asker's own part."""
        others = taken_places(world, [who])
        empty = [place for place in empty_places(world) if place != who]
        if question == SOMEONE and others and empty:
            return exchanged(world, self.random.choice(others), self.random.choice(empty))
        if question == NOBODY:
            return put(world, self.random.choice(empty), self._somebody()) if empty else world
        if not others:
            return world
        place = self.random.choice(others)
        if question == ALL:
            return put(world, place, None)
        person = world[place]
        if question in (STEPS_SUM, SAME_STEP):
            return put(world, place, replace(person, placement=self._another_step(person.placement)))
        statement = question.statement if question in (*SUMS, *SAME_ANSWERS) else None
        return put(world, place, self._answering_otherwise(person, statement))

    def _another_step(self, step: int | None) -> int:
        if step is None:
            return self.random.randint(1, 7)
        return min(7, max(1, step + self.random.choice([-1, 1])))

    def _answering_otherwise(self, person: SentAnswers, statement: int | None) -> SentAnswers:
        number = self.random.randrange(STATEMENTS) if statement is None else statement
        answers = list(person.answers)
        answers[number] = self.random.choice(BESIDE.get(answers[number], LADDER_OF_ANSWERS))
        return replace(person, answers=tuple(answers))

    def _somebody(self) -> SentAnswers:
        mood = self.random.choice([[answer] for answer in LADDER_OF_ANSWERS] + [LADDER_OF_ANSWERS])
        answers = tuple(self.random.choice(mood) for _ in range(STATEMENTS))
        return SentAnswers(answers, self.random.randint(1, 7), Help.NONE, Channel.ONLINE, None)


BESIDE = dict.fromkeys([Answer.YES, Answer.NO], [Answer.PARTLY, Answer.PARTLY, Answer.NOT_SURE])
"""What to try instead of an answer: half a point more or less, and now and then none that counts."""


def askers_of(world: World) -> Iterator[int | None]:
    """Everyone who may ask: a reader who was not invited (a lead too), each person who answered, and one
    who was invited and did not. One is enough, because none of those has anything of their own to know."""
    yield None
    yield from taken_places(world)
    yield from empty_places(world)[:1]
