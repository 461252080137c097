"""Everything that happens to a project and its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.models import User
from accounts.rules import is_involvement
from audit.actions import record
from council.models import Directorate
from experts.actions import add_expert
from ladder.rungs import Rung
from projects.choices import Reason, Stage
from projects.models import Membership, Project, StatedLevel, TeamMember, WhyNot
from words.errors import Refused, StaleState
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class Why:
    """Why a project gives one of the five reasons, and the day it looks again."""

    explanation: str
    look_again_on: date


@transaction.atomic
def start_project(
    *, name: str, summary: str, directorate: Directorate, stage: Stage, by: User, now: datetime
) -> Project:
    """Begin to register a project: a draft, led by whoever began it.

    Raises StaleState when somebody begins one of the same name in the same moment.
    """
    try:
        with transaction.atomic():
            project = Project.objects.create(
                slug=_free_slug(name),
                name=name,
                summary=summary,
                directorate=directorate,
                stage=stage,
                registered_by=by,
                registered_at=now,
            )
    except IntegrityError as taken:
        raise StaleState("Someone registered a project of this name just now. Send yours again") from taken
    TeamMember.objects.create(project=project, user=by, starts_on=london_date(now))
    record("project.started", by=by, subject=project, now=now)
    return project


def _free_slug(name: str) -> str:
    """An address for a project that no other has. Two made at once: the unique column decides."""
    base = slugify(name)[:70].strip("-") or "project"
    taken = set(Project.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken
    )


@transaction.atomic
def describe(*, project: Project, by: User, now: datetime, **fields: Any) -> None:
    """Save what a project says about itself: any of name, summary, directorate, stage, already_decided,
    can_still_change and pay_offered. The address stays as it is, so that links keep working."""
    allowed = {
        "name",
        "summary",
        "directorate",
        "stage",
        "already_decided",
        "can_still_change",
        "pay_offered",
    }
    if unknown := set(fields) - allowed:
        raise TypeError(f"A project does not say {', '.join(sorted(unknown))}")
    changed = [key for key, value in fields.items() if getattr(project, key) != value]
    if not changed:
        return
    for key in changed:
        setattr(project, key, fields[key])
    project.save(update_fields=changed)
    record("project.described", by=by, subject=project, now=now, fields=",".join(sorted(changed)))


@transaction.atomic
def choose_step(*, project: Project, rung: Rung, justification: str, by: User, now: datetime) -> StatedLevel:
    """Choose the step that a draft will state, and why. Co-production needs no reasons, so those go.

    Raises StaleState once the project is published: from then on a change of step is a new, dated row.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.published_at:
        raise StaleState("This project is published. Its step is on its page")
    level, _ = StatedLevel.objects.update_or_create(
        project=project, stated_on=None, defaults={"rung": rung, "justification": justification}
    )
    if rung == Rung.CO_PRODUCTION:
        level.why_nots.all().delete()
    record("project.step_chosen", by=by, subject=project, now=now, rung=Rung(rung).key)
    return level


@transaction.atomic
def give_reasons(*, project: Project, reasons: Mapping[Reason, Why], by: User, now: datetime) -> None:
    """Say why a draft is below Co-production: its reasons, all at once, in place of those before.

    Raises Refused when no step is chosen yet, when the step is Co-production, or when there is no reason.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    level = drafted_step(project)
    if level is None:
        raise Refused("Choose a step first")
    if level.rung == Rung.CO_PRODUCTION:
        raise Refused("A project at Co-production gives no reason")
    if not reasons:
        raise Refused("Choose one reason or more")
    level.why_nots.all().delete()
    WhyNot.objects.bulk_create(
        WhyNot(
            stated_level=level, reason=reason, explanation=why.explanation, look_again_on=why.look_again_on
        )
        for reason, why in reasons.items()
    )
    record("project.reasons_given", by=by, subject=project, now=now, reasons=",".join(reasons))


def drafted_step(project: Project) -> StatedLevel | None:
    """The step a draft has chosen and not yet stated."""
    return project.stated_levels.filter(stated_on=None).first()


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something that a draft has not said yet: the part of registering that asks it, and what to do."""

    part: str
    sentence: str


def missing(project: Project) -> list[Unsaid]:
    """What a draft still has to say before it can be published, in the order of registering."""
    level = drafted_step(project)
    needs_reasons = level is not None and level.rung < Rung.CO_PRODUCTION and not level.why_nots.exists()
    needs = (
        ("step", "Choose a step on the ladder", level is None),
        ("step", "Say why the project is on this step", level is not None and not level.justification),
        ("reasons", "Give a reason why it is not co-production", needs_reasons),
        ("open_questions", "Say what is already decided", not project.already_decided),
        ("open_questions", "Say what people can still change", not project.can_still_change),
        ("pay", "Say whether you offer pay", not project.pay_offered),
    )
    return [Unsaid(part, sentence) for part, sentence, is_missing in needs if is_missing]


@transaction.atomic
def publish(*, project: Project, by: User, now: datetime) -> None:
    """Let anyone read the project, and state its step from today.

    Raises Refused with what is missing, and StaleState when it is published already.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.published_at:
        raise StaleState("This project is published already")
    if still := missing(project):
        raise Refused(still[0].sentence)
    StatedLevel.objects.filter(project=project, stated_on=None).update(
        stated_on=london_date(now), stated_by=by
    )
    Project.objects.filter(pk=project.pk).update(published_at=now)
    record("project.published", by=by, subject=project, now=now)


@transaction.atomic
def add_member(*, project: Project, name: str, email: str, by: User, now: datetime) -> Membership:
    """Add an expert by experience to a project. Added by the involvement team, they are confirmed at once.

    Raises Refused for a staff address, and for someone who is in the project already.
    """
    expert = add_expert(name=name, email=email, by=by, now=now)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                project=project,
                expert=expert,
                added_as=name,
                starts_on=london_date(now),
                added_by=by.contact,
                confirmed_by=by.contact if is_involvement(by) else None,
            )
    except IntegrityError as doubled:
        raise Refused("This person is already in the project") from doubled
    record("membership.added", by=by, subject=membership, now=now)
    return membership


@transaction.atomic
def confirm_member(*, membership: Membership, by: User, now: datetime) -> None:
    """The involvement team says that this person belongs in the project.

    Raises StaleState if that is said already.
    """
    if not Membership.objects.filter(pk=membership.pk, confirmed_by=None).update(confirmed_by=by.contact):
        raise StaleState("This person is confirmed already")
    record("membership.confirmed", by=by, subject=membership, now=now)


@transaction.atomic
def end_member(*, membership: Membership, by: User, now: datetime) -> None:
    """End a membership today. Checks still invite the person, as the panel rule says.

    Raises StaleState if it has ended.
    """
    ended = Membership.objects.filter(pk=membership.pk, ends_on=None).update(
        ends_on=london_date(now), ended_by=by.contact
    )
    if not ended:
        raise StaleState("This person has left the project already")
    record("membership.ended", by=by, subject=membership, now=now)
