"""One project's page: as anyone reads it, and as it will look before it is published."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.rules import is_involvement
from council.queries import figures_beside, figures_from
from govuk.pages import public, require
from ladder.as_shown import ONE_DECIMAL_FROM
from ladder.choices import Audience
from ladder.history import closed_checks_and_wording
from ladder.models import TeamAnswers
from ladder.more_time import why_more_time
from ladder.next_checks import about_when, suggestion_for, with_lives
from ladder.queries import newest_wording, open_checks, shared_words
from ladder.records import gates_of, with_records
from ladder.reminder_words import reminders_go_out
from ladder.rules import audience_of, can_open
from ladder.rungs import RUNGS
from ladder.scoring import SCORED_ANSWERS_NEEDED, STATEMENTS
from ladder.talked import talks_of
from ladder.told import tell
from ladder.trends import trend
from projects.models import Project
from projects.queries import leads_of, smaller_projects, with_leads
from projects.rules import can_add_people, can_change, for_reader, is_in_team
from projects.views.about_project import facts, tell_smaller
from projects.views.said_of_record import tell_record
from projects.views.said_of_step import tell_steps
from words.money import pounds
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


@public
@require_safe
def show(request, slug):
    """One published project: what the council says, and what this reader may see of what people say."""
    project = _project(request.user, slug=slug)
    open_check = open_checks([project.pk]).get(project.pk)
    page = _page(
        project,
        [level for level in project.all_levels if level.stated_on],
        audience=audience_of(request.user, project),
        open_check=open_check,
        may_add_people=can_add_people(request.user, project),
    )
    team = _for_the_team(request.user, project, page, open_check)
    return render(request, "projects/show.html", page | team)


@require_safe
def preview(request, reference):
    """How a draft's page will look, or a published project's with the change of step that waits.

    It is what anyone would read, so it shows no more of people's answers than that.
    """
    project = _project(request.user, reference=reference)
    require(can_change, request.user, project)
    waits = any(level.stated_on is None for level in project.all_levels)
    if project.published_at and not waits:
        return redirect("projects:show", slug=project.slug)
    page = _page(
        project,
        project.all_levels,
        audience=Audience.PUBLIC,
        open_check=open_checks([project.pk]).get(project.pk),
        preparing_by=request.user.contact.name,
        may_add_people=can_add_people(request.user, project),
    )
    return render(request, "projects/show.html", page | {"is_preview": True})


def _project(user, **which):
    projects = for_reader(with_leads(Project.objects.visible_to(user).with_page()), user)
    today = london_date(timezone.now())
    projects = with_lives(with_records(projects)).annotate(own_figures=figures_beside(on=today))
    return get_object_or_404(projects, **which)


def _page(project, levels, *, audience, open_check, may_add_people, preparing_by=""):
    """What the page says to one audience, of these steps: the first is the one in force."""
    today = london_date(timezone.now())
    checks, wording = closed_checks_and_wording(project.pk, audience=audience)
    result, wording = checks[0] if checks else None, wording or newest_wording()
    told = tell(result, wording) if result else None
    steps = tell_steps(levels, today=today, preparing_by=preparing_by)
    step = steps[0] if steps else None
    rung = step.rung if step else None
    smaller = tell_smaller(smaller_projects(project), rung=rung, because=project.above_parts_because)
    return {
        "project": project,
        "parent": project.parent if project.parent and project.parent.published_at else None,
        "for_team": None,
        "is_preview": False,
        "step": step,
        "steps": steps,
        "changed_since": told is not None and told.stated != rung,
        "told": told,
        "talked": [
            {"held_on": plain_date(talk.held_on), "said": talk.said}
            for talk in talks_of(project, audience=audience)
        ],
        "record": tell_record(project, gates_of(project, today=today), may_add_people=may_add_people),
        "shared_words": shared_words(result) if result else (),
        "wording": wording,
        "floor": result.floor if result else None,
        "reads_as_member": audience == Audience.MEMBERS,
        "trend": trend(checks),
        "both_sides": _both_sides(project, result) if audience == Audience.MEMBERS else "",
        "already_decided": _points(project.already_decided),
        "can_still_change": _points(project.can_still_change),
        "smaller": smaller,
        "facts": facts(
            project,
            leads_of(project),
            areas=project.area_names,
            next_check=_next_check(project, open_check, audience=audience, today=today),
            today=today,
        ),
        "statements": STATEMENTS,
        "top": len(RUNGS),
        "answers_needed": SCORED_ANSWERS_NEEDED,
        "one_decimal_from": ONE_DECIMAL_FROM,
        "open_check": open_check,
        **(_dates(open_check) if open_check else {}),
    }


def _both_sides(project, result):
    """The page of the newest closed check, where the team's side stands beside people's."""
    return reverse("ladder:results", args=[project.slug, result.closed_on]) if result else ""


def _next_check(project, open_check, *, audience, today):
    """The dates of the check that is open, else about when the next one is suggested."""
    if open_check:
        answer_by, closes_on = short_date(open_check.answer_by), short_date(open_check.closes_on)
        return f"Open now. People answer by {answer_by}. It closes on {closes_on}."
    if project.published_at is None:
        return "Not open yet"
    knows_of_talks = audience == Audience.MEMBERS
    numbers = figures_from(project.own_figures)
    found = suggestion_for(project, numbers=numbers, today=today, knows_of_talks=knows_of_talks)
    return about_when(found, today=today)


def _dates(open_check):
    """The days of an open check, as people say them."""
    return {
        "answer_by": plain_date(open_check.answer_by),
        "closes_on": plain_date(open_check.closes_on),
        "more_time": why_more_time(open_check.more_time),
        "reminders": reminders_go_out(open_check.reminder_days, gone=open_check.reminders_gone),
    }


def _for_the_team(user, project, page, open_check):
    """What only those who look after the project see on its page: links, its budget, what is still to say."""
    if not can_change(user, project):
        return {}
    rung, budget = page["step"] and page["step"].rung, project.yearly_pay_budget_pence
    lower = [each for each in page["smaller"] if each.note]
    return {
        "parent": _parent(user, project),
        "for_team": {
            "may_add_people": can_add_people(user, project),
            "may_open_a_check": open_check is None and can_open(user, project),
            "may_see_checks": is_involvement(user),
            "change_waits": any(level.stated_on is None for level in project.all_levels),
            "pay_is_missing": project.lacks_pay_for(rung),
            "budget": f"{pounds(budget)} a year" if budget else "not set yet",
            "is_above_silently": bool(lower) and not project.above_parts_because,
            "side": _teams_side(user, project, open_check),
        },
    }


def _teams_side(user, project, open_check):
    """Whether the team has sent its side of the open check, for the team alone."""
    if open_check is None or not is_in_team(user, project):
        return None
    sent = TeamAnswers.objects.visible_to(user).filter(round__project=project, round__closed_at=None).first()
    return {
        "answer_by": plain_date(open_check.answer_by),
        "closes_on": plain_date(open_check.closes_on),
        "sent_on": plain_date(london_date(sent.sent_at)) if sent else "",
    }


def _parent(user, project):
    """The bigger project that this one is part of, a draft too for those who may see it."""
    parent = project.parent
    if parent is None or parent.published_at:
        return parent
    return parent if Project.objects.visible_to(user).filter(pk=parent.pk).exists() else None


def _points(text):
    """The lines that somebody wrote, each a point of its own."""
    return [line.strip() for line in text.splitlines() if line.strip()]
