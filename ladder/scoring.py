"""How answers become a score, words and steps.

Pure sums: what people answered goes in, exact fractions come out. Nothing here decides what may be
shown; `ladder.disclosure` does. Only the two intervals use decimals, because they need a root.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, exp, isqrt, lcm, lgamma, log, sqrt
from statistics import NormalDist
from typing import Any, TypeVar

from django.db.models import TextChoices

from ladder.choices import Answer, Channel, Help, Voice
from ladder.rungs import RUNGS

STATEMENTS = 8
SCORED_ANSWERS_NEEDED = 6
"""A person has a score when at least this many of their answers are Yes, Partly or No."""
LIKELY_RANGE_CONFIDENCE = 0.80
NARROWEST_MOST_PEOPLE = 3
"""'Most people: step a to b' never covers fewer steps than this."""

POINTS: Mapping[Answer, Fraction] = {
    Answer.YES: Fraction(1),
    Answer.PARTLY: Fraction(1, 2),
    Answer.NO: Fraction(0),
}
"""What a scored answer is worth. Not sure and a skipped statement stand outside the score."""
_HALVES = {answer: int(2 * worth) for answer, worth in POINTS.items()}
"""The same in halves of a point: sums of whole numbers are as exact, and take a fraction of the time."""

Choice = TypeVar("Choice", bound=TextChoices)


@dataclass(frozen=True, slots=True)
class SentAnswers:
    """What one person sent: eight answers, a step (1 to 7) or None, and how it reached us.

    `helper_is_paid_staff` matters only when someone answered for the person: it says that this
    helper is paid to work on the project. `voice` is None for a person who wrote no comment.
    Raises ValueError unless there are eight answers and a step from 1 to 7, if any.
    """

    answers: tuple[Answer, ...]
    placement: int | None
    help: Help
    channel: Channel
    voice: Voice | None
    helper_is_paid_staff: bool = False

    def __post_init__(self) -> None:
        if len(self.answers) != STATEMENTS:
            raise ValueError(f"A check has {STATEMENTS} answers")
        if self.placement is not None and not 1 <= self.placement <= len(RUNGS):
            raise ValueError("A placement is a step from 1 to 7")


@dataclass(frozen=True, slots=True)
class Tally:
    """All answers of one check, added up. No row of it belongs to a person.

    `answers` counts each answer for each statement; `scores` are people's scores out of 8, smallest
    first; `placements` counts people on each step, lowest step first. `sent`, `help`, `channel` and
    `voice` count everyone who sent. Raises ValueError if the parts cannot belong to one check.
    """

    invited: int
    sent: int
    answers: tuple[Mapping[Answer, int], ...]
    scores: tuple[Fraction, ...]
    placements: tuple[int, ...]
    help: Mapping[Help, int]
    channel: Mapping[Channel, int]
    voice: Mapping[Voice, int]

    def __post_init__(self) -> None:
        if not 0 <= self.sent <= self.invited:
            raise ValueError("Only people who were invited can answer")
        if len(self.answers) != STATEMENTS or len(self.placements) != len(RUNGS):
            raise ValueError("A tally has eight statements and seven steps")
        if max(len(self.scores), sum(self.placements)) > self.sent:
            raise ValueError("Nobody is counted who did not answer")
        if any(sum(counts.values()) > self.sent for counts in self.answers):
            raise ValueError("Nobody is counted who did not answer")
        if list(self.scores) != sorted(self.scores):
            raise ValueError("Scores are sorted, so that their order tells nothing")

    def as_dict(self) -> dict[str, Any]:
        """This tally as plain lists, numbers and words that JSON can hold. Scores read "n/d"."""
        return {
            "invited": self.invited,
            "sent": self.sent,
            "answers": [{str(key): count for key, count in counts.items()} for counts in self.answers],
            "scores": [f"{score.numerator}/{score.denominator}" for score in self.scores],
            "placements": list(self.placements),
            "help": {str(key): count for key, count in self.help.items()},
            "channel": {str(key): count for key, count in self.channel.items()},
            "voice": {str(key): count for key, count in self.voice.items()},
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Tally":
        """The tally that `as_dict` wrote. Raises KeyError or ValueError for anything else."""
        return cls(
            invited=stored["invited"],
            sent=stored["sent"],
            answers=tuple(_read_counts(Answer, counts) for counts in stored["answers"]),
            scores=tuple(Fraction(score) for score in stored["scores"]),
            placements=tuple(stored["placements"]),
            help=_read_counts(Help, stored["help"]),
            channel=_read_counts(Channel, stored["channel"]),
            voice=_read_counts(Voice, stored["voice"]),
        )


def _count(choices: type[Choice], found: Iterable[Choice]) -> dict[Choice, int]:
    """How often each of a fixed set of words was found, with 0 for those that were not."""
    counter = Counter(found)
    return {choice: counter[choice] for choice in choices}


def _read_counts(choices: type[Choice], stored: Mapping[str, int]) -> dict[Choice, int]:
    return {choices(key): count for key, count in stored.items()}


def add_up(sent: Iterable[SentAnswers], *, invited: int) -> Tally:
    """Everyone's answers as one tally. `sent` holds everyone who sent, `invited` everyone asked.

    Answers that someone gave for a person count when under half of those who sent had them so.
    Otherwise they are out of score, words and placements alike. They are always out when the one
    who gave them is paid staff on the project. Raises ValueError if more sent than were invited.
    """
    people = list(sent)
    answered_for = sum(person.help == Help.ANSWERED for person in people)
    let_in = 2 * answered_for < len(people)
    heard = [
        person
        for person in people
        if person.help != Help.ANSWERED or (let_in and not person.helper_is_paid_staff)
    ]
    scores = (person_score(person.answers) for person in heard)
    return Tally(
        invited=invited,
        sent=len(people),
        answers=tuple(_count(Answer, (person.answers[i] for person in heard)) for i in range(STATEMENTS)),
        scores=tuple(sorted(score for score in scores if score is not None)),
        placements=tuple(sum(person.placement == rung for person in heard) for rung in RUNGS),
        help=_count(Help, (person.help for person in people)),
        channel=_count(Channel, (person.channel for person in people)),
        voice=_count(Voice, (person.voice for person in people if person.voice is not None)),
    )


def points(answer: Answer) -> Fraction | None:
    """Yes 1, Partly one half, No 0; None for an answer outside the score."""
    return POINTS.get(answer)


def scored_answers(counts: Mapping[Answer, int]) -> int:
    """How many of one statement's answers are Yes, Partly or No."""
    return sum(counts.get(answer, 0) for answer in POINTS)


