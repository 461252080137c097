"""The step a project states: prepared piece by piece, then stated whole, and never changed silently."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from ladder.rungs import Rung
from projects.choices import Part, Reason
from projects.models import Project, StatedLevel, WhyNot
from projects.models.steps import PART_RUNGS
from projects.unsaid import step_in_preparation, unsaid_of_change
from words.errors import Refused, StaleState
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class Why:
    """Why a project gives one of the five reasons, and the day it looks again. Both may wait in a draft."""

    explanation: str = ""
    look_again_on: date | None = None


def choose_step(*, project: Project, rung: Rung, by: User, now: datetime) -> None:
    """Choose the step for the whole project. Reasons given for a lower step stay until it is stated."""
    _prepare(project, by=by, now=now, rung=rung)


def justify(*, project: Project, justification: str, by: User, now: datetime) -> None:
    """Say why the project is on its step."""
    _prepare(project, by=by, now=now, justification=justification)


def say_parts(*, project: Project, parts: Mapping[Part, Rung], by: User, now: datetime) -> None:
    """Say which parts of the work are on a step of their own. A part left out is on the project's step."""
    _prepare(project, by=by, now=now, **{column: parts.get(part) for part, column in PART_RUNGS.items()})


def say_why_it_changes(*, project: Project, because: str, by: User, now: datetime) -> None:
    """Say why a published project's step changes, or why it was looked at again and stays."""
    _prepare(project, by=by, now=now, changed_because=because)


@transaction.atomic
def give_reasons(*, project: Project, reasons: Mapping[Reason, Why], by: User, now: datetime) -> None:
    """Say why a project is below Co-production: its reasons, all at once, in place of those before.

    Raises Refused when no step is chosen yet, or the step is Co-production.
    """
    level = _prepare(project, by=by, now=now)
    if level.rung is None:
        raise Refused("Choose a step first")
    if level.rung == Rung.CO_PRODUCTION:
        raise Refused("A project at Co-production gives no reason")
    level.why_nots.all().delete()
    _write_reasons(level, reasons)
    record("project.reasons_given", by=by, subject=project, now=now, reasons=",".join(reasons))


@transaction.atomic
def _prepare(project: Project, *, by: User, now: datetime, **fields: object) -> StatedLevel:
    """The step in preparation with these fields. A published project's next begins as the one in force."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    level = step_in_preparation(project) or _next_step(project)
    changed = [key for key, value in fields.items() if getattr(level, key) != value]
    for key in changed:
        setattr(level, key, fields[key])
    if changed:
        level.save(update_fields=changed)
        # Nothing that anyone can read of a published project has changed yet.
        Project.objects.filter(pk=project.pk, published_at=None).update(changed_at=now)
        record("project.step_prepared", by=by, subject=project, now=now, fields=",".join(sorted(changed)))
    return level


def _next_step(project: Project) -> StatedLevel:
    in_force = project.stated
    if in_force is None:
        return StatedLevel.objects.create(project=project)
    same = ("rung", "justification", *PART_RUNGS.values())
    level = StatedLevel.objects.create(project=project, **{key: getattr(in_force, key) for key in same})
    _write_reasons(level, {why.reason: why for why in in_force.why_nots.all()})
    return level


def _write_reasons(level: StatedLevel, reasons: Mapping[str, Why | WhyNot]) -> None:
    WhyNot.objects.bulk_create(
        WhyNot(
            stated_level=level, reason=reason, explanation=why.explanation, look_again_on=why.look_again_on
        )
        for reason, why in reasons.items()
    )


@transaction.atomic
def state_change(*, project: Project, by: User, now: datetime) -> None:
    """State a published project's next step from today. The step before stays in its history.

    Raises Refused with what is missing, or when nothing differs, and StaleState when no change waits.
    """
    project, level = _waiting_change(project)
    if still := unsaid_of_change(project, level):
        raise Refused(still[0].sentence)
    if not level.changed_because:
        raise Refused("Say why it changes")
    if _says_the_same(level, project.stated):
        raise Refused("Nothing has changed. Change the step, its reasons or their dates first")
    state(project=project, by=by, now=now)
    Project.objects.filter(pk=project.pk).update(changed_at=now)


def _waiting_change(project: Project) -> tuple[Project, StatedLevel]:
    """A published project, locked, and the change of its step that waits. Raises StaleState if none does."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    level = step_in_preparation(project)
    if level is None or not project.published_at:
        raise StaleState("No change of step waits here. Someone may have published it")
    return project, level


def _says_the_same(level: StatedLevel, before: StatedLevel | None) -> bool:
    def says(one):
        reasons = set()
        if one.rung < Rung.CO_PRODUCTION:
            reasons = set(one.why_nots.values_list("reason", "explanation", "look_again_on"))
        return one.rung, one.justification, one.parts, reasons

    return before is not None and says(level) == says(before)


def state(*, project: Project, by: User, now: datetime) -> None:
    """State the step in preparation from today, in the caller's transaction. Co-production has no reasons.

    Raises Refused for a reason whose day to look again came while the step waited.
    """
    level = StatedLevel.objects.select_for_update().get(project=project, stated_on=None)
    if level.rung == Rung.CO_PRODUCTION:
        level.why_nots.all().delete()
    for why in level.why_nots.filter(look_again_on__lte=london_date(now)):
        raise Refused(f"{why.get_reason_display()}: the day to look again has come. Choose a later one")
    level.stated_on, level.stated_by = london_date(now), by
    level.save(update_fields=["stated_on", "stated_by"])
    record("project.step_stated", by=by, subject=project, now=now, rung=Rung(level.rung).key)


@transaction.atomic
def drop_change(*, project: Project, by: User, now: datetime) -> None:
    """Throw away a prepared change of a published project's step. Raises StaleState if none waits."""
    project, level = _waiting_change(project)
    level.delete()
    record("project.change_dropped", by=by, subject=project, now=now)
