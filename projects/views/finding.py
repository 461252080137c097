"""Published projects as the list finds them. Everyone reads the same public view, whoever they are."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.http import HttpRequest

from ladder.side_by_side import by_need, with_public_view
from projects.choices import OVER
from projects.forms.searching import Asked, Facet, Sort, every_option, read
from projects.models import Project
from projects.querysets import holding

WORDS = "words"
FACETS = tuple(facet.value for facet in Facet)
FILTERS = (WORDS, *FACETS)
PROJECT = "project"


def _in_areas(values: Collection[str]) -> Q:
    return Q(pk__in=Project.areas.through.objects.filter(area__in=values).values("project"))


FITS: Mapping[Facet, Callable[[Collection[str]], Q]] = {
    Facet.BADGE: lambda values: Q(public_badge__in=values),
    Facet.STEP: lambda values: Q(printed_step__in=values),
    Facet.DIRECTORATE: lambda values: Q(directorate__in=values),
    Facet.STAGE: lambda values: Q(stage__in=values),
    Facet.WAY: lambda values: Q(ways__overlap=list(values)) & ~Q(stage__in=OVER),
    Facet.AREA: _in_areas,
}


@cache
def _public() -> QuerySet[Project]:
    """The register as anyone reads it. Made once, because making it costs as much as asking it."""
    return with_public_view(Project.objects.published())


def _conditions(asked: Asked) -> dict[str, Q]:
    """What each filter in use asks of a project."""
    words = {WORDS: holding(asked.words)} if asked.words else {}
    return words | {facet.value: FITS[facet](values) for facet, values in asked.chosen.items() if values}


def found(request: HttpRequest) -> QuerySet[Project]:
    """The published projects that an address asks for, in its order: what the list shows, without pages."""
    return found_by(read(request.GET, every_option()).asked)


def found_by(asked: Asked) -> QuerySet[Project]:
    """The published projects that fit every filter, in order. Several values of one filter widen it."""
    projects = _public().select_related("directorate").filter(*_conditions(asked).values())
    if asked.sort == Sort.NAME:
        return projects.order_by(Lower("name"), "pk")
    if asked.sort == Sort.NEWEST:
        return projects.order_by(F("check_closed_at").desc(nulls_last=True), Lower("name"), "pk")
    return by_need(projects)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many projects there are, fit, would fit without one filter, and would fit with each value."""

    published: int
    found: int
    without: Mapping[str, int]
    """By filter (a facet, or the words): how many fit all the others."""
    each: Mapping[str, Mapping[str, int]]
    """By facet and value: how many have that value and fit all the *other* filters."""


def count(asked: Asked) -> Counts:
    """Every number on the list's page, by one query.

    A filter's own numbers leave that filter out: they say what ticking one more of its boxes would find.
    A project in two areas, or with two ways to take part, counts under both.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_counting(asked))
        rows = cursor.fetchall()
    each: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for row in rows:
        which, values, numbers = row[0], row[1 : 1 + len(FACETS)], row[1 + len(FACETS) :]
        if which == _ALL_TOGETHER:
            published, fitting, *without = numbers[: -len(FACETS)]
            continue
        place = _ONE_FACET.index(which)
        if values[place] is not None:
            each[FACETS[place]][str(values[place])] = numbers[place - len(FACETS)]
    return Counts(published, fitting, dict(zip(FILTERS, without, strict=True)), each)


# GROUPING() answers with one bit for each column, 1 where a row is not grouped by it.
_ALL_TOGETHER = 2 ** len(FACETS) - 1
_ONE_FACET = [_ALL_TOGETHER - 2 ** (len(FACETS) - 1 - place) for place in range(len(FACETS))]


def _counting(asked: Asked) -> tuple[str, tuple]:
    """The SQL of `count`. Only our own names are put into its text; what a person chose is a parameter.

    `said` holds a row for each project, one more for each of its ways to take part, and one for each area.
    """
    conditions = _conditions(asked)
    fits = {f"fits_{name}": _yes_or_no(conditions.get(name)) for name in FILTERS}
    projects = _public().annotate(**fits).order_by()
    columns = ("pk", "public_badge", "printed_step", "directorate_id", "stage", "ways", *fits)
    sql, params = projects.values(*columns).query.sql_with_params()

    def number(kind: str, without: str = "") -> str:
        needs = [f"kind = '{kind}'", *(name for name in fits if name != f"fits_{without}")]
        return f"count(*) FILTER (WHERE {' AND '.join(needs)})"

    kinds = {Facet.WAY.value: Facet.WAY.value, Facet.AREA.value: Facet.AREA.value}
    numbers = [
        f"count(*) FILTER (WHERE kind = '{PROJECT}')",
        number(PROJECT),
        *(number(PROJECT, without=name) for name in FILTERS),
        *(number(kinds.get(facet, PROJECT), without=facet) for facet in FACETS),
    ]
    over = ", ".join(f"'{stage.value}'" for stage in OVER)
    text = f"""
        WITH found (id, badge, step, directorate, stage, ways, {", ".join(fits)}) AS MATERIALIZED ({sql}),
        said AS (
            SELECT found.*, NULL AS way, NULL::bigint AS area, '{PROJECT}' AS kind FROM found
            UNION ALL SELECT found.*, way, NULL, '{Facet.WAY}' FROM found, unnest(ways) AS way
                WHERE stage NOT IN ({over})
            UNION ALL SELECT found.*, NULL, joined.area_id, '{Facet.AREA}'
                FROM found JOIN projects_project_areas AS joined ON joined.project_id = found.id
        )
        SELECT GROUPING({", ".join(FACETS)}), {", ".join(FACETS)}, {", ".join(numbers)}
        FROM said GROUP BY GROUPING SETS ({", ".join(f"({facet})" for facet in FACETS)}, ())
    """  # noqa: S608
    return text, params


def _yes_or_no(condition: Q | None) -> ExpressionWrapper | Value:
    if condition is None:
        return Value(True)
    return ExpressionWrapper(condition, output_field=BooleanField())
