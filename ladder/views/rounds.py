"""The involvement team's checks. While one is open, no page says who has answered, or how many."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_involvement
from audit.choices import Purpose
from audit.reading import note_reads
from govuk.pages import require
from ladder.actions.closing import close_round
from ladder.choices import ClosedEarly, FilmSlot
from ladder.films import how_many_films
from ladder.forms import CloseEarlyForm
from ladder.invited import ways_to_see_to
from ladder.models import Conversation, Round
from ladder.more_time import AT_MOST
from ladder.next_checks import PRINTED, checks_to_open, with_people
from ladder.queries import newest_version
from ladder.reminder_words import where_reminders_are
from ladder.rules import can_close_early, can_handle, reminder_has_gone
from ladder.views.more_time import why_not_now
from notices.queries import by_hand_about
from projects.models import Project
from words.errors import Refused
from words.plain_dates import plain_date, short_date
from words.working_days import london_date

NEWEST_CLOSED = 20
PROJECTS_A_PAGE = 50


@require_safe
def rounds(request):
    """Checks that are open, projects whose next check can open, and the checks that closed last."""
    require(is_involvement, request.user)
    today = london_date(timezone.now())
    checks = Round.objects.visible_to(request.user).select_related("project")
    open_now = checks.open().annotate(invited=Count("invitations")).order_by("closes_at", "pk")
    closed = checks.exclude(closed_at=None).order_by("-closed_at")[:NEWEST_CLOSED]
    projects = with_people(Project.objects.visible_to(request.user).only(*PRINTED), today=today)
    to_open = Paginator(checks_to_open(projects, today=today), PROJECTS_A_PAGE)
    page = to_open.get_page(request.GET.get("page"))
    return render(
        request,
        "ladder/rounds.html",
        {
            "films": how_many_films(newest_version()),
            "films_wanted": len(FilmSlot),
            "conversations": _conversations(request.user, today),
            "open_now": [
                {
                    "name": check.project.name,
                    "url": reverse("ladder:round", args=[check.pk]),
                    "invited": check.invited,
                    "answer_by": short_date(check.answer_by),
                    "closes_on": short_date(london_date(check.closes_at)),
                    "reminder": where_reminders_are(
                        check.reminder_days, today=today, gone=check.reminders_gone
                    ),
                }
                for check in open_now
            ],
            "page": page,
            "to_open": [_to_open(each, today=today) for each in page.object_list],
            "closed": [
                {
                    "name": check.project.name,
                    "url": reverse("projects:show", args=[check.project.slug]),
                    "closed_on": short_date(london_date(check.closed_at)),
                    "early": check.get_closed_early_because_display(),
                }
                for check in closed
            ],
        },
    )


def _conversations(user, today):
    """The conversations that nobody is named for, and those that are late, the earliest due first."""
    found = Conversation.objects.visible_to(user).to_hold().filter(Q(owner=None) | Q(due_on__lt=today))
    return [
        {
            "name": talk.round.project.name,
            "url": reverse(
                "ladder:conversation", args=[talk.round.project.slug, london_date(talk.round.closed_at)]
            ),
            "owner": talk.owner.contact.name if talk.owner else "",
            "due_on": short_date(talk.due_on),
            "is_late": talk.due_on < today,
        }
        for talk in found.select_related("round__project", "owner__contact")
    ]


def _to_open(each, *, today):
    """A project whose check can be opened, with the day that is suggested and why."""
    check = each.suggestion
    if check is None:
        day = "No check is suggested."
    elif check.on > today:
        day = f"Suggested for {short_date(check.on)}."
    else:
        day = f"Suggested since {short_date(check.on)}."
    return {
        "name": each.project.name,
        "url": reverse("ladder:open_round", args=[each.project.reference]),
        "late": each.is_late,
        "day": day,
        "why": check.why.label if check else "",
        "few": "" if each.has_enough else f"{each.people} so far, a check needs {each.needed}",
    }


@require_safe
def show(request, pk):
    """One check: its dates, how many were invited, letters and calls, more time, and closing it early."""
    require(is_involvement, request.user)
    now = timezone.now()
    checks = _with_project(request).annotate(invited=Count("invitations"))
    check = get_object_or_404(checks, pk=pk)
    is_open = check.closed_at is None
    wanted = ways_to_see_to(check, now=now)
    note_reads(request, [each.contact_id for each in wanted], purpose=Purpose.CHECK, for_=check)
    letters, calls = by_hand_about("invitation", check.invitations.values_list("pk", flat=True))
    return render(
        request,
        "ladder/round.html",
        {
            "check": check,
            "is_open": is_open,
            "invited": check.invited,
            "opened_on": plain_date(check.opens_on),
            "answer_by": plain_date(check.answer_by),
            "reminder": where_reminders_are(
                check.reminder_days, today=london_date(now), gone=check.reminders_gone
            ),
            "closes_on": plain_date(london_date(check.closes_at)),
            "closed_on": "" if is_open else plain_date(london_date(check.closed_at)),
            "letters": letters,
            "calls": calls,
            "can_handle": can_handle(request.user, check.project),
            "wanted": _wanted(check, wanted),
            "project_url": reverse("projects:show", args=[check.project.slug]),
            "can_close": is_open and can_close_early(request.user, check),
            "reminder_on": plain_date(check.reminder_on),
            **_more_time(check, now),
        },
    )


def _more_time(check, now):
    """Each time that people got more time, and whether they may get more now, or why not."""
    given = list(check.date_changes.select_related("changed_by__contact").order_by("number"))
    return {
        "more_time": [
            {
                "on": plain_date(london_date(each.changed_at)),
                "answer_by": plain_date(each.answer_by),
                "before": plain_date(each.answer_by_before),
                "closes_on": plain_date(london_date(each.closes_at)),
                "reason": each.get_reason_display(),
                "by": each.changed_by.contact.name,
            }
            for each in given
        ],
        "no_more_time": why_not_now(check, given=len(given), now=now),
        "can_give_more_time": AT_MOST - len(given),
    }


def _wanted(check, ways):
    return [
        {
            "name": wanted.name,
            "way": wanted.way.label,
            "asked_on": short_date(wanted.asked_on),
            "url": reverse("ladder:invited_person", args=[check.pk, wanted.invitation_id]),
        }
        for wanted in ways
    ]


@require_http_methods(["GET", "POST"])
def close_early(request, pk):
    """Close a check before its day, with a reason that everyone can read."""
    require(is_involvement, request.user)
    check = get_object_or_404(_with_project(request), pk=pk)
    if not can_close_early(request.user, check):
        messages.info(request, _why_not_yet(check))
        return redirect("ladder:round", pk=check.pk)
    form = CloseEarlyForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "ladder/close_early.html", {"check": check, "form": form})
    try:
        close_round(
            round_=check,
            by=request.user,
            now=timezone.now(),
            early_because=ClosedEarly(form.cleaned_data["reason"]),
        )
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "The check is closed. Its result is on the project’s page.")
    return redirect("ladder:round", pk=check.pk)


def _why_not_yet(check):
    if check.closed_at:
        return "This check is closed already"
    if not reminder_has_gone(check):
        return f"People must be reminded first. The reminder goes out on {plain_date(check.reminder_on)}"
    return "Only the involvement team closes a check early"


def _with_project(request):
    return Round.objects.visible_to(request.user).select_related("project")
