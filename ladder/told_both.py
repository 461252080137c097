"""The two sides of a closed check in plain sentences: what people said, and what the team says.

Pure. People's side is words that are already shown to the reader, so the sentences tell nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.as_shown import YES
from ladder.choices import TeamAnswer
from ladder.queries import ShownCheck
from ladder.scoring import STATEMENTS
from ladder.told import ToldStatement, tell_statements
from ladder.two_sides import TEAM_PLACE, apart, can_compare, widest_difference
from ladder.wording import Wording

SILENT = "The team did not answer"
FAR_APART = 2
_APART = ("Both sides agree", "1 word apart", "2 words apart", "3 words apart", "4 words apart")


@dataclass(frozen=True, slots=True)
class ToldPair:
    """One of the eight with both its sides."""

    people: ToldStatement
    we: str
    """What the team was asked."""
    team: str
    """The team's answer in a word, or that there is none."""
    team_place: int | None
    """Where it stands among the five words, 0 to 4. Not sure stands nowhere."""
    apart: str
    """How far the two are from one another, in words. Empty where one of them has no place."""
    yes_looks_like: str

    @property
    def team_says(self) -> str:
        """The team's side as it stands beside the drawing."""
        return self.team if self.team == SILENT else f"The team: {self.team}"


@dataclass(frozen=True, slots=True)
class BothSides:
    """What the two sides make together. `widest` is the line to start with, if there is one."""

    heading: str
    before: str
    """What stands between the heading and the line to start with."""
    widest: ToldPair | None
    after: str
    """What to do with it."""
    pairs: tuple[ToldPair, ...]
    team_answered: bool


def tell_both(check: ShownCheck, wording: Wording, team: Sequence[TeamAnswer] | None) -> BothSides:
    """Put both sides into words. `team` is None where the team did not answer."""
    pairs = tuple(
        _pair(people, statement.we, answer, statement.yes_looks_like)
        for people, statement, answer in zip(
            tell_statements(check.shown, wording),
            wording.statements,
            team or (None,) * STATEMENTS,
            strict=True,
        )
    )
    if team is None:
        return BothSides(
            heading=SILENT,
            before="A team gives its side while a check is open. This time it did not. "
            "Nobody can add it once results are out.",
            widest=None,
            after="",
            pairs=pairs,
            team_answered=False,
        )
    heading, before, widest, after = _together(check, team, pairs)
    return BothSides(heading, before, widest, after, pairs, team_answered=True)


def _pair(people: ToldStatement, we: str, answer: TeamAnswer | None, example: str) -> ToldPair:
    distance = apart(people.word, answer)
    return ToldPair(
        people=people,
        we=we,
        team=SILENT if answer is None else str(answer.label),
        team_place=None if answer is None else TEAM_PLACE.get(answer),
        apart="" if distance is None else _APART[distance],
        yes_looks_like=example,
    )


def _together(
    check: ShownCheck, team: Sequence[TeamAnswer], pairs: Sequence[ToldPair]
) -> tuple[str, str, ToldPair | None, str]:
    if not can_compare(check.shown, team):
        return "The two sides cannot be compared", _why_not(pairs), None, ""
    widest = widest_difference(check.shown, team)
    if widest is None:
        return "The two sides agree", _agree(pairs), None, ""
    pair = pairs[widest.number - 1]
    if widest.people_are_lower:
        after = "Ask people: what would a yes look like here?"
    else:
        after = "People see more here than the team does. Ask them what works, and keep it."
    if widest.apart < FAR_APART:
        return "The two sides are close", "No two answers are far apart. They differ most here.", pair, after
    if widest.people_are_lower:
        after = f"This is the best place to begin the conversation. {after}"
    return "Start here: the biggest difference", "", pair, after


def _why_not(pairs: Sequence[ToldPair]) -> str:
    if all(pair.people.hidden for pair in pairs):
        return "There are not enough answers to show yet. You can still read what the team says."
    return "The team was not sure of any line that we can show. Talk about those first."


def _agree(pairs: Sequence[ToldPair]) -> str:
    shared = [pair.people.word for pair in pairs if pair.apart]
    if all(word == YES for word in shared):
        return "Where we can show both, both say yes. Ask people what keeps it that way."
    return "Where we can show both, both say the same. Not all of it is a yes. Ask people what would help."
