"""How many projects matched, season by season: each by its newest closed check when the season ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import connection
from django.db.models import QuerySet

from ladder.choices import Badge
from ladder.disclosure import with_result
from projects.models import Project
from words.working_days import at_london

FIRST_MONTHS = {12: "Winter", 3: "Spring", 6: "Summer", 9: "Autumn"}
MONTHS = 12
SEASON_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Season:
    """Three months of a year. A winter has the year of its January."""

    name: str
    """As pages say it: "Winter 2027"."""
    ends_before: date
    """The first day that is not in it."""


@dataclass(frozen=True, slots=True)
class SeasonCounts:
    """How many projects had each badge at a season's end, from what members are shown."""

    season: Season
    counts: Mapping[Badge, int]
    version: int | None
    """The newest wording that a counted check used."""
    new_wording: bool
    """Whether that is newer than in the season before."""

    @property
    def with_result(self) -> int:
        """How many had a badge that says something."""
        return with_result(self.counts)


def last_seasons(today: date, number: int) -> list[Season]:
    """The season of today and those before it, the earliest first."""
    began = max((month for month in FIRST_MONTHS if month <= today.month), default=0)
    newest = today.year * MONTHS + began  # December of the year before, in January and February
    return [_season(newest - SEASON_MONTHS * back) for back in range(number - 1, -1, -1)]


def _season(months: int) -> Season:
    """The season that begins in so many months: a year times 12, and the month's own number."""
    year, month = divmod(months - 1, MONTHS)
    next_year, next_month = divmod(months - 1 + SEASON_MONTHS, MONTHS)
    return Season(f"{FIRST_MONTHS[month + 1]} {next_year}", date(next_year, next_month + 1, 1))


def by_season(projects: QuerySet[Project], seasons: Sequence[Season]) -> list[SeasonCounts]:
    """Counts of these projects at the end of each season, from the first that has any. One query."""
    ids, params = projects.order_by().values("pk").query.sql_with_params()
    ends = [at_london(season.ends_before, time.min) for season in seasons]
    with connection.cursor() as cursor:
        # Only our own names are put into the text. Each check holds until the next of its project closes.
        cursor.execute(
            f"""
            WITH closed AS (
                SELECT checks.closed_at, checks.statement_set_id AS version, result.badge,
                    lead(checks.closed_at) OVER (PARTITION BY checks.project_id ORDER BY checks.closed_at)
                    AS next_at
                FROM ladder_round AS checks JOIN ladder_roundresult AS result ON result.round_id = checks.id
                WHERE checks.closed_at IS NOT NULL AND checks.project_id IN ({ids})
            )
            SELECT place, badge, count(*), max(version)
            FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS season (ends, place)
            JOIN closed ON closed_at < ends AND (next_at IS NULL OR next_at >= ends)
            GROUP BY place, badge
            """,  # noqa: S608
            (*params, ends),
        )
        rows = cursor.fetchall()
    return _from_the_first(seasons, rows)


def _from_the_first(seasons: Sequence[Season], rows: Sequence[tuple]) -> list[SeasonCounts]:
    found: list[SeasonCounts] = []
    for place, season in enumerate(seasons, start=1):
        own = {badge: (count, version) for at, badge, count, version in rows if at == place}
        if not own and not found:
            continue
        version = max((version for _, version in own.values()), default=None)
        before = found[-1].version if found else version
        counts = {badge: own.get(badge, (0, 0))[0] for badge in Badge}
        found.append(SeasonCounts(season, counts, version, new_wording=version != before))
    return found
