"""Beginning a project, describing it, and letting anyone read it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.models import User
from accounts.rules import staff_directorates
from audit.actions import record
from council.models import Area, Directorate
from projects.actions.stating import state
from projects.choices import CouldBe
from projects.models import Project, TeamMember
from projects.references import make_reference
from projects.unsaid import unsaid
from words.errors import Refused, StaleState
from words.working_days import london_date

DESCRIBED = frozenset(
    {
        "could_be", "name", "short_name", "summary", "directorate", "stage", "stopped_because", "starts_on",
        "ends_on", "already_decided", "can_still_change", "areas", "ways", "pay_offered",
        "yearly_pay_budget_pence", "access_promises", "access_words",
    }
)  # fmt: skip
"""What a project says about itself. Its step, its leads and its family have actions of their own."""

PAGES_OF_OUR_OWN = frozenset({"not-co-production"})
"""Addresses beside those of projects that are pages themselves."""


@transaction.atomic
def start_project(
    *, name: str, could_be: CouldBe, by: User, now: datetime, directorate: Directorate | None = None
) -> Project:
    """Begin to register a project: a draft with a reference, led by whoever began it.

    Staff of one directorate need not choose it.
    """
    own = staff_directorates(by)
    project = Project.objects.create(
        reference=_free_reference(),
        name=name,
        could_be=could_be,
        directorate_id=directorate.pk if directorate else next(iter(own)) if len(own) == 1 else None,
        registered_by=by,
        registered_at=now,
        changed_at=now,
    )
    TeamMember.objects.create(project=project, user=by, is_lead=True, starts_on=london_date(now))
    record("project.started", by=by, subject=project, now=now)
    return project


def _free_reference() -> str:
    """One of 17 million that no project has. Two drawn at once: the unique column decides."""
    return next(
        new for new in iter(make_reference, None) if not Project.objects.filter(reference=new).exists()
    )


@transaction.atomic
def describe(*, project: Project, by: User, now: datetime, **fields: Any) -> None:
    """Save what a project says about itself: any of DESCRIBED. Its address stays, so that links keep working.

    Raises TypeError for anything else, and StaleState for a directorate or an area that is gone.
    """
    if unknown := set(fields) - DESCRIBED:
        raise TypeError(f"A project does not say {', '.join(sorted(unknown))}")
    areas = fields.pop("areas", None)
    _hold(Directorate, {fields["directorate"].pk} if fields.get("directorate") else set())
    _hold(Area, {area.pk for area in areas or ()})
    changed = [key for key, value in fields.items() if getattr(project, key) != value]
    if areas is not None and set(areas) != set(project.areas.all()):
        project.areas.set(areas)
        changed.append("areas")
    if not changed:
        return
    for key in fields:
        setattr(project, key, fields[key])
    project.changed_at = now
    project.save(update_fields=[*(key for key in changed if key != "areas"), "changed_at"])
    record("project.described", by=by, subject=project, now=now, fields=",".join(sorted(changed)))


def _hold(kind: type[Directorate] | type[Area], wanted: set[int]) -> None:
    """Keep the council from removing these until the caller's transaction ends."""
    if len(kind._default_manager.select_for_update(no_key=True).filter(pk__in=wanted)) < len(wanted):
        raise StaleState("The council took one of these off its list just now. Choose again")


@transaction.atomic
def publish(*, project: Project, by: User, now: datetime) -> None:
    """Let anyone read the project at an address that never changes, and state its step from today.

    Raises Refused with what is missing, and StaleState when it is published already, or another project
    takes the same address in the same moment.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.published_at:
        raise StaleState("This project is published already")
    if still := unsaid(project):
        raise Refused(still[0].sentence)
    state(project=project, by=by, now=now)
    try:
        with transaction.atomic():
            Project.objects.filter(pk=project.pk).update(
                slug=_free_slug(project.name), published_at=now, changed_at=now
            )
    except IntegrityError as taken:
        raise StaleState("Someone published a project of this name just now. Publish yours again") from taken
    record("project.published", by=by, subject=project, now=now)


@transaction.atomic
def discard_draft(*, project: Project, by: User, now: datetime) -> None:
    """Throw away a draft that was begun by mistake, with its team and the step it prepared.

    Raises Refused for a project that is published, that people were added to, or that has smaller ones.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.published_at:
        raise Refused("This project is published, so it stays. Its page can say that it stopped")
    if project.memberships.exists():
        raise Refused("People were added to this project, so it stays. Ask the involvement team")
    if project.smaller_projects.exists():
        raise Refused("Other projects are part of this one, so it stays. Take them out of it first")
    record("project.discarded", by=by, subject=project, now=now)
    project.delete()


def _free_slug(name: str) -> str:
    """An address for a project that no other has. Two made at once: the unique column decides."""
    base = slugify(name)[:70].strip("-") or "project"
    taken = {*PAGES_OF_OUR_OWN, *Project.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken
    )
