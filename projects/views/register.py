"""Registering a project: one question a page, each saved before the next."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from govuk.pages import require
from ladder.queries import newest_wording
from ladder.rungs import Rung
from projects import actions, rules
from projects.forms import BasicsForm, OpenQuestionsForm, PayForm, PublishForm, ReasonsForm, StepForm
from projects.models import Project
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

STEP_STAYS = "This project is published, so its step and its reasons stay as they are."
NOT_SAID = "Not said yet"

form_page = require_http_methods(["GET", "POST"])


def project_to_change(request, slug):
    """The project, for someone who may change it: unseen is 404, forbidden is 403."""
    project = get_object_or_404(
        Project.objects.visible_to(request.user).select_related("directorate"), slug=slug
    )
    require(rules.can_change, request.user, project)
    return project


def next_page(project):
    """The first page of registering that still has something to ask, or the one that shows all answers."""
    project.refresh_from_db()
    still = [] if project.published_at else actions.missing(project)
    return reverse(f"projects:{still[0].part if still else 'check_answers'}", args=[project.slug])


def go_on(request, form, project):
    """Where to go after saving: on to the next page, or home until later."""
    if form.later:
        messages.success(request, "Saved. Carry on when you are ready.")
        return redirect("coproduction:your_work")
    return redirect(next_page(project))


def posted(request):
    """What was sent, or None for a page that is only being looked at. An empty form that was sent is sent."""
    return request.POST if request.method == "POST" else None


@form_page
def register(request):
    """Begin: what the project is."""
    require(rules.can_register, request.user)
    form = BasicsForm(posted(request), user=request.user)
    if form.is_bound and form.is_valid():
        try:
            project = actions.start_project(**form.cleaned_data, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return go_on(request, form, project)
    return render(
        request,
        "projects/register_basics.html",
        {"form": form, "caption": "Register a project", "back": reverse("coproduction:your_work")},
    )


def page(request, template, form, project, **more):
    """One page of registering. Back goes to all answers, and from there to the person's own work."""
    return render(
        request,
        f"projects/register_{template}.html",
        {
            "form": form,
            "caption": project.name,
            "back": reverse("projects:check_answers", args=[project.slug]),
            **more,
        },
    )


def describe(request, slug, make_form, template, initial):
    """A page whose answers belong to the project itself, and may change after it is published."""
    project = project_to_change(request, slug)
    form = make_form(
        posted(request),
        project,
        initial={name: getattr(project, name) for name in initial},
        published=project.published_at is not None,
    )
    if form.is_bound and form.is_valid():
        actions.describe(project=project, by=request.user, now=timezone.now(), **form.cleaned_data)
        return go_on(request, form, project)
    return page(request, template, form, project)


@form_page
def basics(request, slug):
    """What the project is."""

    def make_form(data, project, **kwargs):
        return BasicsForm(data, user=request.user, project=project, **kwargs)

    return describe(request, slug, make_form, "basics", ("name", "summary", "directorate", "stage"))


@form_page
def open_questions(request, slug):
    """What is already decided, and what people can still change."""

    def make_form(data, project, **kwargs):
        return OpenQuestionsForm(data, **kwargs)

    return describe(request, slug, make_form, "open_questions", ("already_decided", "can_still_change"))


@form_page
def pay(request, slug):
    """Whether people are offered pay."""

    def make_form(data, project, **kwargs):
        return PayForm(data, **kwargs)

    return describe(request, slug, make_form, "pay", ("pay_offered",))


