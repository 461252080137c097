"""The list of tasks of registering, all answers together, and the button that publishes them."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from govuk.pages import form_page
from ladder.rungs import Rung
from projects.actions import registering
from projects.forms.registering import PublishForm
from projects.models import ImportBatch
from projects.queries import leads_of, smaller_projects
from projects.unsaid import Task, step_at_hand, step_in_preparation, unsaid
from projects.views.fetching import next_page, posted, project_to_change
from projects.views.said import (
    areas_words,
    dates_words,
    says_of_fairness,
    says_of_project,
    says_of_step,
    stage_words,
)
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

GROUPS = (
    ("Start at the top", (Task.COULD_BE,)),
    (
        "About the project",
        (Task.BASICS, Task.DATES, Task.LEADS, Task.DECIDED, Task.OPEN, Task.JOIN, Task.FAMILY),
    ),
    ("How you will work with people", (Task.STEP, Task.PARTS, Task.WHY, Task.REASONS)),
    ("Fair to everyone", (Task.PAY, Task.PROMISES)),
)
CAN_WAIT = frozenset({Task.LEADS, Task.FAMILY, Task.PARTS})
"""Tasks that are right as they come, until somebody says otherwise."""
NO_PAY_YET = "Nothing is set yet. With no pay, the 2 top steps have to wait. We can help you find the money"


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its words, how far it is, and its page ("" where it cannot start)."""

    text: str
    hint: str
    status: str
    kind: str
    url: str


@form_page
def tasks(request, reference):
    """Every task with how far it is. A published project sees what it says, and changes it here."""
    project = project_to_change(request, reference)
    level, stated = step_in_preparation(project), project.stated
    still = [] if project.published_at else unsaid(project)
    groups = _groups(project, level or stated, still)
    rows = [row for group in groups for row in group["rows"]]
    return render(
        request,
        "projects/register/tasks.html",
        {
            "project": project,
            "groups": groups,
            "done": sum(row.status in ("Completed", "Optional") for row in rows),
            "parts": len(rows),
            "saved": _saved_words(project),
            "is_published": project.published_at is not None,
            "imported_url": _imported_url(request.user, project),
            "change_waits": project.published_at is not None and level is not None,
            "pay_is_missing": project.lacks_pay_for(stated and stated.rung),
            "still": still,
            "carry_on": next_page(project) if still else "",
            "carry_on_with": still[0].task.label[0].lower() + still[0].task.label[1:] if still else "",
            "back": reverse("coproduction:your_work"),
        },
    )


def _imported_url(user, project):
    """The list that a project came in with, for those who may see it."""
    if not project.imported_in_id or not ImportBatch.objects.visible_to(user).filter(
        pk=project.imported_in_id
    ):
        return ""
    return reverse("projects:import_batch", args=[project.imported_in_id])


def _groups(project, level, still):
    missing = {one.task for one in still}
    hints, begun = _hints(project, level), _begun(project, level)
    groups = []
    for number, (title, listed) in enumerate(GROUPS, 1):
        rows = [_row(project, task, level, missing, hints, begun) for task in listed]
        groups.append({"number": number, "title": title, "rows": rows})
    return groups


def _row(project, task, level, missing, hints, begun):
    url = reverse(f"projects:{task}", args=[project.reference])
    if task == Task.REASONS and (level is None or not level.rung):
        return Row(task.label, "First choose a step", "Cannot start yet", "cannot", "")
    if task == Task.REASONS and level.rung == Rung.CO_PRODUCTION:
        return Row(task.label, "It is co-production, so no reason is needed", "Completed", "done", "")
    if task not in missing:
        is_optional = task in CAN_WAIT and task not in begun
        return Row(task.label, hints[task], "Optional" if is_optional else "Completed", "done", url)
    status, kind = ("In progress", "") if task in begun else ("Not yet started", "grey")
    return Row(task.label, hints[task], status, kind, url)


