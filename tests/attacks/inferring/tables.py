"""Which numbers give the pages that were read, number by number. Each table asks the real code.

A result is made of parts that depend on few numbers: a statement's word on that statement's answers and on
how many people have a score, "about 10 people" on how many sent, and so on. So a tally made up for one part
shows what that part reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import sqrt

from ladder.choices import Answer, Audience, Channel, Help, Voice
from ladder.disclosure import Shown
from ladder.rungs import RUNGS
from ladder.scoring import LIKELY_RANGE_CONFIDENCE, STATEMENTS, Tally, student_t_quantile
from tests.attacks.inferring.reading import Reading

UNITS = 42
"""A person's score is 4 × h ÷ k: k answers that count (6 to 8), h half points. Times 42 it is whole."""
MOST_UNITS = STATEMENTS * UNITS


def made_up(
    invited: int,
    sent: int,
    *,
    statement: tuple[int, int, int] = (0, 0, 0),
    scores: tuple[int, Fraction] = (0, Fraction(0)),
    placements: tuple[int, ...] = (0,) * len(RUNGS),
    helped: tuple[int, int] = (0, 0),
    elsewhere: int = 0,
) -> Tally:
    """A tally for one part of a result. `statement`: how many answers count, twice their points, and how
    many were not sure. `scores`: how many people have one, and the one they have. `helped`: with, without."""
    people, points, unsure = statement
    counts = {
        Answer.YES: points // 2,
        Answer.PARTLY: points % 2,
        Answer.NO: people - points // 2 - points % 2,
        Answer.NOT_SURE: unsure,
    }
    return Tally(
        invited=invited,
        sent=sent,
        answers=(counts,) * STATEMENTS,
        scores=(scores[1],) * scores[0],
        placements=placements,
        help={Help.READ: helped[0], Help.NONE: helped[1], Help.NOT_ASKED: sent - sum(helped)},
        channel={Channel.PAPER: elsewhere, Channel.ONLINE: sent - elsewhere},
        voice=dict.fromkeys(Voice, 0),
    )


