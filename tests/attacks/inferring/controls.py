"""Results that must leak, or an attack that finds nothing means nothing. Each leaves one rule out.

They are made here and are no setting of the portal. Each has a built case, which always leaks.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import wraps
from math import ceil, floor
from typing import Any

from ladder import disclosure
from ladder.choices import Answer, Channel, Help
from ladder.disclosure import Shown, disclose
from ladder.scoring import STATEMENTS, SentAnswers, Tally, mean
from tests.attacks.inferring.projects import Project
from tests.attacks.inferring.questions import ALL, MEAN, SAME_ANSWERS, SOMEONE, Question
from tests.attacks.inferring.reading import Reading


@dataclass(frozen=True)
class Control:
    """A reading that tells too much, a project where it always does, and who then knows what.

    `short` and `full` are how many hard projects are tried besides. It is none in the short size where a
    control leaks so rarely at random that a few might not show it.
    """

    name: str
    reading: Reading
    built: Project
    asker: int | None
    knows: Question
    short: int = 0
    full: int = 400


def _without(**parts: Any) -> Callable[..., Shown]:
    """`disclose` with some of the module's own parts left out or exchanged while it works."""

    @wraps(disclose)
    def variant(*args: Any, **kwargs: Any) -> Shown:
        kept = {name: getattr(disclosure, name) for name in parts}
        try:
            for name, part in parts.items():
                setattr(disclosure, name, part)
            return disclose(*args, **kwargs)
        finally:
            for name, part in kept.items():
                setattr(disclosure, name, part)

    return variant


def _to_one_decimal(low: Fraction, high: Fraction, shown: Fraction) -> tuple[float, float]:
    return float(Fraction(floor(low * 10), 10)), float(Fraction(ceil(high * 10), 10))


def _mark_at_the_exact_mean(tally: Tally, **asked: Any) -> Shown:
    """The mark on the line from tokenistic to genuine stands where the mean is, not the score as shown."""
    shown = disclose(tally, **asked)
    return shown if shown.score is None else replace(shown, score_value=float(mean(tally.scores)))


def _person(letters: str, step: int = 5) -> SentAnswers:
    answers = {"y": Answer.YES, "p": Answer.PARTLY, "n": Answer.NO}
    spelled = (letters * STATEMENTS)[:STATEMENTS]
    return SentAnswers(tuple(answers[letter] for letter in spelled), step, Help.NONE, Channel.ONLINE, None)


def _people(*letters: str, missing: int = 0) -> Project:
    """A project where these people answered, each with one step, and some others did not."""
    return Project(7, (*map(_person, letters), *[None] * missing))


MIXED = ("y", "yp", "ypn", "p", "pn", "yn", "n", "nnp")

CONTROLS = [
    Control(
        "answers counted without two fewer",
        Reading(disclose=_without(NEVER_COUNTED=0), never_counted=0),
        _people(*MIXED),
        None,
        ALL,
        short=12,
    ),
    Control(
        "the exact mean behind the band",
        Reading(disclose=_mark_at_the_exact_mean),
        _people(*MIXED, missing=4),
        None,
        MEAN,
        short=1,
        full=100,
    ),
    Control(
        "a likely range to one decimal",
        Reading(disclose=_without(range_as_shown=_to_one_decimal), range_as_shown=_to_one_decimal),
        _people(*"yyyyyyyy", missing=4),
        None,
        MEAN,
    ),
    Control(
        "five words from five people",
        Reading(disclose=_without(FIVE_WORDS_FROM=5)),
        _people("nyyyyyyy", *"yyyy", missing=2),
        0,
        SAME_ANSWERS[0],
    ),
    Control("a counter of answers", Reading(tells_how_many=True), _people(*MIXED), None, ALL, short=3),
    Control(
        "a preview of reminders open to leads",
        Reading(tells_who=True),
        _people(*MIXED, missing=4),
        None,
        SOMEONE,
        short=3,
    ),
]