def _begun(project, level):
    """The tasks that have been touched."""
    said = {
        Task.COULD_BE: project.could_be,
        Task.BASICS: project.name,
        Task.DATES: project.stage or project.starts_on or project.ends_on,
        Task.LEADS: True,
        Task.DECIDED: project.already_decided,
        Task.OPEN: project.can_still_change,
        Task.JOIN: project.ways or project.areas.all(),
        Task.FAMILY: project.parent_id or project.above_parts_because,
        Task.STEP: level and level.rung,
        Task.PARTS: level and level.parts,
        Task.WHY: level and level.justification,
        Task.REASONS: level and level.why_nots.all(),
        Task.PAY: project.pay_offered,
        Task.PROMISES: project.access_promises or project.access_words,
    }
    return {task for task, words in said.items() if words}


def _hints(project, level):
    """A few words under each task: what was said, or what it is for."""
    leads = leads_of(project)
    together = f", with {leads.expert}" if leads.expert else ". No expert leads it with them yet"
    given = list(level.why_nots.all()) if level else []
    done = sum(why.is_whole for why in given)
    stage = f"{stage_words(project)}. {dates_words(project)}" if project.stage else ""
    return {
        Task.COULD_BE: project.get_could_be_display() or "We ask this first, every time",
        Task.BASICS: "In plain words. Anyone can read this",
        Task.DATES: stage or "Where the project is in its life",
        Task.LEADS: f"{leads.staff} for the council{together}",
        Task.DECIDED: _first_line(project.already_decided) or "Nobody should give time to a closed question",
        Task.OPEN: _first_line(project.can_still_change) or "A short true list is best",
        Task.JOIN: areas_words(project) if project.ways else "Ways to take part, and places",
        Task.FAMILY: _family_words(project),
        Task.STEP: f"You chose {level.get_rung_display()}" if level and level.rung else "From the top down",
        Task.PARTS: "It can be higher for one part and lower for another",
        Task.WHY: _first_line(level.justification) if level and level.justification else "1 or 2 sentences",
        Task.REASONS: f"{done} of {len(given)} reasons done" if given else "A step below it needs a reason",
        Task.PAY: project.get_pay_offered_display() if project.pay_is_set else NO_PAY_YET,
        Task.PROMISES: "What everyone can count on, without asking",
    }


def _family_words(project):
    if project.parent:
        return f"Part of {project.parent.name}"
    smaller = smaller_projects(project)
    if not smaller:
        return "It stands alone"
    return f"Smaller projects in it: {', '.join(each.name for each in smaller)}"


def _first_line(words):
    return next(iter(words.splitlines()), "")[:80]


def _saved_words(project):
    saved = localtime(project.changed_at)
    day = "today" if london_date(timezone.now()) == saved.date() else f"on {short_date(saved.date())}"
    return f"{day} at {saved:%-I:%M%p}".replace("AM", "am").replace("PM", "pm").replace(":00", "")


@form_page
def check_answers(request, reference):
    """Everything a draft says, each with a way to change it, and the button that publishes it."""
    project = project_to_change(request, reference)
    form = PublishForm(posted(request))
    if form.is_bound:
        try:
            registering.publish(project=project, by=request.user, now=timezone.now())
        except Refused as refused:
            form.full_clean()
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Published. Anyone can read about this project now. Next, add the people in it."
            )
            return redirect("projects:people", reference=reference)
    elif project.published_at:
        return redirect("projects:tasks", reference=reference)
    level = step_at_hand(project)
    return render(
        request,
        "projects/register/check_answers.html",
        {
            "form": form,
            "project": project,
            "groups": [
                ("About the project", says_of_project(project)),
                ("How you will work with people", says_of_step(level, reference=reference)),
                ("Fair to everyone", says_of_fairness(project)),
            ],
            "is_coercing": level is not None and level.rung == Rung.COERCING,
            "is_published": project.published_at is not None,
            "still": [] if project.published_at else unsaid(project),
            "back": reverse("projects:tasks", args=[reference]),
        },
    )
