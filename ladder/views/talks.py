"""The involvement team arranges that a group talks it through, and sees how far each talk is."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.choices import Role
from accounts.models import User
from accounts.rules import is_involvement
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from govuk.pages import require
from ladder.actions import talking
from ladder.forms.talking import ArrangeForm
from ladder.models import Talk
from ladder.rules import can_arrange_talk, can_handle, can_see_talks
from ladder.talked import is_late, people_of_talk, state_of
from notices.queries import letters_about
from projects.models import Project
from words.errors import Refused
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


def handling_talk(view):
    """Marks a page for whoever may handle a talk, and hands it over: never for a project of one's own."""

    @wraps(view)
    def page(request, pk, **kwargs):
        require(is_involvement, request.user)
        talks = Talk.objects.visible_to(request.user)
        talk = get_object_or_404(
            talks.select_related("project", "statement_set", "facilitator__contact"), pk=pk
        )
        require(can_handle, request.user, talk.project)
        return view(request, talk, **kwargs)

    return page


# Whoever arranges a talk may ring each of them, and all of their pages read the same.
READ_OF_TALK = {Purpose.TALK: (Seen.NAME, Seen.REACH, Seen.AGREED_WORD)}


def note_people(request, talk, people, *, purpose):
    """Whoever opens a page about people of a talk has read about all of them.

    That they all have a line, also where the page is about one, is on purpose: nobody may tell from here
    who was rung and who has answered (docs/decisions/0010).
    """
    contacts = [person.expert.contact_id for person in people]
    note_reads(request, contacts, fields=READ_OF_TALK.get(purpose, (Seen.NAME,)), purpose=purpose, for_=talk)


@require_safe
def talks(request):
    """The talks of this person: a facilitator's own, or all of them for the involvement team."""
    require(can_see_talks, request.user)
    now = timezone.now()
    seen = Talk.objects.visible_to(request.user).select_related("project", "facilitator__contact")
    rows = [_row(talk, request.user, now) for talk in seen.order_by("-held_on", "-pk")[:50]]
    return render(
        request,
        "ladder/talks.html",
        {
            "now": [row for row in rows if not row["ended"]],
            "ended": [row for row in rows if row["ended"]],
            "is_involvement": is_involvement(request.user),
        },
    )


def _row(talk, user, now):
    today = london_date(now)
    can_record = (
        talk.facilitator_id == user.pk
        and talk.recorded_at is None
        and talk.held_on <= today
        and not is_late(talk, today=today)
    )
    return {
        "name": talk.project.name,
        "held_on": short_date(talk.held_on),
        "facilitator": talk.facilitator.contact.name,
        "state": state_of(talk, now=now),
        "url": reverse("ladder:talk", args=[talk.pk]) if is_involvement(user) else "",
        "record_url": reverse("ladder:record_talk", args=[talk.pk]) if can_record else "",
        "ended": talk.ended_at is not None,
    }


@require_safe
@handling_talk
def show(request, talk):
    """One talk: how far it is, whom to ring, and the letters to post. Nothing tells who has answered."""
    now = timezone.now()
    people = people_of_talk(talk)
    note_people(request, talk, people, purpose=Purpose.TALK)
    return render(
        request,
        "ladder/talk.html",
        {
            "talk": talk,
            "held_on": plain_date(talk.held_on),
            "state": state_of(talk, now=now),
            "is_asking": talk.is_asking(now),
            "ask_until": plain_date(london_date(talk.ask_until)) if talk.ask_until else "",
            "people": [{"name": person.expert.contact.name, "pk": person.pk} for person in people],
            "letters": letters_about("talk", [talk.pk]) if talk.is_asking(now) else 0,
            "can_call_off": talk.recorded_at is None,
            "project_url": reverse("projects:show", args=[talk.project.slug]),
        },
    )


@require_http_methods(["GET", "POST"])
def arrange(request, reference):
    """Choose the day and the facilitator, look at who is in the group, then arrange it."""
    project = _project(request, reference)
    now = timezone.now()
    today = london_date(now)
    if in_the_way := talking.talk_stoppers(project, now=now):
        return render(request, "ladder/talk_stopped.html", {"project": project, "stoppers": in_the_way})
    facilitators = _facilitators()
    form = ArrangeForm(
        request.POST if request.method == "POST" else None,
        project=project,
        facilitators=facilitators,
        today=today,
    )
    people = list(talking.who_may_come(project, on=today))
    note_reads(request, [one.contact_id for one in people], purpose=Purpose.TALK, for_=project)
    context = {"project": project, "people": people}
    if not form.is_valid() or "change" in request.POST:
        there_are = facilitators.exists()
        return render(request, "ladder/arrange_talk.html", {**context, "form": form, "there_are": there_are})
    chosen = form.cleaned_data
    if "confirm" not in request.POST:
        return render(request, "ladder/arrange_talk_confirm.html", {**context, **_confirm(chosen)})
    try:
        talk = talking.arrange_talk(
            project=project,
            held_on=chosen["held_on"],
            facilitator=chosen["facilitator"],
            by=request.user,
            now=now,
        )
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("ladder:arrange_talk", reference=project.reference)
    messages.success(request, "It is arranged. Tell the people of the group the day and the place.")
    return redirect("ladder:talk", pk=talk.pk)


def _confirm(chosen):
    day = chosen["held_on"]
    return {
        "parts": [day.day, day.month, day.year],
        "held_on": plain_date(day),
        "facilitator": chosen["facilitator"],
        "record_by": plain_date(talking.last_day_to_record(day)),
    }


def _facilitators():
    now = User.objects.holding(Role.FACILITATOR, on=london_date(timezone.now()))
    return now.order_by("contact__name", "pk")


@require_http_methods(["GET", "POST"])
@handling_talk
def call_off(request, talk):
    """Are you sure? Then nothing is left of it, and the project need not rest."""
    if request.method == "GET":
        context = {"talk": talk, "held_on": plain_date(talk.held_on), "gone": talk.recorded_at is not None}
        return render(request, "ladder/call_off_talk.html", context)
    try:
        talking.call_off_talk(talk=talk, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("ladder:talk", pk=talk.pk)
    messages.success(request, "It is called off. Tell the facilitator and the group.")
    return redirect("ladder:talks")


@require_POST
def offer_conversation(request, reference):
    """Keep that one or two people were offered a conversation today, and nothing else."""
    project = _project(request, reference)
    try:
        talking.offer_conversation(project=project, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "We keep today’s date, and nothing else.")
    return redirect("ladder:open_round", reference=project.reference)


def _project(request, reference):
    require(is_involvement, request.user)
    projects = Project.objects.visible_to(request.user).with_stated()
    project = get_object_or_404(projects, reference=reference)
    if project.published_at:
        require(can_arrange_talk, request.user, project)
    return project
