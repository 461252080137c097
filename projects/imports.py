"""What lines of a spreadsheet are checked against, and what stands in the way of undoing an import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from accounts.choices import Role
from accounts.models import RoleGrant, User
from accounts.rules import is_involvement, staff_directorates
from audit.models import Event
from council.models import Area, Directorate
from projects.models import ImportBatch, Membership, Project
from projects.spreadsheets.known import Bigger, Known, Lead
from projects.spreadsheets.lines import Line
from projects.spreadsheets.matching import key_of

IMPORTED = "project.imported"
"""The one audit line of a draft that nobody has touched since."""


def what_is_known(by: User, lines: Sequence[Line], *, on: date) -> Known:
    """Everything that these lines may name, for whoever brings them in. Five queries, however many lines."""
    everything = list(Directorate.objects.all())
    own = everything if is_involvement(by) else _of(everything, staff_directorates(by))
    own_ids = {each.pk for each in own}
    seen = list(
        Project.objects.visible_to(by)
        .annotate(is_own=Exists(Project.objects.led_by(by).filter(pk=OuterRef("pk"))))
        .values_list("pk", "name", "reference", "directorate", "parent", "published_at", "is_own")
    )
    return Known(
        own={key_of(each.name): each.pk for each in own},
        names_of_own=tuple(each.name for each in own),
        others=frozenset(key_of(each.name) for each in everything if each.pk not in own_ids),
        areas={key_of(area.name): area.pk for area in Area.objects.all()},
        leads=_leads({line.cells["lead"].lower() for line in lines if "lead" in line.cells}, on=on),
        importer=by.pk,
        names=frozenset((directorate, key_of(name)) for _, name, _, directorate, *_ in seen),
        references=frozenset(Project.objects.values_list("reference", flat=True)),
        bigger=tuple(
            Bigger(pk, name, reference, directorate, parent is not None, is_own)
            for pk, name, reference, directorate, parent, published_at, is_own in seen
            if published_at or is_own
        ),
        may_join_any=is_involvement(by),
    )


def _of(directorates: list[Directorate], ids: frozenset[int]) -> list[Directorate]:
    return [each for each in directorates if each.pk in ids]


def _leads(addresses: set[str], *, on: date) -> dict[str, Lead]:
    """Those of these addresses that sign in as staff, or as the involvement team."""
    if not addresses:
        return {}
    held = (
        RoleGrant.objects.held(on=on)
        .annotate(address=Lower("user__email"))
        .filter(address__in=addresses, user__is_active=True, role__in=(Role.STAFF, Role.INVOLVEMENT))
        .values_list("address", "user", "role", "directorate")
    )
    leads: dict[str, Lead] = {}
    for address, pk, role, directorate in held:
        before = leads.get(address, Lead(pk, frozenset(), False))
        leads[address] = Lead(
            pk, before.directorates | {directorate} - {None}, before.anywhere or role == Role.INVOLVEMENT
        )
    return leads


@dataclass(frozen=True, slots=True)
class Touched:
    """A project of an import that is no longer as it came, and why."""

    name: str
    reference: str
    why: str


def what_stops_undoing(batch: ImportBatch) -> list[Touched]:
    """The projects of an import that somebody published, changed or added people to, by name."""
    projects = batch.projects.annotate(
        has_people=Exists(Membership.objects.filter(project=OuterRef("pk"))),
        has_parts=Exists(_parts_from_elsewhere(batch).filter(parent=OuterRef("pk"))),
    )
    rows = list(projects.order_by("name", "pk"))
    changed = _changed({str(each.pk) for each in rows})
    stops = []
    for each in rows:
        why = (
            "It is published"
            if each.published_at
            else "People are in it"
            if each.has_people
            else "Another project is part of it"
            if each.has_parts
            else "Someone changed it"
            if str(each.pk) in changed
            else ""
        )
        if why:
            stops.append(Touched(each.name, each.reference, why))
    return stops


def _parts_from_elsewhere(batch: ImportBatch) -> QuerySet[Project]:
    return Project.objects.exclude(imported_in=batch)


def _changed(ids: set[str]) -> set[str]:
    """Those with any audit line besides the one of their import: whatever was done, it counts."""
    return set(
        Event.objects.filter(subject_type=Project._meta.label_lower, subject_id__in=ids)
        .exclude(what=IMPORTED)
        .values_list("subject_id", flat=True)
    )
