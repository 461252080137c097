"""Two homes: a staff member's work, and an expert's projects."""

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.rules import can_see_staff_pages, is_involvement
from audit.choices import Purpose
from audit.reading import note_reads
from coproduction import running
from coproduction.work import (
    checks,
    contact,
    everything,
    helping,
    own_projects,
    register,
    talks,
    tasks,
    what_came,
)
from govuk.pages import require
from ladder.models import Invitation
from notices.queries import stuck_people
from projects.models import Project
from projects.queries import co_leads_of
from projects.rules import can_register
from words.plain_dates import plain_date
from words.working_days import london_date


@require_safe
def your_work(request):
    """What waits for a member of staff, their projects, and for the involvement team how all is running."""
    require(can_see_staff_pages, request.user)
    now = timezone.now()
    involved = is_involvement(request.user)
    unsure = stuck_people(now=now) if involved else []
    waits = everything.what_waits(request.user, unsure=unsure, now=now)
    context = {
        "roles": tasks.roles_of(request.user),
        "together": tasks.projects_together(request.user),
        "can_register": can_register(request.user),
        "late": waits.late,
        "late_heading": register.late_heading(waits.late),
        "tasks": waits.tasks,
        "checks": checks.open_checks_of(request.user, now=now),
        "rows": own_projects.rows_of(waits.published, now=now),
        "is_involvement": involved,
        "jobs": [],
        "schedule_stopped": "",
    }
    if involved:
        note_reads(request, [contact_id for contact_id, _ in unsure], purpose=Purpose.WORK)
        context["jobs"] = running.jobs(now=now)
        context["schedule_stopped"] = running.schedule_stopped(context["jobs"])
    return render(request, "coproduction/your_work.html", context)


@require_safe
def me(request):
    """The projects that somebody takes part in, the checks that wait for them, whom they help, and how they
    are reached."""
    now = timezone.now()
    waiting = {
        project: {"answer_by": plain_date(answer_by), "closes_on": plain_date(london_date(closes_at))}
        for project, answer_by, closes_at in Invitation.objects.can_answer(now=now)
        .filter(expert__contact=request.user.contact_id)
        .values_list("round__project_id", "round__answer_by", "round__closes_at")
    }
    # Someone who has left a project is still asked in its next checks.
    mine = Q(pk__in=Project.objects.with_expert(request.user)) | Q(pk__in=waiting)
    projects = Project.objects.visible_to(request.user).filter(mine).order_by("name")
    projects = what_came.with_what_came(projects, request.user)
    helps = helping.helped_by(request.user)
    note_reads(request, [each.contact_id for each in helps], purpose=Purpose.HELP)
    return render(
        request,
        "coproduction/me.html",
        {
            "name": request.user.contact.name,
            "roles": tasks.roles_of(request.user),
            "led": co_leads_of(request.user),
            "talks": talks.asked_of(request.user, now=now),
            "helps": helps,
            **contact.of_home(request.user.contact_id, now=now),
            "rows": [
                {
                    "name": project.name,
                    "summary": project.summary,
                    "slug": project.slug,
                    "results_url": reverse(
                        "ladder:results", args=[project.slug, london_date(project.check_closed_at)]
                    )
                    if project.check_closed_at
                    else "",
                    "waits": waiting.get(project.pk),
                    "agreed": project.agreed or "",
                    "met_on": plain_date(project.met_on) if project.met_on else "",
                }
                for project in projects
            ],
        },
    )