@dataclass(frozen=True)
class Tables:
    """The tables of one project's pages, each a list of the numbers that give what was read."""

    reading: Reading
    invited: int
    stated: int
    pages: tuple[Shown, Shown]

    def _read(self, tally: Tally) -> tuple[Shown, Shown]:
        return self.reading.of_tally(tally, self.stated)

    def _reads(self, tally: Tally, *parts: str) -> bool:
        return all(
            getattr(shown, part) == getattr(read, part)
            for shown, read in zip(self._read(tally), self.pages, strict=True)
            for part in parts
        )

    def sent(self) -> list[int]:
        """How many may have sent."""
        return [
            sent
            for sent in range(self.invited + 1)
            if self._reads(made_up(self.invited, sent), "about", "rate", "comments")
        ]

    def helped(self) -> list[tuple[int, int, int]]:
        """(sent, had help, had none)."""
        return [
            (sent, did, did_not)
            for sent in self.sent()
            for did in range(sent + 1)
            for did_not in range(sent + 1 - did)
            if self._reads(made_up(self.invited, sent, helped=(did, did_not)), "some_helped")
        ]

    def elsewhere(self) -> list[tuple[int, int]]:
        """(sent, on paper or by phone)."""
        return [
            (sent, did)
            for sent in self.sent()
            for did in range(sent + 1)
            if self._reads(made_up(self.invited, sent, elsewhere=did), "some_paper_or_phone")
        ]

    def steps(self) -> list[tuple[int, int, int, int]]:
        """(people who chose a step, the step a quarter up, the middle one, the step a quarter down)."""
        return [
            (people, *steps)
            for people, steps, shown in _steps(self.reading, self.invited, self.stated)
            if all(
                getattr(one, part) == getattr(read, part)
                for one, read in zip(shown, self.pages, strict=True)
                for part in ("badge", "small_group", "experienced", "most_people", "gap")
            )
        ]

    def statement(self, scored: int, number: int) -> list[tuple[int, int]]:
        """(answers that count, twice their points), where so many people have a score."""
        read = tuple(shown.statements[number].word for shown in self.pages)
        words = _words(self.reading, self.invited, scored)
        return [numbers for numbers, word in words if word == read]

    def unsure(self, scored: int, number: int) -> list[tuple[int, int]]:
        """(answers that count, not sure), where so many people have a score."""
        read = tuple(shown.statements[number].some_unsure for shown in self.pages)
        flags = _some_unsure(self.reading, self.invited, scored)
        return [numbers for numbers, flag in flags if flag == read]

    def fits(self, scored: int) -> bool:
        """Whether the pages can be like this where so many people have a score, whatever it is."""
        return bool(self.sums(scored))

    def sums(self, scored: int) -> range:
        """What people's scores may add up to, in units of 1/42, where so many people have one."""
        read, most = self.pages[0].score_value, MOST_UNITS * scored

        def shown_value(total: int) -> float | None:
            tally = self._with_scores(scored, total)
            return self.reading.disclose(tally, stated=self.stated, audience=Audience.MEMBERS).score_value

        if (shown_value(0) is None) != (read is None):
            return range(0)
        if read is None:
            return range(most + 1)
        # A higher sum never prints a lower score, so those that print this one stand side by side.
        first = _first(most, lambda total: shown_value(total) >= read)
        end = _first(most, lambda total: shown_value(total) > read)
        parts = ("score", "score_value", "few_people")
        if all(self._reads(self._with_scores(scored, total), *parts) for total in {first, end - 1}):
            return range(first, end)
        return range(0)

    def _with_scores(self, scored: int, total: int) -> Tally:
        score = Fraction(total, UNITS * scored) if scored else Fraction(0)
        return made_up(self.invited, scored, scores=(scored, score))

    def squares(self, scored: int, total: int) -> tuple[int, int] | None:
        """The least and most sum of squares that print the range, where scores add up to this. None for none.

        The range is worked out in decimals, so both ends are taken one wider.
        """
        low, high = self.pages[0].likely_range or (0.0, float(STATEMENTS))
        least, most = -(-total * total // scored), MOST_UNITS * total
        counted = min(scored, self.invited - self.reading.never_counted)
        reach = student_t_quantile(counted - 1, LIKELY_RANGE_CONFIDENCE) * sqrt(
            (1 - counted / self.invited) / counted
        )
        value, centre = Fraction(self.pages[0].score_value or 0), total / (UNITS * scored)

        def printed(squares: int) -> tuple[float, float]:
            spread = reach * sqrt(max(0, squares - total * total / scored) / (scored - 1)) / UNITS
            ends = max(0.0, centre - spread), min(float(STATEMENTS), centre + spread)
            return self.reading.range_as_shown(Fraction(ends[0]), Fraction(ends[1]), value)

        # A wider spread never narrows the range.
        wide_enough = _first(most, lambda squares: printed(squares)[0] <= low and printed(squares)[1] >= high)
        too_wide = _first(most, lambda squares: printed(squares)[0] < low or printed(squares)[1] > high)
        if too_wide < wide_enough or wide_enough > most:
            return None
        return max(least, wide_enough - 1), min(most, too_wide)


def _first(most: int, holds: Callable[[int], bool]) -> int:
    """The first number from 0 to `most` for which something holds that stays so; one more for none."""
    start, end = 0, most + 1
    while start < end:
        middle = (start + end) // 2
        if holds(middle):
            end = middle
        else:
            start = middle + 1
    return start


@cache
def _words(reading: Reading, invited: int, scored: int):
    """What a statement's word is, for members and the public, for all the answers it can have."""
    return [
        ((people, points), tuple(shown.statements[0].word for shown in reading.of_tally(tally, 7)))
        for people in range(invited + 1)
        for points in range(2 * people + 1)
        for tally in [
            made_up(
                invited,
                max(people, scored),
                statement=(people, points, 0),
                scores=(scored, Fraction(4)),
            )
        ]
    ]


@cache
def _some_unsure(reading: Reading, invited: int, scored: int):
    return [
        ((people, unsure), tuple(shown.statements[0].some_unsure for shown in reading.of_tally(tally, 7)))
        for people in range(invited + 1)
        for unsure in range(invited + 1 - people)
        for tally in [
            made_up(
                invited,
                max(people + unsure, scored),
                statement=(people, people, unsure),
                scores=(scored, Fraction(4)),
            )
        ]
    ]


@cache
def _steps(reading: Reading, invited: int, stated: int):
    found = []
    for people in range(invited + 1):
        # Where nobody chose a step, and with one or two, some of the three are the same person's.
        for steps in combinations_with_replacement(range(1, len(RUNGS) + 1), 3):
            placements = placed(people, steps)
            if placements is not None:
                tally = made_up(invited, people, placements=placements)
                found.append((people, steps, reading.of_tally(tally, stated)))
    return found


def places_of_steps(people: int) -> tuple[int, int, int]:
    """Which people, in the order of their steps, stand a quarter up, in the middle and a quarter down."""
    quarter = -(-people // 4)
    return quarter, (people + 1) // 2, people + 1 - quarter


def placed(people: int, steps: tuple[int, ...]) -> tuple[int, ...] | None:
    """Placements of so many people that have these steps a quarter up, in the middle and a quarter down."""
    counts = [0] * len(RUNGS)
    if not people:
        return tuple(counts) if steps == (1, 1, 1) else None
    low, middle, high = places_of_steps(people)
    for place in range(1, people + 1):
        step = steps[0] if place <= low else steps[1] if place <= middle else steps[2]
        counts[step - 1] += 1
    stand = [step for step, count in enumerate(counts, 1) for _ in range(count)]
    wanted = zip((low, middle, high), steps, strict=True)
    return tuple(counts) if all(stand[place - 1] == step for place, step in wanted) else None
