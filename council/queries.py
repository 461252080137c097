"""Reading the council's own data."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

from council.choices import FLOORS, NEVER_BELOW, SHIPPED, SHIPPED_EDGES, Figure, too_low, with_unit
from council.models import Council, DatedBands, DatedFigure, Place
from words.plain_dates import short_date

UNNAMED = Council(
    name="Your council",
    phone="01632 960 000",
    hours="Monday to Friday, 9am to 5pm",
    text_number="07700 900 000",
    email="coproduction@example.org",
)


_known: ContextVar[Council | None] = ContextVar("known", default=None)


def the_council() -> Council:
    """The council, or a stand-in that says nobody has named it yet."""
    return _known.get() or Council.objects.first() or UNNAMED


@contextmanager
def the_council_is_known() -> Iterator[None]:
    """Ask for the council once, however many messages are written within. Not for longer than one run."""
    token = _known.set(the_council())
    try:
        yield
    finally:
        _known.reset(token)


def figures(*, on: date) -> Mapping[Figure, int]:
    """Every figure as in force on a day: the newest row that has started, else what the portal ships."""
    return SHIPPED | {Figure(row.key): row.value for row in _own_figures(on)}


def _own_figures(on: date) -> QuerySet[DatedFigure]:
    own = DatedFigure.objects.standing().filter(starts_on__lte=on)
    return own.order_by("key", "-starts_on").distinct("key")


def figures_beside(*, on: date) -> ArraySubquery:
    """The same beside a query of something else: each row holds what `figures_from` reads. The database works
    it out once, however many rows there are."""
    return ArraySubquery(_own_figures(on).values(one=JSONObject(key="key", value="value")))


def figures_from(beside: Iterable[Mapping[str, Any]]) -> Mapping[Figure, int]:
    """Every figure, from what `figures_beside` put into a row."""
    return SHIPPED | {Figure(one["key"]): one["value"] for one in beside}


def band_edges(*, on: date) -> tuple[Decimal, ...]:
    """Where the five words for the score meet, as in force on a day."""
    own = DatedBands.objects.started(on=on).first()
    return own.edges if own else SHIPPED_EDGES


def least_of(figure: Figure, *, on: date) -> int:
    """The lowest that a figure may be from a day on: a floor never goes below what it was before."""
    lowest = SHIPPED[figure] if figure in NEVER_BELOW else 1
    if figure not in FLOORS:
        return lowest
    before = DatedFigure.objects.standing().filter(key=figure, starts_on__lt=on)
    return max([lowest, *before.values_list("value", flat=True)])


def why_it_would_be_lowered(figure: Figure, value: int, *, starts_on: date) -> str:
    """Why a floor of this value from a day on would lower it, as one sentence, or "" when it would not."""
    if figure not in FLOORS:
        return ""
    if value < (least := least_of(figure, on=starts_on)):
        return too_low(figure, least)
    coming = DatedFigure.objects.coming(on=starts_on).filter(key=figure, value__lt=value).first()
    if coming is None:
        return ""
    return f"Take back {with_unit(figure, coming.value)}, from {short_date(coming.starts_on)}, first"


_CALLED: dict[str, tuple[str, str]] = {}


def call_uses(label: str, *, one: str, many: str) -> None:
    """Say in plain words what a row is that points to a directorate or an area: "role", "roles".

    Packages above call this in their `AppConfig.ready()`. A table that nobody spoke of has Django's own name.
    """
    _CALLED[label] = (one, many)


def why_not_removed(place: Place) -> str:
    """What still uses a directorate or an area, as one sentence, or "" when nothing does.

    Every table with a column that points to it is looked at, whoever made it: nothing goes along unseen.
    """
    found = [(count, *words) for count, words in _uses(place)]
    if not found:
        return ""
    listed = " and ".join(f"{count} {one if count == 1 else many}" for count, one, many in found)
    verb = "uses" if len(found) == 1 and found[0][0] == 1 else "use"
    return f"{listed} {verb} it, so it stays"


def _uses(place: Place) -> Iterator[tuple[int, tuple[str, str]]]:
    for relation in place._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        pointing = relation.related_model
        count = pointing._base_manager.filter(**{relation.field.name: place}).count()
        if count:
            yield count, _words_for(pointing._meta.auto_created or pointing)


def _words_for(model: type[Model]) -> tuple[str, str]:
    own = (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
    return _CALLED.get(model._meta.label, own)
