"""Registering a project, task by task: what it is. Each task is saved as it is finished, in any order."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from govuk.pages import require
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
)
from projects.unsaid import Task
from projects.views.fetching import form_page, go_on, next_page, posted, project_to_change, task_page
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


def describe(request, reference, task, make_form):
    """A task whose answers belong to the project itself, and may change after it is published."""
    project = project_to_change(request, reference)
    initial = {
        name: list(project.areas.all()) if name == "areas" else getattr(project, name)
        for name in make_form.base_fields
    }
    needs = {"user": request.user, "project": project} if make_form is BasicsForm else {}
    form = make_form(posted(request), initial=initial, published=project.published_at is not None, **needs)
    if form.is_bound and form.is_valid():
        try:
            registering.describe(project=project, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return go_on(request, form, project)
    return task_page(request, task, form, project)


@form_page
def could_be(request, reference):
    """Could this be co-production? Asked first, every time."""
    return describe(request, reference, Task.COULD_BE, CouldBeForm)


@form_page
def basics(request, reference):
    """What the project is."""
    return describe(request, reference, Task.BASICS, BasicsForm)


@form_page
def dates(request, reference):
    """Where it is in its life."""
    return describe(request, reference, Task.DATES, DatesForm)


@form_page
def decided(request, reference):
    """What is already decided."""
    return describe(request, reference, Task.DECIDED, DecidedForm)


@form_page
def still_open(request, reference):
    """What people can still change."""
    return describe(request, reference, Task.OPEN, OpenForm)


@form_page
def join(request, reference):
    """Where and how people can take part."""
    return describe(request, reference, Task.JOIN, JoinForm)


@form_page
def pay(request, reference):
    """Whether people are offered pay, and the money for it."""
    return describe(request, reference, Task.PAY, PayForm)


@form_page
def promises(request, reference):
    """What everyone can count on, without asking."""
    return describe(request, reference, Task.PROMISES, PromisesForm)
