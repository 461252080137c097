"""What the register asks of a project's team: to finish, to look again, to explain. Some of it is late."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from coproduction.work.tasks import Task
from coproduction.work.words import number
from ladder.rungs import Rung
from projects.models import Project
from words.plain_dates import short_date
from words.working_days import london_date

SOON = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that is past its day: what to do, what happens meanwhile, and the page to do it on."""

    text: str
    says: str
    url: str


def to_finish(drafts: Sequence[Project]) -> list[Task]:
    """Projects that a person has begun to register and not published. A spreadsheet of them is one line."""
    together = Counter(draft.imported_in_id for draft in drafts)
    first = {}
    for draft in sorted(drafts, key=lambda draft: draft.registered_at):
        first.setdefault(("file", draft.imported_in_id) if draft.imported_in_id else draft.pk, draft)
    return [_to_finish(draft, together[draft.imported_in_id]) for draft in first.values()]


def _to_finish(draft: Project, together: int) -> Task:
    day = short_date(london_date(draft.registered_at))
    url = reverse("projects:tasks", args=[draft.reference])
    if not draft.imported_in_id:
        return Task(f"Finish registering: {draft.name}", f"You began on {day}", "In progress", url=url)
    if together == 1:
        return Task(f"Finish registering: {draft.name}", f"Imported on {day}", "In progress", url=url)
    url = reverse("projects:import_batch", args=[draft.imported_in_id])
    return Task(f"Finish {together} imported projects", f"Imported on {day}", "In progress", url=url)


def to_look_again(projects: Sequence[Project], *, today: date) -> tuple[list[Late], list[Task]]:
    """Reasons whose day to look again has passed, and those whose day is near. Soonest first."""
    late, soon = [], []
    for project, day in sorted(_days_to_look_again(projects), key=lambda each: each[1]):
        text = f"Look again at the reasons: {project.name}"
        url = reverse("projects:reasons", args=[project.reference])
        if day < today:
            late.append(Late(text, f"It was due on {short_date(day)}. Anyone can see that on its page.", url))
        elif day <= today + SOON:
            hint = "Say what you found. Change the step, or give a new day"
            soon.append(Task(text, hint, f"Due {short_date(day)}", "soon", url))
    return late, soon


def _days_to_look_again(projects):
    for project in projects:
        days = [why.look_again_on for why in project.stated.why_nots.all()]
        if days:
            yield project, min(days)


def to_explain(projects: Sequence[Project]) -> list[Task]:
    """What published projects leave open: a change that waits, pay that is not set, a step above a part's."""
    tasks = []
    for project in projects:
        if project.change_waits:
            tasks.append(
                _task(project, "change", "Publish the change of step", "Nobody else sees it until then")
            )
        if project.lacks_pay_for(project.stated.rung):
            tasks.append(_task(project, "pay", "Set the pay", "This step asks a lot of people’s time"))
        is_above = (project.lowest_smaller or Rung.CO_PRODUCTION) < project.stated.rung
        if is_above and not project.above_parts_because:
            hint = "A smaller project in it is on a lower step"
            tasks.append(_task(project, "family", "Say why this step is higher", hint))
    return tasks


def _task(project, page, text, hint):
    return Task(
        text=f"{text}: {project.name}",
        hint=hint,
        status="To do",
        url=reverse(f"projects:{page}", args=[project.reference]),
    )


def late_heading(late: Sequence[Late]) -> str:
    """How many things are late: "2 things are late"."""
    return f"{number(len(late), 'thing is', 'things are')} late"
