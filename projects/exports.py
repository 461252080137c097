"""Projects as the rows of a spreadsheet: with the columns that an import reads, or what anyone may see."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from accounts.rules import is_involvement
from ladder.rungs import Rung
from projects.choices import AccessPromise, Reason, WayToTakePart, labels_of
from projects.models import Project, StatedLevel, TeamMember
from projects.spreadsheets.columns import SEVERAL, again_key, step_key, why_key
from projects.spreadsheets.writing import Value
from words.working_days import london_date

AT_A_TIME = 500


def own_projects(user: User) -> QuerySet[Project]:
    """Those the person may change, drafts among them: all of them for the involvement team."""
    own = Project.objects.visible_to(user) if is_involvement(user) else Project.objects.led_by(user)
    return own.order_by("name", "pk")


def rows_of(projects: QuerySet[Project], *, for_staff: bool) -> Iterator[tuple[Project, dict[str, Value]]]:
    """Each project with its values by the key of their column. The same number of queries for each 500.

    For anyone, a bigger project is named only where it is published. No person is named, no answer told.
    """
    leads = TeamMember.objects.filter(is_lead=True, ends_on=None).select_related("user")
    found = projects.select_related("directorate", "parent").prefetch_related(
        "areas",
        Prefetch("stated_levels", StatedLevel.objects.prefetch_related("why_nots"), to_attr="levels"),
        Prefetch("team", leads, to_attr="staff_leads"),
    )
    for project in found.iterator(chunk_size=AT_A_TIME):
        values = _values(project)
        if for_staff:
            values["lead"] = next((each.user.email for each in project.staff_leads), "")
            values["parent"] = project.parent.reference if project.parent else ""
        else:
            is_shown = project.parent is not None and project.parent.published_at is not None
            values["parent"] = project.parent.name if is_shown else ""
        yield project, values


def _values(project: Project) -> dict[str, Value]:
    pence = project.yearly_pay_budget_pence
    return {
        "reference": project.reference,
        "name": project.name,
        "could_be": project.get_could_be_display(),
        "summary": project.summary,
        "directorate": project.directorate.name if project.directorate else "",
        "stage": project.get_stage_display(),
        "stopped_because": project.stopped_because,
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        "already_decided": project.already_decided,
        "can_still_change": project.can_still_change,
        "ways": SEVERAL.join(labels_of(WayToTakePart, project.ways)),
        "areas": SEVERAL.join(area.name for area in project.areas.all()),
        "pay_offered": project.get_pay_offered_display(),
        "yearly_pay_budget_pence": None
        if pence is None
        else pence // 100
        if pence % 100 == 0
        else pence / 100,
        "access_promises": SEVERAL.join(labels_of(AccessPromise, project.access_promises)),
        "access_words": project.access_words,
        "above_parts_because": project.above_parts_because,
        **_values_of_step(_level(project)),
    }


def _level(project: Project) -> StatedLevel | None:
    """The step in force, or the one that a draft prepares."""
    if not project.published_at:
        return next((level for level in project.levels if level.stated_on is None), None)
    stated = [level for level in project.levels if level.stated_on is not None]
    return max(stated, key=lambda level: (level.stated_on, level.pk), default=None)


def _values_of_step(level: StatedLevel | None) -> Mapping[str, Value]:
    if level is None:
        return {}
    values: dict[str, Value] = {
        "step": Rung(level.rung).label if level.rung else "",
        "justification": level.justification,
    }
    values |= {step_key(part): rung.label for part, rung in level.parts.items()}
    if level.rung != Rung.CO_PRODUCTION:
        for why in level.why_nots.all():
            reason = Reason(why.reason)
            values |= {why_key(reason): why.explanation, again_key(reason): why.look_again_on}
    return values


def on_the_list_since(project: Project) -> date | None:
    """The day it was published."""
    return london_date(project.published_at) if project.published_at else None
