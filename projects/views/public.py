"""One project's page as anyone reads it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.rules import is_involvement
from govuk.pages import public
from ladder.as_shown import ONE_DECIMAL_FROM
from ladder.choices import Audience
from ladder.queries import newest_results, newest_wording, open_checks, wording_of
from ladder.rules import audience_of, can_open
from ladder.rungs import RUNGS, Rung
from ladder.scoring import SCORED_ANSWERS_NEEDED, STATEMENTS
from ladder.told import tell
from projects.models import Project
from projects.rules import can_add_people, can_change
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


@public
@require_safe
def show(request, slug):
    """One project: what the council says, and what this reader may see of what people say."""
    project = get_object_or_404(Project.objects.visible_to(request.user).with_stated(), slug=slug)
    audience = audience_of(request.user, project)
    result = newest_results([project.pk], audience=audience).get(project.pk)
    open_check = open_checks([project.pk]).get(project.pk)
    wording = wording_of(result.version) if result else newest_wording()
    stated = project.stated
    context = {
        "project": project,
        "stated": stated,
        "step": Rung(stated.rung) if stated else None,
        "changed_since": bool(result) and result.stated != stated.rung,
        "told": tell(result, wording) if result else None,
        "wording": wording,
        "floor": result.floor if result else None,
        "reads_as_member": audience == Audience.MEMBERS,
        "already_decided": _points(project.already_decided),
        "can_still_change": _points(project.can_still_change),
        "why_nots": _why_nots(stated),
        "facts": _facts(project, open_check),
        "statements": STATEMENTS,
        "steps": len(RUNGS),
        "answers_needed": SCORED_ANSWERS_NEEDED,
        "one_decimal_from": ONE_DECIMAL_FROM,
        "may_change": can_change(request.user, project),
        "may_add_people": can_add_people(request.user, project),
        "may_open_a_check": open_check is None and can_open(request.user, project),
        "may_see_checks": is_involvement(request.user),
    }
    return render(request, "projects/show.html", context | _dates(open_check))


def _dates(open_check):
    """The days of an open check, as people say them."""
    if open_check is None:
        return {"open_check": None}
    return {
        "open_check": open_check,
        "answer_by": plain_date(open_check.answer_by),
        "closes_on": plain_date(open_check.closes_on),
        "reminder_on": short_date(open_check.reminder_on),
    }


def _facts(project, open_check):
    """The rows of "About the project"."""
    facts = [
        ("Directorate", project.directorate.name),
        ("Stage", project.get_stage_display()),
        ("Are people offered pay?", project.get_pay_offered_display() or "Not said yet"),
    ]
    if open_check:
        facts.append(("Next check", f"Open now. It closes on {short_date(open_check.closes_on)}"))
    if project.published_at:
        facts.append(("On the list since", short_date(london_date(project.published_at))))
    return facts


def _why_nots(stated):
    """The reasons why a project is below Co-production, ready to print."""
    return [
        {
            "reason": why.get_reason_display().lower(),
            "explanation": why.explanation,
            "look_again": short_date(why.look_again_on),
        }
        for why in (stated.why_nots.all() if stated else ())
    ]


def _points(text):
    """The lines that somebody wrote, each a point of its own."""
    return [line.strip() for line in text.splitlines() if line.strip()]
