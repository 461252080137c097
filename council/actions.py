"""Everything that an administrator does to the council's settings."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import record
from council.choices import NEVER_ABOVE, NEVER_BELOW, SHIPPED, Figure, too_low
from council.colours import Colours, problems
from council.models import Council, DatedFigure, Place
from council.queries import UNNAMED, why_not_removed
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

    Raises Refused for a day that has gone or a value that is not safe, StaleState for a day that is taken.
    """
    if starts_on < london_date(now):
        raise Refused("Choose today or a later day")
    if reason := why_not_this_value(figure, value):
        raise Refused(reason)
    try:
        with transaction.atomic():
            row = DatedFigure.objects.create(key=figure, value=value, starts_on=starts_on)
    except IntegrityError as taken:
        raise StaleState("This number already changes on that day. Choose another day") from taken
    record("figure.set", by=by, subject=row, now=now, key=figure.value)
    return row


def why_not_this_value(figure: Figure, value: int) -> str:
    """Why a figure may not have this value, as one sentence, or "" when it may."""
    if figure in NEVER_BELOW and value < SHIPPED[figure]:
        return too_low(figure)
    if value < 1:
        return "Give a number of 1 or more"
    if value > NEVER_ABOVE[figure]:
        return f"Give a number of {NEVER_ABOVE[figure]} or less"
    return ""


@transaction.atomic
def take_back(*, coming: DatedFigure, by: Person, now: datetime) -> None:
    """Undo a change that has not started. Raises StaleState once it has, or when someone undid it first."""
    row = DatedFigure.objects.select_for_update().filter(pk=coming.pk, starts_on__gt=london_date(now)).first()
    if row is None:
        raise StaleState("This change has started, or someone else took it back first")
    record("figure.taken_back", by=by, subject=row, now=now, key=row.key)
    row.delete()
