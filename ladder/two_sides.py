"""The team's side beside people's: where the two differ, and most of all where.

Pure. People's side is read off words that are already shown, so a difference tells nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.as_shown import MIXED, NO, YES
from ladder.choices import TeamAnswer
from ladder.disclosure import Shown

TEAM_PLACE = {TeamAnswer.YES: YES, TeamAnswer.PARTLY: MIXED, TeamAnswer.NO: NO}
"""Where a team's answer stands among the five words. Not sure stands nowhere."""


@dataclass(frozen=True, slots=True)
class Widest:
    """The statement where the two sides differ most."""

    number: int
    """Which of the eight, from 1."""
    apart: int
    """How many of the five words lie between them, 1 to 4."""
    people_are_lower: bool


def apart(people: int | None, team: TeamAnswer | None) -> int | None:
    """How far a team's answer is from people's word, 0 to 4; None where either side has no place."""
    place = None if team is None else TEAM_PLACE.get(team)
    return None if people is None or place is None else abs(place - people)


def widest_difference(shown: Shown, team: Sequence[TeamAnswer]) -> Widest | None:
    """The statement where the two sides differ most, the lower number where two differ alike.

    None where the two sides agree, or where no statement has a place on both sides: ask `can_compare`.
    """
    found = None
    for number, (one, answer) in enumerate(zip(shown.statements, team, strict=True), start=1):
        distance = apart(one.word, answer)
        if distance and one.word is not None and (found is None or distance > found.apart):
            found = Widest(number, distance, people_are_lower=one.word < TEAM_PLACE[answer])
    return found


def can_compare(shown: Shown, team: Sequence[TeamAnswer]) -> bool:
    """Whether any statement has a place on both sides."""
    pairs = zip(shown.statements, team, strict=True)
    return any(apart(one.word, answer) is not None for one, answer in pairs)