def statement_mean(counts: Mapping[Answer, int]) -> Fraction:
    """The mean of one statement's Yes, Partly and No answers, 0 to 1. Raises ValueError for none."""
    people = scored_answers(counts)
    if not people:
        raise ValueError("A mean needs at least one answer")
    return Fraction(sum(counts.get(answer, 0) * halves for answer, halves in _HALVES.items()), 2 * people)


def mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean. Raises ValueError for no values."""
    if not values:
        raise ValueError("A mean needs at least one value")
    tops, bottom = _over_one_bottom(values)
    return Fraction(sum(tops), bottom * len(values))


def _over_one_bottom(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The same fractions as whole numbers over one whole number, which add up fastest."""
    bottom = lcm(*(value.denominator for value in values))
    return [value.numerator * (bottom // value.denominator) for value in values], bottom


def person_score(answers: Sequence[Answer]) -> Fraction | None:
    """One person's score out of 8, or None with fewer than six answers of Yes, Partly or No."""
    halves = [_HALVES[answer] for answer in answers if answer in _HALVES]
    if len(halves) < SCORED_ANSWERS_NEEDED:
        return None
    return Fraction(STATEMENTS * sum(halves), 2 * len(halves))


def middle_step(placements: Sequence[int]) -> int:
    """The median step, 1 to 7; a tie goes to the lower. `placements` counts people on each step.

    Raises ValueError if nobody chose a step.
    """
    people = sum(placements)
    if not people:
        raise ValueError("A middle needs at least one placement")
    return _step_at(placements, (people + 1) // 2)


def most_people(placements: Sequence[int]) -> tuple[int, int]:
    """The steps (lowest, highest) that the middle half of people chose, at least three steps wide.

    The ends are the ⌈n/4⌉-th placement from below and from above. A narrower stretch grows one step
    at a time, towards the side that reaches less far from the middle step, downwards when both
    reach as far, and never off the ladder. Raises ValueError if nobody chose a step.
    """
    middle = middle_step(placements)
    people = sum(placements)
    quarter = ceil(Fraction(people, 4))
    lowest, highest = _step_at(placements, quarter), _step_at(placements, people + 1 - quarter)
    while highest - lowest + 1 < NARROWEST_MOST_PEOPLE:
        if highest == len(RUNGS) or (lowest > 1 and middle - lowest <= highest - middle):
            lowest -= 1
        else:
            highest += 1
    return lowest, highest


def _step_at(placements: Sequence[int], place: int) -> int:
    """The step of the place-th person (from 1) when people stand in the order of their steps."""
    so_far = 0
    for rung in RUNGS:
        so_far += placements[rung - 1]
        if so_far >= place:
            return int(rung)
    raise ValueError("There are fewer placements than that")


def likely_range(
    scores: Sequence[Fraction],
    *,
    invited: int,
    counted: int | None = None,
    confidence: float = LIKELY_RANGE_CONFIDENCE,
) -> tuple[float, float]:
    """Where the score would lie if everyone invited had answered: (low, high), within 0 to 8.

    A Student t interval for the mean of a finite population sampled without replacement:
    mean ± t · s/√n · √(1 − n/N), s the deviation over n − 1 (Cochran, Sampling Techniques, 3rd ed.
    1977, 2.6 to 2.8). N is everyone invited. n is the people whose scores these are, or `counted`
    when they count as fewer: then the range is wider. Right only if those who did not answer feel
    like those who did. Raises ValueError for fewer than two people or more than were invited.
    """
    people = len(scores) if counted is None else counted
    if not 2 <= people <= len(scores) <= invited:
        raise ValueError("A likely range needs from two people up to everyone invited")
    centre = mean(scores)
    tops, bottom = _over_one_bottom(scores)
    # The sum of squares about the mean: n times the sum of squares, less the square of the sum, over n.
    about_centre = len(scores) * sum(top * top for top in tops) - sum(tops) ** 2
    variance = Fraction(about_centre, bottom * bottom * len(scores) * (len(scores) - 1))
    error = sqrt(variance / people * (1 - Fraction(people, invited)))
    reach = student_t_quantile(people - 1, confidence) * error
    return max(0.0, float(centre) - reach), min(float(STATEMENTS), float(centre) + reach)


@lru_cache(maxsize=256)
def student_t_quantile(df: int, confidence: float) -> float:
    """The t with the chance `confidence` of lying between −t and t, for `df` degrees of freedom.

    The chance of lying outside is I_x(df/2, 1/2) with x = df/(df + t²) (Abramowitz & Stegun, 26.7.1
    with 26.5.1). That only grows with x, so x is found by halving. Right to eight digits.
    Raises ValueError for df under 1 or a confidence not between 0 and 1.
    """
    if df < 1 or not 0 < confidence < 1:
        raise ValueError("t needs a degree of freedom and a confidence between 0 and 1")
    outside = 1 - confidence
    low, high = 0.0, 1.0
    while low < (x := (low + high) / 2) < high:
        if regularised_incomplete_beta(x, df / 2, 0.5) < outside:
            low = x
        else:
            high = x
    return sqrt(df * (1 - x) / x)


def regularised_incomplete_beta(x: float, a: float, b: float) -> float:
    """I_x(a, b), from 0 at x = 0 to 1 at x = 1, for a and b above 0.

    The continued fraction of Abramowitz & Stegun, 26.5.8, worked from its far end. It converges
    fast while x < (a + 1)/(a + b + 2); beyond that I_x(a, b) = 1 − I_{1−x}(b, a) (26.5.2).
    Raises ValueError outside 0 to 1, or for a or b not above 0.
    """
    if not 0 <= x <= 1 or a <= 0 or b <= 0:
        raise ValueError("The incomplete beta function needs 0 ≤ x ≤ 1, a > 0 and b > 0")
    if x in (0, 1):
        return float(x)
    if x > (a + 1) / (a + b + 2):
        return 1 - regularised_incomplete_beta(1 - x, b, a)
    # Terms needed grow with the root of the larger parameter.
    pairs = 60 + 3 * isqrt(ceil(max(a, b)))
    fraction = 1.0
    for m in range(pairs, -1, -1):
        even = (m + 1) * (b - m - 1) * x / ((a + 2 * m + 1) * (a + 2 * m + 2))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        fraction = 1 + odd / (1 + even / fraction)
    front = a * log(x) + b * log(1 - x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(front) / (a * fraction)


def wilson_interval(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """The Wilson score interval for a share: (low, high), within 0 to 1.

    (2np + z² ± z√(z² + 4npq)) / (2(n + z²)) with p = successes/n and q = 1 − p (E. B. Wilson, Journal
    of the American Statistical Association 22, 1927; method 3 of R. G. Newcombe, Statistics in
    Medicine 17, 1998). Raises ValueError for n under 1, successes outside 0 to n, or a confidence
    not between 0 and 1.
    """
    if n < 1 or not 0 <= successes <= n or not 0 < confidence < 1:
        raise ValueError("A share needs 0 ≤ successes ≤ n, n of 1 or more, and a confidence in (0, 1)")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = 2 * successes + z * z
    reach = z * sqrt(z * z + 4 * successes * (n - successes) / n)
    whole = 2 * (n + z * z)
    # At the very ends the two parts cancel: say exactly 0 and 1, not nearly.
    low = 0.0 if successes == 0 else (middle - reach) / whole
    high = 1.0 if successes == n else (middle + reach) / whole
    return low, high
