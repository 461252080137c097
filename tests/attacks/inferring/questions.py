"""What nobody may learn from results. Each question has an answer in every world.

It is *forced* when every world with the same pages, and with the asker's own answers, answers it alike.
Pages never depend on names. So one other person's answer is forced only where all others answered the same,
and whether one answered only where all did or none: those are asked instead, for everyone at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ladder.choices import Answer
from ladder.scoring import POINTS, STATEMENTS, Tally
from tests.attacks.inferring.worlds import World, heard_places, taken_places

TWICE_POINTS = {answer: int(2 * worth) for answer, worth in POINTS.items()}


@dataclass(frozen=True, order=True)
class Question:
    """Something that nobody may learn; `statement` is 0 to 7 where it is about one."""

    asks: str
    statement: int = -1

    def __str__(self) -> str:
        return self.asks if self.statement < 0 else f"{self.asks} {self.statement + 1}"


SUMS = [Question("the sum of statement", number) for number in range(STATEMENTS)]
SAME_ANSWERS = [
    Question("that all others who answered said the same to statement", number)
    for number in range(STATEMENTS)
]
SCORES_SUM = Question("the sum of the scores")
MEAN = Question("the score's mean")
STEPS_SUM = Question("the sum of the steps")
SAME_STEP = Question("that all others chose the same step")
ALL = Question("that everyone else answered")
NOBODY = Question("that nobody else answered")
SOMEONE = Question("whether one other person answered")
EVERY_QUESTION = [*SUMS, *SAME_ANSWERS, SCORES_SUM, MEAN, STEPS_SUM, SAME_STEP, ALL, NOBODY, SOMEONE]


def sum_of(tally: Tally, statement: int) -> int:
    """Twice the points of a statement, so that it is a whole number."""
    return sum(tally.answers[statement].get(answer, 0) * worth for answer, worth in TWICE_POINTS.items())


def is_asked(question: Question, world: World, who: int | None) -> bool:
    """Whether there is anything to learn: "all answered alike" only where that is true."""
    others = taken_places(world, [who])
    missing = len(world) - (who is not None) - len(others)
    if question == ALL:
        return bool(others) and not missing
    if question == NOBODY:
        return not others
    if question == SOMEONE:
        return bool(others) and bool(missing)
    if question == SAME_STEP or question in SAME_ANSWERS:
        return len(said_by_others(question, world, who)) == 1
    return True


def tells_apart(
    question: Question, truth: World, world: World, who: int | None, tallies: tuple[Tally, Tally]
) -> bool:
    """Whether another world answers the question otherwise than the truth does. `tallies` are theirs.

    Not everyone "said the same" only if someone said something else. That someone is not sure is no help.
    """
    if question == SAME_STEP or question in SAME_ANSWERS:
        return bool(said_by_others(question, world, who) - said_by_others(question, truth, who))
    if question == ALL:
        return len(taken_places(world, [who])) < len(world) - (who is not None)
    if question == NOBODY:
        return bool(taken_places(world, [who]))
    if question == SOMEONE:
        return any(
            (was is None) != (now is None)
            for place, (was, now) in enumerate(zip(truth, world, strict=True))
            if place != who
        )
    one, other = tallies
    return figure_of(question, one) != figure_of(question, other)


def figure_of(question: Question, tally: Tally) -> Any:
    """What the truth says where a question is about a sum, or the mean, which is None without a score."""
    if question in SUMS:
        return sum_of(tally, question.statement)
    return FIGURES[question](tally)


FIGURES: dict[Question, Callable[[Tally], Any]] = {
    SCORES_SUM: lambda tally: sum(tally.scores),
    MEAN: lambda tally: sum(tally.scores) / len(tally.scores) if tally.scores else None,
    STEPS_SUM: lambda tally: sum(step * people for step, people in enumerate(tally.placements, 1)),
}


def said_by_others(question: Question, world: World, who: int | None) -> set[Answer | int]:
    """What others said of a statement, or the steps they chose, as far as that counts."""
    others = [person for place in heard_places(world) - {who} if (person := world[place]) is not None]
    if question == SAME_STEP:
        return {person.placement for person in others if person.placement is not None}
    return {person.answers[question.statement] for person in others} & set(POINTS)


def asked_of(world: World, who: int | None) -> set[Question]:
    """Every question that someone could learn something by. `who` is their own place, or None."""
    return {question for question in EVERY_QUESTION if is_asked(question, world, who)}
