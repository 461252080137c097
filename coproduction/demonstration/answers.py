"""What the invented people answer: made from counts, and the same every time. Pure."""

import random
from collections.abc import Iterator

from coproduction.demonstration.stories import CheckStory, Said
from ladder.answers import Answers
from ladder.choices import Answer, Help
from ladder.scoring import STATEMENTS

NEIGHBOURLINESS = 0.55
"""How far someone may stand from where they stand for the other statements, as a share of everyone.
People who say yes to one thing tend to say yes to the next, but not always."""


def answers_of(check: CheckStory, *, key: str) -> list[Answers]:
    """The answers of everyone who answered, happiest first, with exactly the counts that were told."""
    people = len(check.steps)
    columns = [_one_statement(check, number, key=key) for number in range(STATEMENTS)]
    comments: Iterator[Said] = iter(check.comments)
    sent = []
    for person in range(people):
        said = next(comments, None)
        sent.append(
            Answers(
                statements=tuple(column[person] for column in columns),
                step=check.steps[people - 1 - person],
                words=said.words if said else "",
                voice=said.voice if said else "",
                name_to_show=said.name if said else "",
                practised=True,
                seen_better=True,
                help=Help.READ if person < check.helped else Help.NONE,
            )
        )
    return sent


def _one_statement(check: CheckStory, number: int, *, key: str) -> list[str]:
    """Everyone's answer to one statement, by person."""
    people = len(check.steps)
    dice = random.Random(f"{key}{number}")  # noqa: S311 - invented, and must come out the same again
    happiest_first = sorted(range(people), key=lambda person: person + _shift(dice, people))
    unsure = set(dice.sample(range(people), check.not_sure[number]))
    sure = [person for person in happiest_first if person not in unsure]
    yes, partly = check.yes[number], check.partly[number]
    said = dict.fromkeys(unsure, Answer.NOT_SURE.value)
    for place, person in enumerate(sure):
        if place < yes:
            said[person] = Answer.YES.value
        else:
            said[person] = (Answer.PARTLY if place < yes + partly else Answer.NO).value
    return [said[person] for person in range(people)]


def _shift(dice: random.Random, people: int) -> float:
    return dice.uniform(-NEIGHBOURLINESS, NEIGHBOURLINESS) * people
