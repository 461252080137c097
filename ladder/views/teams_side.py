"""The team's side of a check: talk about eight "We" statements, choose, look once more, send. Then it stays.

No page here says anything of people's answers, nor how many have come.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from govuk.pages import require
from ladder.actions.team import send_team_answers
from ladder.choices import TeamAnswer
from ladder.forms.team import FIELDS, TeamForm
from ladder.models import Round, TeamAnswers
from projects.models import Project
from projects.rules import is_in_team
from words.errors import Refused
from words.plain_dates import plain_date
from words.working_days import london_date


@require_http_methods(["GET", "POST"])
def teams_side(request, reference):
    """Choose, look once more and send, all at one address. Nothing is kept before it is sent."""
    project = _project(request, reference)
    check = _newest_check(project)
    if check is None or check.closed_at:
        return _not_open(request, project, check)
    if sent := _sent(request.user, check):
        if request.method == "POST":
            return _sent_already(request, project, sent)
        return render(request, "ladder/team_sent.html", {**_about(project, check), **_as_sent(check, sent)})
    form = TeamForm(request.POST if request.method == "POST" else None, wording=check.statement_set.wording())
    if not form.is_valid() or "change" in request.POST:
        return render(request, "ladder/team.html", {**_about(project, check), **_to_choose(check, form)})
    if "send" in request.POST:
        return _send(request, project, check, form)
    return render(request, "ladder/team_look.html", {**_about(project, check), **_to_look_at(check, form)})


@require_safe
def team_sheet(request, reference):
    """The eight "We" statements on paper, to talk about together at a table."""
    project = _project(request, reference)
    check = _newest_check(project)
    if check is None or check.closed_at:
        return _not_open(request, project, check)
    sheet = {"statements": check.statement_set.wording().statements, "answers": TeamAnswer.labels}
    return render(request, "ladder/team_sheet.html", {**_about(project, check), **sheet})


def _project(request, reference):
    project = get_object_or_404(Project.objects.visible_to(request.user), reference=reference)
    require(is_in_team, request.user, project)
    return project


def _newest_check(project):
    return Round.objects.filter(project=project).select_related("statement_set").order_by("-opens_on").first()


def _sent(user, check):
    return TeamAnswers.objects.visible_to(user).filter(round=check).select_related("sent_by__contact").first()


def _page_of(project):
    if project.published_at:
        return reverse("projects:show", args=[project.slug])
    return reverse("projects:tasks", args=[project.reference])


def _results_of(project, check):
    return reverse("ladder:results", args=[project.slug, london_date(check.closed_at)]) if check else ""


def _about(project, check):
    today = london_date(timezone.now())
    return {
        "project": project,
        "project_url": _page_of(project),
        "answer_by": plain_date(check.answer_by),
        "is_late": check.answer_by < today,
        "closes_on": plain_date(london_date(check.closes_at)),
    }


def _to_choose(check, form):
    statements = check.statement_set.wording().statements
    rows = [
        {"statement": statement, "field": form[name]}
        for statement, name in zip(statements, FIELDS, strict=True)
    ]
    return {"form": form, "rows": rows}


def _to_look_at(check, form):
    chosen = [{"name": name, "value": form.cleaned_data[name]} for name in FIELDS]
    return {"rows": _said(check, form.answers), "chosen": chosen}


def _as_sent(check, sent):
    return {"rows": _said(check, sent.answers), **_by_whom(sent)}


def _by_whom(sent):
    return {"sent_by": sent.sent_by.contact.name, "sent_on": plain_date(london_date(sent.sent_at))}


def _said(check, answers):
    """Each "We" statement with what the team says to it."""
    return [
        {"statement": statement, "key": answer, "word": TeamAnswer(answer).label}
        for statement, answer in zip(check.statement_set.wording().statements, answers, strict=True)
    ]


def _send(request, project, check, form):
    try:
        send_team_answers(round_=check, answers=form.answers, by=request.user, now=timezone.now())
    except Refused as refused:
        # Somebody of the team was quicker, or the check closed: its page says which.
        if sent := _sent(request.user, check):
            return _sent_already(request, project, sent)
        messages.info(request, str(refused))
    else:
        messages.success(request, "Sent. Nobody can change it now.")
    return redirect("ladder:teams_side", reference=project.reference)


def _sent_already(request, project, sent):
    said = _by_whom(sent)
    messages.info(
        request, f"{said['sent_by']} sent it first, on {said['sent_on']}. What you chose was not kept."
    )
    return redirect("ladder:teams_side", reference=project.reference)


def _not_open(request, project, check):
    """What stands here when there is nothing to answer: no check yet, or one that has closed."""
    answered = check is not None and _sent(request.user, check) is not None
    closed_on = plain_date(london_date(check.closed_at)) if check else ""
    return render(
        request,
        "ladder/team_not_open.html",
        {
            "project": project,
            "project_url": _page_of(project),
            "answered": answered,
            "closed_on": closed_on,
            "results_url": _results_of(project, check),
        },
    )
