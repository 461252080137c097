"""The step a project states: which, for which parts, why, why not a higher one, and changing it later."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from govuk.pages import form_page
from ladder.queries import newest_wording
from ladder.rungs import Rung
from projects.actions import stating
from projects.choices import Part
from projects.forms.stating import (
    ChangeForm,
    PartsForm,
    ReasonsForm,
    StepForm,
    WhyForm,
    again_field,
    why_field,
)
from projects.unsaid import Task, step_at_hand, step_in_preparation, unsaid_of_change
from projects.views.fetching import (
    SAVED_AS_CHANGE,
    go_on,
    next_page_of_change,
    posted,
    project_to_change,
    task_page,
)
from projects.views.said import says_of_step
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date


def go_on_with_step(request, form, project):
    """After a task about the step: on with registering, or with the change of a published project."""
    if not project.published_at:
        return go_on(request, form, project)
    level = step_in_preparation(project)
    if form.later or level is None:
        messages.success(request, SAVED_AS_CHANGE)
        return redirect("projects:tasks", reference=project.reference)
    return redirect(next_page_of_change(project, level))


@form_page
def step(request, reference):
    """Which step is true for the whole project? The seven steps, from the top."""
    project = project_to_change(request, reference)
    level, wording = step_at_hand(project), newest_wording()
    form = StepForm(posted(request), wording=wording, initial={"rung": level.rung} if level else {})
    if form.is_bound and form.is_valid():
        if form.cleaned_data["rung"]:
            stating.choose_step(project=project, by=request.user, now=timezone.now(), **form.cleaned_data)
        return go_on_with_step(request, form, project)
    return task_page(request, Task.STEP, form, project, wording=wording)


@form_page
def parts(request, reference):
    """Is it different for some parts of the work?"""
    project = project_to_change(request, reference)
    level = step_at_hand(project)
    initial = {part.value: rung.value for part, rung in level.parts.items()} if level else {}
    form = PartsForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        stating.say_parts(project=project, parts=form.chosen, by=request.user, now=timezone.now())
        return go_on_with_step(request, form, project)
    return task_page(request, Task.PARTS, form, project, parts=[form[part.value] for part in Part])


@form_page
def why(request, reference):
    """Why this step?"""
    project = project_to_change(request, reference)
    level = step_at_hand(project)
    form = WhyForm(posted(request), initial={"justification": level.justification} if level else {})
    if form.is_bound and form.is_valid():
        stating.justify(project=project, by=request.user, now=timezone.now(), **form.cleaned_data)
        return go_on_with_step(request, form, project)
    step_now = level.get_rung_display() if level and level.rung else ""
    return task_page(request, Task.WHY, form, project, step=step_now)


@form_page
def reasons(request, reference):
    """Why is this not co-production? The framework's five reasons."""
    project = project_to_change(request, reference)
    level = step_at_hand(project)
    if level is None or level.rung is None or level.rung == Rung.CO_PRODUCTION:
        messages.info(request, "Only a project on a step below co-production gives reasons.")
        return redirect("projects:tasks", reference=reference)
    given = {one.reason: one for one in level.why_nots.all()}
    initial = {"reasons": list(given)}
    for reason, one in given.items():
        initial |= {why_field(reason): one.explanation, again_field(reason): one.look_again_on}
    now = timezone.now()
    form = ReasonsForm(posted(request), wording=newest_wording(), today=london_date(now), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            stating.give_reasons(project=project, reasons=form.given, by=request.user, now=now)
        except Refused as refused:
            form.add_error("reasons", str(refused))
        else:
            return go_on_with_step(request, form, project)
    return task_page(
        request,
        Task.REASONS,
        form,
        project,
        step=level.get_rung_display(),
        is_coercing=level.rung == Rung.COERCING,
        choose_another=reverse("projects:step", args=[reference]),
    )


@form_page
def change(request, reference):
    """A published project's next step, beside the one in force: say why, and publish it."""
    project = project_to_change(request, reference)
    level = step_in_preparation(project)
    if not project.published_at or level is None:
        return redirect("projects:tasks", reference=reference)
    form = ChangeForm(posted(request), initial={"because": level.changed_because})
    if form.is_bound and form.is_valid():
        now = timezone.now()
        stating.say_why_it_changes(project=project, by=request.user, now=now, **form.cleaned_data)
        if form.later:
            messages.success(request, SAVED_AS_CHANGE)
            return redirect("projects:tasks", reference=reference)
        try:
            stating.state_change(project=project, by=request.user, now=now)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Published. The step before stays on the page, with its date.")
            return redirect("projects:show", slug=project.slug)
    return render(
        request,
        "projects/register/change.html",
        {
            "form": form,
            "project": project,
            "caption": project.name,
            "back": reverse("projects:tasks", args=[reference]),
            "still": [
                (one.sentence, reverse(f"projects:{one.task}", args=[reference]))
                for one in unsaid_of_change(project, level)
            ],
            "before": says_of_step(project.stated),
            "after": says_of_step(level, reference=reference),
            "since": short_date(project.stated.stated_on),
        },
    )


@require_POST
def drop_change(request, reference):
    """Throw away a change that was prepared."""
    project = project_to_change(request, reference)
    try:
        stating.drop_change(project=project, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Thrown away. The project’s page stays as it is.")
    return redirect("projects:tasks", reference=reference)
