"""Every count of projects on the overview, gathered once: for its charts, their tables and the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.queries import (
    Reasons,
    Totals,
    Waiting,
    conversations_waiting,
    reasons_in_force,
    totals,
)
from governance.views.scope import Scope
from ladder.choices import Badge
from ladder.queries import newest_wording
from ladder.rungs import RUNGS
from ladder.seasons import SeasonCounts, by_season, last_seasons
from ladder.wording import Wording
from projects.spreadsheets.writing import Value

SEASONS = 6
HEADINGS = ("Table", "Line", "What is counted", "Projects")
IN_TREND = (Badge.MATCH, Badge.TALK, Badge.HIGHER, Badge.FEW)
LOW, NOT_LOW = "Mixed or lower", "Mostly yes or Yes"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is counted over the projects of a page."""

    totals: Totals
    waiting: Waiting
    reasons: Reasons
    seasons: Sequence[SeasonCounts]
    wording: Wording


def gather(user: Any, scope: Scope, *, today: date) -> Numbers:
    """Five queries, whether there are three projects or two thousand."""
    return Numbers(
        totals=totals(scope.projects),
        waiting=conversations_waiting(user, scope.projects, today=today),
        reasons=reasons_in_force(scope.projects, today=today),
        seasons=by_season(scope.projects, last_seasons(today, SEASONS)),
        wording=newest_wording(),
    )


def number_rows(user: Any, scope: Scope, *, today: date) -> Iterator[Sequence[Value]]:
    """The rows of the file with all the numbers, under HEADINGS."""
    numbers = gather(user, scope, today=today)
    for badge in Badge:
        yield "Projects now", scope.name, badge.label, numbers.totals.badges[badge]
    waiting = numbers.waiting
    yield "Conversations", scope.name, "Late", waiting.late
    yield "Conversations", scope.name, "Nobody leads it yet", waiting.no_owner
    for season in numbers.seasons:
        for badge in IN_TREND:
            yield "Projects each season", season.season.name, badge.label, season.counts[badge]
    for rung in reversed(RUNGS):
        yield "What the council says", rung.label, "Projects", numbers.totals.steps[rung]
    for reason, count in numbers.reasons.counts.items():
        yield "Why not co-production", reason.label, "Projects", count
    for each in numbers.totals.weakest_first:
        question = numbers.wording.statements[each.number - 1].wording
        yield "The eight questions", question, LOW, each.low
        yield "The eight questions", question, NOT_LOW, each.shown - each.low
