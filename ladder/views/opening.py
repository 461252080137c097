"""Opening a check: is it ready, who is invited, by when, and a last look before it opens."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.rules import is_involvement
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from council.choices import Figure
from council.queries import figures
from govuk.pages import require
from ladder.actions.opening import dates_of, stoppers
from ladder.actions.opening import open_round as open_the_round
from ladder.actions.talking import FEWEST, talk_stoppers
from ladder.first_ways import first_way, how_many_by
from ladder.forms import OpenForm
from ladder.messages import preview_of_invitation
from ladder.panel import invited_to, to_confirm
from ladder.queries import newest_wording
from ladder.reminder_words import days_in_words
from ladder.rules import can_handle
from notices.choices import Channel
from projects.models import Project
from words.errors import Refused
from words.plain_dates import plain_date, short_date
from words.working_days import is_working_day, london_date

TWO_WEEKS = timedelta(days=14)


@require_http_methods(["GET", "POST"])
def open_round(request, reference):
    """Look at what is ready, choose a day, look at all the dates, then open."""
    require(is_involvement, request.user)
    now = timezone.now()
    project = get_object_or_404(Project.objects.visible_to(request.user).with_stated(), reference=reference)
    if in_the_way := stoppers(project, now=now):
        panel = _panel(project, now)
        _noted(request, panel)
        few = len(panel["invited"]) < panel["invited_floor"]
        context = {
            **panel,
            "stoppers": in_the_way,
            "few": few,
            **(_instead(project, panel, now) if few else {}),
        }
        return render(request, "ladder/open_round_stopped.html", context)
    today = london_date(now)
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        opens_on=today,
        initial={"answer_by": two_weeks_on(today)},
    )
    if form.is_valid() and "change" not in request.POST:
        answer_by = form.cleaned_data["answer_by"]
        if "confirm" not in request.POST:
            page = _confirm(request.user, project, answer_by, now)
            return render(request, "ladder/open_round_confirm.html", page)
        try:
            round_ = open_the_round(project=project, answer_by=answer_by, by=request.user, now=now)
        except Refused as refused:
            messages.info(request, str(refused))
            return redirect("ladder:open_round", reference=project.reference)
        messages.success(request, "The check is open. Everyone on the list gets a message now.")
        return redirect("ladder:round", pk=round_.pk)
    page = _look(request.user, project, now)
    _noted(request, page, Seen.NAME, Seen.REACH)
    return render(request, "ladder/open_round.html", {**page, "form": form})


def _noted(request, panel, *fields):
    """Whoever looks at whom a check would ask has read about each of them."""
    people = {person.contact_id for person in panel["invited"]}
    people |= {member.expert.contact_id for member in panel["to_confirm"]}
    fields = fields or (Seen.NAME,)
    note_reads(request, people, fields=fields, purpose=Purpose.CHECK, for_=panel["project"])


def _instead(project, panel, now):
    """What a group too small for a check may do: talk it through or, for one or two, have a conversation."""
    people = len(panel["invited"])
    last = project.offered_conversations.order_by("-offered_on").first()
    return {
        "may_talk": not talk_stoppers(project, now=now),
        "may_offer": 0 < people < FEWEST,
        "offered_on": plain_date(last.offered_on) if last else "",
    }


def two_weeks_on(day):
    """The day that the page suggests: two weeks ahead, or the first working day after."""
    day += TWO_WEEKS
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _panel(project, now):
    today = london_date(now)
    numbers = figures(on=today)
    months = numbers[Figure.PANEL_MONTHS]
    unconfirmed = list(to_confirm(project, on=today, months=months))
    return {
        "project": project,
        "people_url": reverse("projects:people", args=[project.reference]),
        "waiting": [
            {
                "name": member.expert.contact.name,
                "confirm": f"Confirm {member.expert.contact.name}",
                "added": f"{member.added_by.name} added them on {short_date(member.starts_on)}",
            }
            for member in unconfirmed
        ],
        "to_confirm": unconfirmed,
        "invited": list(invited_to(project, on=today, months=months)),
        "months": months,
        "floor": numbers[Figure.FLOOR],
        "invited_floor": numbers[Figure.INVITED_FLOOR],
        "rest_days": numbers[Figure.REST_DAYS],
    }


def _look(user, project, now):
    panel = _panel(project, now)
    ends = project.memberships.order_by("ends_on").values_list("expert_id", "ends_on")
    last_day = dict(ends)  # nulls come last: whoever is in the project now has none
    ways = _ways(user, panel, now)
    last = project.rounds.exclude(closed_at=None).order_by("-closed_at").first()
    return {
        **panel,
        "version": newest_wording().version,
        "last_closed": plain_date(london_date(last.closed_at)) if last else "",
        "people": [
            {
                "name": expert.contact.name,
                "way": ways.get(expert.pk),
                "left": short_date(last_day[expert.pk]) if last_day[expert.pk] else "",
            }
            for expert in panel["invited"]
        ],
        "sees_ways": bool(ways),
        **_by_hand(ways),
    }


def _ways(user, panel, now):
    """How each hears first, by the id of the Expert. Nobody reads it of people in a project of their own."""
    if not can_handle(user, panel["project"]):
        return {}
    return {expert.pk: first_way(expert.contact, now=now) for expert in panel["invited"]}


def _by_hand(ways):
    """How many need a letter or a call first, and for how many there is no way."""
    names = {"letters": Channel.LETTER, "calls": Channel.PHONE, "no_way": None}
    return {name: how_many_by(channel, ways.values()) for name, channel in names.items()}


def _confirm(user, project, answer_by, now):
    dates = dates_of(answer_by=answer_by, opens_on=london_date(now))
    panel = _panel(project, now)
    return {
        "project": project,
        "parts": [answer_by.day, answer_by.month, answer_by.year],
        "invited": len(panel["invited"]),
        **_by_hand(_ways(user, panel, now)),
        "answer_by": plain_date(dates.answer_by),
        "closes_on": plain_date(london_date(dates.closes_at)),
        "reminders": {
            "name": "Reminders" if len(dates.reminders) > 1 else "Reminder",
            "days": days_in_words(dates.reminders),
        },
        "preview": preview_of_invitation(
            project=project, answer_by=dates.answer_by, closes_at=dates.closes_at
        ),
    }
