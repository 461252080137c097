"""One closed check with both its sides, for the people in the project and those who work on it."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from govuk.files import as_file
from govuk.pages import require
from ladder.checks_as_rows import headings, rows
from ladder.choices import Audience
from ladder.evidence import evidenced_rung, record_words
from ladder.history import beside, closed_checks, closed_checks_and_wording, teams_of
from ladder.queries import newest_wording, open_checks, shared_words
from ladder.records import gates_of, with_records
from ladder.rules import can_read_results
from ladder.told import tell
from ladder.told_both import tell_both
from ladder.trends import trend
from projects.models import Project
from projects.spreadsheets.writing import CSV_TYPE, csv_lines
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


@require_safe
def results(request, slug, closed_on):
    """What people said in the check that closed on this day, what the team says, and what happens next."""
    project = checked_project(request.user, slug)
    checks = closed_checks(project.pk, audience=Audience.MEMBERS)
    check = next((each for each in checks if each.closed_on == closed_on), None)
    if check is None:
        raise Http404
    also, found = beside(check), gates_of(project, today=london_date(timezone.now()))
    return render(
        request,
        "ladder/results.html",
        {
            "project": project,
            "wording": also.wording,
            "told": tell(check, also.wording),
            "record": evidenced_rung(found),
            "record_words": record_words(found),
            "both": tell_both(check, also.wording, also.team),
            "shared_words": shared_words(check),
            "closed_on": short_date(check.closed_on),
            "team_sent_on": short_date(also.team_sent_on) if also.team_sent_on else "",
            "conversation": _conversation(project, check, also.conversation),
            "floor": check.floor,
            "version": check.version,
            "newer": _link(project, checks[0]) if check is not checks[0] else None,
            "trend": trend(checks),
            "next_check": "" if check is not checks[0] else _next_check(project, also),
            "page": reverse("projects:show", args=[project.slug]),
        },
    )


@require_safe
def checks_csv(request, slug):
    """All closed checks of one project as a spreadsheet, in the words of their pages."""
    project = checked_project(request.user, slug)
    checks, wording = closed_checks_and_wording(project.pk, audience=Audience.MEMBERS)
    wording = wording or newest_wording()
    lines = csv_lines(headings(checks, wording), rows(checks, wording, teams_of(project.pk)))
    response = StreamingHttpResponse(lines, content_type=CSV_TYPE)
    return as_file(response, f"checks-{project.slug}.csv")


def checked_project(user, slug):
    """A published project whose members' view this person has."""
    projects = with_records(Project.objects.visible_to(user).published().select_related("directorate"))
    project = get_object_or_404(projects, slug=slug)
    require(can_read_results, user, project)
    return project


def _link(project, check):
    return {
        "closed_on": short_date(check.closed_on),
        "url": reverse("ladder:results", args=[project.slug, check.closed_on]),
    }


def _conversation(project, check, conversation):
    """Whose it is, by when, and what came of it. None where the two steps are no more than one apart."""
    if conversation is None:
        return None
    return {
        "owner": conversation.owner.contact.name if conversation.owner else "",
        "due_on": plain_date(conversation.due_on),
        "held_on": plain_date(conversation.held_on) if conversation.held_on else "",
        "outcome": conversation.outcome,
        "url": reverse("ladder:conversation", args=[project.slug, check.closed_on]),
    }


def _next_check(project, also):
    """What is known of the project's next check, as sentences."""
    open_now = open_checks([project.pk]).get(project.pk)
    if open_now is None:
        return (f"The next check may open from {short_date(also.rests_until)}.",)
    return (
        f"A new check is open. We asked {open_now.invited} people.",
        f"Please answer by {plain_date(open_now.answer_by)}.",
        f"Nobody sees more until it closes on {short_date(open_now.closes_on)}.",
    )