@form_page
def step(request, slug):
    """Could this be co-production? The seven steps, from the top."""
    project = project_to_change(request, slug)
    if project.published_at:
        messages.info(request, STEP_STAYS)
        return redirect("projects:check_answers", slug=slug)
    level = actions.drafted_step(project)
    wording = newest_wording()
    form = StepForm(
        posted(request),
        wording=wording,
        initial={"rung": level.rung, "justification": level.justification} if level else {},
    )
    if form.is_bound and form.is_valid():
        try:
            if form.cleaned_data["rung"]:
                actions.choose_step(project=project, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("rung", str(refused))
        else:
            return go_on(request, form, project)
    return page(request, "step", form, project, wording=wording)


@form_page
def reasons(request, slug):
    """Why is this not co-production? The framework's five reasons."""
    project = project_to_change(request, slug)
    level = actions.drafted_step(project)
    if level is None or level.rung == Rung.CO_PRODUCTION:
        return redirect(next_page(project))
    given = {why.reason: why for why in level.why_nots.all()}
    initial = {"reasons": list(given)}
    for reason, why in given.items():
        initial |= {f"why_{reason}": why.explanation, f"again_{reason}": why.look_again_on}
    now = timezone.now()
    form = ReasonsForm(posted(request), wording=newest_wording(), today=london_date(now), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            if form.given:
                actions.give_reasons(project=project, reasons=form.given, by=request.user, now=now)
        except Refused as refused:
            form.add_error("reasons", str(refused))
        else:
            return go_on(request, form, project)
    return page(
        request,
        "reasons",
        form,
        project,
        step=level.get_rung_display(),
        is_coercing=level.rung == Rung.COERCING,
        choose_another=reverse("projects:step", args=[slug]),
    )


@form_page
def check_answers(request, slug):
    """Everything the project says, each with a way to change it, and the button that publishes it."""
    project = project_to_change(request, slug)
    form = PublishForm(posted(request))
    if form.is_bound:
        try:
            actions.publish(project=project, by=request.user, now=timezone.now())
        except Refused as refused:
            form.full_clean()
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Published. Anyone can read about this project now. Next, add the people in it."
            )
            return redirect("projects:people", slug=slug)
    is_published = project.published_at is not None
    level = project.stated if is_published else actions.drafted_step(project)
    still = [] if is_published else actions.missing(project)
    return render(
        request,
        "projects/register_check_answers.html",
        {
            "form": form,
            "project": project,
            "is_published": is_published,
            "rows": [
                *about(project),
                *step_and_reasons(project, level, is_published),
                *open_and_paid(project),
            ],
            "is_coercing": level is not None and level.rung == Rung.COERCING,
            "still": still,
            "carry_on": next_page(project),
            "back": reverse("coproduction:your_work"),
        },
    )


def row(project, key, value, part, change):
    """One line of the answers. An empty answer says so; `part` is the page that changes it, or ""."""
    return {
        "key": key,
        "value": linebreaksbr(value) if value else NOT_SAID,
        "change_url": reverse(f"projects:{part}", args=[project.slug]) if part else "",
        "change": change,
    }


def about(project):
    """What the project is."""
    return [
        row(project, "Name", project.name, "basics", "the name"),
        row(project, "What it is about", project.summary, "basics", "what it is about"),
        row(project, "Directorate", project.directorate.name, "basics", "the directorate"),
        row(project, "Stage", project.get_stage_display(), "basics", "the stage"),
    ]


def step_and_reasons(project, level, is_published):
    """The step, why, and the reasons that a lower step needs. Once published, none of it changes here."""
    part = "" if is_published else "step"
    rows = [
        row(project, "Step on the ladder", level.get_rung_display() if level else "", part, "the step"),
        row(project, "Why this step", level.justification if level else "", part, "why this step"),
    ]
    if level is None or level.rung == Rung.CO_PRODUCTION:
        return rows
    part = "" if is_published else "reasons"
    given = level.why_nots.all()
    if not given:
        return [*rows, row(project, "Why it is not co-production", "", part, "why it is not co-production")]
    return rows + [
        row(
            project,
            f"Why it is not co-production: {why.get_reason_display().lower()}",
            f"{why.explanation}\nWe look at this again on {short_date(why.look_again_on)}.",
            part,
            f"the reason {why.get_reason_display().lower()}",
        )
        for why in given
    ]


def open_and_paid(project):
    """What is settled, what is open, and pay."""
    return [
        row(project, "Already decided", project.already_decided, "open_questions", "what is already decided"),
        row(
            project,
            "People can still change",
            project.can_still_change,
            "open_questions",
            "what people can still change",
        ),
        row(project, "Pay", project.get_pay_offered_display(), "pay", "pay"),
    ]
