"""A check by phone: whom to ring, what to say, and reading back what they said before it is sent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.choices import Purpose, Seen
from council.choices import Figure
from council.queries import figures, the_council
from ladder.actions import keying as actions
from ladder.arrived import calls_of
from ladder.choices import Channel
from ladder.keyed import as_spoken
from ladder.messages import thanks_in_a_call
from ladder.models import Invitation
from ladder.views.handling import handling, note_invited
from ladder.views.handling_forms import RingForm
from ladder.views.keying_forms import KeyedForm, ToldForm
from notices.reach_words import before_you_reach
from notices.reaching import how_to_reach
from notices.ways import is_rung_first, reach_of
from words.errors import Refused
from words.plain_dates import plain_date
from words.working_days import london_date

OF_WHOM_WE_RING = (Seen.NAME, Seen.ANSWERS, Seen.REACH, Seen.AGREED_WORD)
SENT = "The answers are sent. The person hears that we have them, and that you typed them in."
TOLD = "The answers are sent. You told them so: nobody rings them again for that."


def _person(request, check, pk):
    people = Invitation.objects.visible_to(request.user).filter(round=check)
    return get_object_or_404(people.select_related("expert__contact__how_to_reach"), pk=pk)


def _stop(request, check, why):
    messages.info(request, str(why))
    return redirect("ladder:ring", pk=check.pk)


@require_http_methods(["GET", "POST"])
@handling
def ring(request, check):
    """Choose whom to ring. Calls that were not read back yet stand below."""
    form = RingForm(request.POST if request.method == "POST" else None, round_=check)
    if form.is_valid():
        return redirect("ladder:phone", pk=check.pk, invitation=form.cleaned_data["person"].pk)
    # The list to choose from holds everyone who is asked.
    note_invited(request, check, form.fields["person"].queryset, purpose=Purpose.RING)
    return render(
        request,
        "ladder/ring.html",
        {
            "check": check,
            "form": form,
            "is_open": check.closed_at is None,
            "calls": [
                {
                    "name": call.name,
                    "keyed_name": call.keyed_name,
                    "url": reverse("ladder:read_back", args=[check.pk, call.invitation_id])
                    if call.keyed_by == request.user.pk
                    else "",
                    "throw_url": reverse("ladder:throw_away", args=[check.pk, call.invitation_id]),
                }
                for call in calls_of(check)
            ],
        },
    )


@require_http_methods(["GET", "POST"])
@handling
def phone(request, check, invitation):
    """What to say, from the greeting on, with the answers to note beside each question."""
    person, now = _person(request, check, invitation), timezone.now()
    if why := _why_not(check, person, request.user, now):
        return _stop(request, check, why)
    stops = "later" in request.POST
    page = {"wording": check.statement_set.wording(), "channel": Channel.PHONE}
    if request.method == "POST":
        typed = KeyedForm(request.POST, later=stops, **page)
        if typed.is_valid():
            try:
                actions.type_in(invitation=person, answers=typed.answers, by=request.user, now=now)
            except Refused as refused:
                return _stop(request, check, refused)
            if stops:
                return _stop(request, check, "It is saved. It does not count before it is read back.")
            return redirect("ladder:read_back", pk=check.pk, invitation=person.pk)
    else:
        saved = actions.read_typed(invitation=person, by=request.user, now=now)
        typed = KeyedForm(saved=saved, **page)
    note_invited(request, check, [person], purpose=Purpose.RING, fields=OF_WHOM_WE_RING)
    numbers = figures(on=london_date(now))
    return render(
        request,
        "ladder/phone.html",
        {
            "check": check,
            "form": typed,
            "name": person.expert.contact.name,
            "safety": before_you_reach(how_to_reach(person.expert.contact)),
            "caller": request.user.contact.name,
            "council": the_council(),
            "practice": check.statement_set.wording().practice,
            "closes_on": plain_date(london_date(check.closes_at)),
            "floor": numbers[Figure.FLOOR],
        },
    )


def _why_not(check, person, user, now):
    """The reason why this person's answers cannot be typed in by phone now, or "" if they can."""
    if person.answered_on:
        return actions.HAVE_THEM
    if check.is_over(now):
        return actions.CLOSED
    return actions.why_not_their_first(invitation=person, by=user)


@require_http_methods(["GET", "POST"])
@handling
def read_back(request, check, invitation):
    """What they said, one sentence each, to be read to them. Only after their yes is it sent."""
    person, now = _person(request, check, invitation), timezone.now()
    mine = {"invitation": person, "by": request.user, "now": now}
    is_rung = is_rung_first(reach_of(person.expert.contact), urgent=True)
    if request.method == "POST":
        form = ToldForm(request.POST)
        told = is_rung and form.is_valid() and form.cleaned_data["told"]
        try:
            actions.send_typed(channel=Channel.PHONE, told=told, **mine)
        except Refused as refused:
            return _stop(request, check, refused)
        return _stop(request, check, TOLD if told else SENT)
    saved = None if _why_not(check, person, request.user, now) else actions.read_typed(**mine)
    if saved is None or saved.channel != Channel.PHONE:
        return _stop(request, check, _why_not(check, person, request.user, now) or actions.NOT_TYPED)
    note_invited(request, check, [person], purpose=Purpose.RING, fields=(Seen.NAME, Seen.ANSWERS))
    return render(
        request,
        "ladder/read_back.html",
        {
            "check": check,
            "name": person.expert.contact.name,
            "invitation": person,
            "lines": as_spoken(saved, wording=check.statement_set.wording()),
            # Whoever is rung first would be rung once more, to hear what can be said now.
            "form": ToldForm() if is_rung else None,
            "thanks": thanks_in_a_call(person, by=request.user) if is_rung else (),
        },
    )
