"""Registering a project, task by task: what it is. Each task is saved as it is finished, in any order."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from govuk.pages import form_page, require
from projects import rules
from projects.actions import registering
from projects.forms.registering import (
    BasicsForm,
    CouldBeForm,
    DatesForm,
    DecidedForm,
    JoinForm,
    OpenForm,
    PayForm,
    PromisesForm,
    StartForm,
    ThrowAwayForm,
)
from projects.unsaid import Task
from projects.views.fetching import go_on, next_page, posted, project_to_change, task_page
from words.errors import Refused


@form_page
def register(request):
    """Begin: a name, and the question that comes first."""
    require(rules.can_register, request.user)
    form = StartForm(posted(request))
    if form.is_bound and form.is_valid():
        project = registering.start_project(**form.cleaned_data, by=request.user, now=timezone.now())
        if form.later:
            return redirect("projects:tasks", reference=project.reference)
        return redirect(next_page(project))
    return render(
        request,
        "projects/register/could_be.html",
        {"form": form, "caption": "Register a project", "back": reverse("coproduction:your_work")},
    )


def describing(task, make_form):
    """The page of a task whose answers belong to the project itself, and may change after it is published."""

    @form_page
    def page(request, reference):
        project = project_to_change(request, reference)
        initial = {
            name: list(project.areas.all()) if name == "areas" else getattr(project, name)
            for name in make_form.base_fields
        }
        needs = {"user": request.user, "project": project} if make_form is BasicsForm else {}
        form = make_form(
            posted(request), initial=initial, published=project.published_at is not None, **needs
        )
        if form.is_bound and form.is_valid():
            try:
                registering.describe(
                    project=project, by=request.user, now=timezone.now(), **form.cleaned_data
                )
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return go_on(request, form, project)
        return task_page(request, task, form, project)

    return page


could_be = describing(Task.COULD_BE, CouldBeForm)
basics = describing(Task.BASICS, BasicsForm)
dates = describing(Task.DATES, DatesForm)
decided = describing(Task.DECIDED, DecidedForm)
still_open = describing(Task.OPEN, OpenForm)
join = describing(Task.JOIN, JoinForm)
pay = describing(Task.PAY, PayForm)
promises = describing(Task.PROMISES, PromisesForm)


@form_page
def throw_away(request, reference):
    """Ask whether a draft is really thrown away, and do it."""
    project = project_to_change(request, reference)
    if project.published_at:
        return redirect("projects:tasks", reference=reference)
    form = ThrowAwayForm(posted(request))
    if form.is_bound:
        try:
            registering.discard_draft(project=project, by=request.user, now=timezone.now())
        except Refused as refused:
            form.full_clean()
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{project.name} is thrown away.")
            return redirect("coproduction:your_work")
    return task_page(request, "throw_away", form, project)
