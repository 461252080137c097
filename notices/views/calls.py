"""People to ring: who and when, what to say, and how it went."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.choices import Purpose, Seen
from audit.reading import note_reads
from notices import actions, reach_words
from notices.actions.by_hand import NOT_NEEDED
from notices.choices import Channel, Outcome, PhoneThrough
from notices.forms import DO_NOT_RING, NO_ANSWER, TOLD, WRONG_NUMBER, CallForm
from notices.kinds import kind_of, what_it_is
from notices.queries import attempts_for, waiting_for_a_person
from notices.reaching import how_to_reach
from notices.views.call_places import places_of
from notices.views.handling import handling, name_of_project, not_paused, still_of_use
from notices.ways import may_ring_from, reach_of
from words.errors import Refused
from words.plain_dates import clock_time, plain_date
from words.working_days import london_date

SAFE = (Seen.NAME, Seen.REACH)
NUMBER = (*SAFE, Seen.PHONE, Seen.ADDRESS)
THANKS = {
    TOLD: "Thank you. They have been told.",
    NO_ANSWER: "Thank you. They are on this list again on the next working day, 3 times at most.",
    WRONG_NUMBER: "Thank you. We took the number off. We reach them in another way.",
    DO_NOT_RING: "Thank you. Nobody rings them now. We reach them in another way.",
}


@require_safe
@handling
def calls(request):
    """Whom to ring, with what is safe. No number stands here: it is in what to say."""
    now = timezone.now()
    waiting = waiting_for_a_person(attempts_for(request.user), Channel.PHONE)
    waiting = still_of_use(not_paused(waiting, now=now), now=now)
    rows = [_row(each, now) for each in waiting]
    note_reads(request, [row["contact"] for row in rows], fields=SAFE, purpose=Purpose.RING)
    return render(
        request,
        "notices/calls.html",
        {
            "now": [row for row in rows if not row["not_before"]],
            "later": [row for row in rows if row["not_before"]],
        },
    )


def _row(attempt, now):
    notice = attempt.notice
    reach, told = reach_of(notice.contact), how_to_reach(notice.contact)
    opens = may_ring_from(reach, urgent=kind_of(notice).urgent, now=now)
    return {
        "pk": attempt.pk,
        "contact": notice.contact_id,
        "name": notice.contact.name,
        "what": what_it_is(notice),
        "about": name_of_project(notice),
        "how": PhoneThrough(reach.phone_through).label,
        "safe": reach_words.sentences(*reach_words.own_hours(told), reach_words.what_is_safe(told)),
        "when_to_ring": told.when_to_ring,
        "not_before": _when(opens) if opens > now else "",
    }


def _when(moment):
    return f"{clock_time(moment)} on {plain_date(london_date(moment))}"


@require_POST
@handling
def call(request, attempt):
    """What to say, and the number. Nothing is written down by looking but that it was looked at."""
    return _script(request, attempt, CallForm())


@require_POST
@handling
def call_went(request, attempt):
    """How a call went, and what follows from it."""
    form = CallForm(request.POST)
    if not form.is_valid():
        return _script(request, attempt, form)
    went, call = form.cleaned_data["went"], {"attempt": attempt, "by": request.user, "now": timezone.now()}
    try:
        if went == WRONG_NUMBER:
            actions.number_is_wrong(**call)
        elif went == DO_NOT_RING:
            actions.asked_not_to_ring(**call)
        else:
            outcome = Outcome.SENT if went == TOLD else Outcome.NO_ANSWER
            actions.call_ended(outcome=outcome, when_to_ring=form.cleaned_data["when_to_ring"], **call)
    except Refused as refused:
        return _back(request, refused)
    messages.success(request, THANKS[went])
    return redirect("notices:calls")


def _script(request, attempt, form):
    now = timezone.now()
    try:
        notice = actions.open_call(attempt=attempt, now=now)
    except Refused as refused:
        return _back(request, refused)
    message = kind_of(notice).read_again(notice, now)
    if message is None:
        return _back(request, NOT_NEEDED)
    told, script = how_to_reach(notice.contact), message.phone
    note_reads(request, [notice.contact_id], fields=NUMBER, purpose=Purpose.RING)
    return render(
        request,
        "notices/call.html",
        {
            "form": form,
            "row": _row(attempt, now),
            "number": told.phone,
            "may_leave_a_message": told.voicemail_ok,
            "otherwise": script.otherwise(neutral=told.neutral, may_leave_a_message=told.voicemail_ok),
            "script": script,
            "opening": script.opening(
                caller=request.user.contact.name, agreed_word=told.agreed_word, neutral=told.neutral
            ),
            "places": places_of(notice, user=request.user),
            "questions_page": script.page.removeprefix(settings.PORTAL_ADDRESS),
        },
    )


def _back(request, refused):
    messages.info(request, f"{refused}.")
    return redirect("notices:calls")
