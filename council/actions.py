"""Everything that an administrator does to the council's settings."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from audit.actions import record
from council.choices import (
    FLOORS,
    HIGHEST_EDGE,
    LOWEST_EDGE,
    NEVER_ABOVE,
    NEVER_BELOW,
    SHIPPED,
    Figure,
    too_low,
)
from council.colours import Colours, problems
from council.models import Council, Dated, DatedBands, DatedFigure, Place
from council.queries import UNNAMED, why_it_would_be_lowered, why_not_removed
from words.errors import Refused, StaleState
from words.working_days import london_date

Person = Any  # a User, whose package stands above this one
CONTACTS = (
    "name",
    "phone",
    "hours",
    "text_number",
    "email",
    "worried_team",
    "worried_phone",
    "worried_phone_out_of_hours",
    "freepost",
)
COLOURS = ("dark", "link", "tint")
CHANGED_FIRST = "Someone else changed this first. Look at it again, then save"


def as_seen(council: Council, fields: Sequence[str]) -> str:
    """A short stamp of what these settings say, to tell later whether someone has changed them since."""
    said = json.dumps([getattr(council, field) for field in fields])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def describe(*, contacts: Mapping[str, str], seen: str, by: Person, now: datetime) -> None:
    """Say what the council is called and how to reach its team.

    `seen` is the stamp of what was there to read. Raises StaleState when that has changed.
    """
    if set(contacts) != set(CONTACTS):
        raise TypeError("Name and contacts are said together")
    _change("council.described", contacts, seen=seen, by=by, now=now)


def colour(*, colours: Colours | None, seen: str, by: Person, now: datetime) -> None:
    """Give the council three colours of its own, or None for the portal's.

    Raises Refused when two that meet cannot be told apart, and StaleState when someone was first.
    """
    for problem in problems(colours) if colours else ():
        raise Refused(problem.sentence)
    chosen = {field: getattr(colours, field) if colours else "" for field in COLOURS}
    _change("council.coloured", chosen, seen=seen, by=by, now=now)


@transaction.atomic
def _change(what: str, fields: Mapping[str, str], *, seen: str, by: Person, now: datetime) -> None:
    """The only door to the council's row. It is made by whoever saves first."""
    stand_in = {field: getattr(UNNAMED, field) for field in (*CONTACTS, *COLOURS)}
    Council.objects.bulk_create([Council(pk=1, **stand_in)], ignore_conflicts=True)
    council = Council.objects.select_for_update().get()
    if as_seen(council, tuple(fields)) != seen:
        raise StaleState(CHANGED_FIRST)
    changed = [field for field, value in fields.items() if getattr(council, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(council, field, fields[field])
    council.save(update_fields=changed)
    record(what, by=by, subject=council, now=now, fields=",".join(sorted(changed)))


@transaction.atomic
def add_place(*, kind: type[Place], name: str, by: Person, now: datetime) -> Place:
    """Add a directorate or an area. Raises Refused when there is one of that name."""
    place = kind(name=name)
    _save(place)
    record(f"{kind._meta.model_name}.added", by=by, subject=place, now=now)
    return place


@transaction.atomic
def rename_place(*, place: Place, name: str, seen: str, by: Person, now: datetime) -> None:
    """Give a directorate or an area another name. All that points to it stays.

    Raises StaleState when it is not called what was `seen` any more, Refused when another has the name.
    """
    place = _locked(place)
    if place.name != seen:
        raise StaleState(CHANGED_FIRST)
    if place.name != name:
        place.name = name
        _save(place)
        record(f"{place._meta.model_name}.renamed", by=by, subject=place, now=now)


@transaction.atomic
def remove_place(*, place: Place, by: Person, now: datetime) -> None:
    """Take a directorate or an area off the list. Raises Refused while anything points to it.

    It is locked first, so nothing can come to point to it in between.
    """
    place = _locked(place)
    if reason := why_not_removed(place):
        raise Refused(reason)
    record(f"{place._meta.model_name}.removed", by=by, subject=place, now=now)
    place.delete()


def _locked(place: Place) -> Place:
    kind = type(place)
    found = kind._default_manager.select_for_update().filter(pk=place.pk).first()
    if found is None:
        raise StaleState("Someone else removed this first")
    return found


def _save(place: Place) -> None:
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as taken:
        raise Refused("There is already one with this name. Choose another name") from taken


@transaction.atomic
def set_figure(*, figure: Figure, value: int, starts_on: date, by: Person, now: datetime) -> DatedFigure:
    """Give a figure a new value from a day on. What was there stays as its history.

    Raises Refused for a day that has gone, a value that is not safe or a floor that would be lowered, and
    StaleState for a day that is taken.
    """
    if reason := why_not_this_day(starts_on, figure=figure, today=london_date(now)):
        raise Refused(reason)
    if reason := why_not_this_value(figure, value) or why_it_would_be_lowered(
        figure, value, starts_on=starts_on
    ):
        raise Refused(reason)
    row = DatedFigure(key=figure, value=value, starts_on=starts_on)
    _save_from_a_day_on(row, taken="This number already changes on that day. Choose another day")
    record("figure.set", by=by, subject=row, now=now, key=figure.value)
    return row


@transaction.atomic
def set_bands(*, edges: Sequence[Decimal], starts_on: date, by: Person, now: datetime) -> DatedBands:
    """Say where the five words for the score meet from a day on. Results that are there already stay.

    Raises Refused for a day that has gone or numbers that will not do, StaleState for a day that is taken.
    """
    if reason := why_not_this_day(starts_on, today=london_date(now)):
        raise Refused(reason)
    if reasons := why_not_these_edges(edges):
        raise Refused(next(iter(reasons.values())))
    row = DatedBands(starts_on=starts_on, **dict(zip(DatedBands.EDGES, edges, strict=True)))
    _save_from_a_day_on(row, taken="The words already change on that day. Choose another day")
    record("bands.set", by=by, subject=row, now=now)
    return row


def _save_from_a_day_on(row: Dated, *, taken: str) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if isinstance(refused.__cause__, UniqueViolation):
            raise StaleState(taken) from refused
        raise StaleState(CHANGED_FIRST) from refused  # two at once, and the other raised the floor


def why_not_this_day(starts_on: date, *, figure: Figure | None = None, today: date) -> str:
    """Why a change may not start on this day, as one sentence, or "" when it may.

    A floor can only go up. So it starts tomorrow at the earliest, and a slip can still be taken back.
    """
    if figure in FLOORS and starts_on < today + timedelta(days=1):
        return "Choose tomorrow or a later day, so that you can take it back"
    return "" if starts_on >= today else "Choose today or a later day"


def why_not_this_value(figure: Figure, value: int) -> str:
    """Why a figure may never have this value, as one sentence, or "" when it may."""
    if figure in NEVER_BELOW and value < SHIPPED[figure]:
        return too_low(figure)
    if value < 1:
        return "Give a number of 1 or more"
    if value > NEVER_ABOVE[figure]:
        return f"Give a number of {NEVER_ABOVE[figure]} or less"
    return ""


def why_not_these_edges(edges: Sequence[Decimal]) -> Mapping[int, str]:
    """Why the five words may not meet at these numbers: a sentence for each place, 0 to 3, that is wrong."""
    wrong = {}
    for place, edge in enumerate(edges):
        if not LOWEST_EDGE <= edge <= HIGHEST_EDGE:
            wrong[place] = f"Give a number from {LOWEST_EDGE} to {HIGHEST_EDGE}"
        elif edge != round(edge, 1):
            wrong[place] = "Give one figure after the point, like 1.6"
        elif place and edge <= edges[place - 1]:
            wrong[place] = f"This must be more than {edges[place - 1]}, the number before it"
    return wrong


@transaction.atomic
def take_back(*, coming: Dated, by: Person, now: datetime) -> None:
    """Undo a change that has not started. Raises StaleState once it has, or when someone undid it first."""
    kind, today = type(coming), london_date(now)
    taken = kind.objects.coming(on=today).filter(pk=coming.pk).update(taken_back_on=today)
    if not taken:
        raise StaleState("This change has started, or someone else took it back first")
    if isinstance(coming, DatedFigure):
        record("figure.taken_back", by=by, subject=coming, now=now, key=coming.key)
    else:
        record("bands.taken_back", by=by, subject=coming, now=now)
