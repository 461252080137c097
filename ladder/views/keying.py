"""Typing in a paper form: once, looked at once more, or twice and compared. Then it is sent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.choices import Purpose, Seen
from ladder.actions import keying as actions
from ladder.arrived import state_of
from ladder.choices import Channel, FormState, Source
from ladder.keyed import as_read
from ladder.models import Invitation, PaperForm
from ladder.views.handling import handling, note_invited
from ladder.views.keying_forms import CompareForm, KeyedForm
from words.errors import Refused

SENT = "The answers are sent. The person hears that we have them. Now destroy the form, or send it back."
ASKED = "Someone else in the team can type it in now. They do not see what you typed."
CAN_TYPE = (FormState.TO_TYPE, FormState.TO_SEND, FormState.AGAIN, FormState.TO_COMPARE)


def _paper(check, form):
    return get_object_or_404(
        PaperForm.objects.filter(invitation__round=check).select_related(
            "invitation__expert__contact", "logged_by__contact"
        ),
        pk=form,
    )


def _noted(request, check, paper):
    """Whoever holds a form in their hand, and types it in, has read what is on it."""
    fields = (Seen.NAME, Seen.ANSWERS)
    note_invited(request, check, [paper.invitation], purpose=Purpose.TYPE_IN, fields=fields)


def _stop(request, check, why):
    messages.info(request, str(why))
    return redirect("ladder:forms", pk=check.pk)


@require_http_methods(["GET", "POST"])
@handling
def type_in(request, check, form):
    """The whole form on one page. Whoever typed it may mend it; nobody else sees what they typed."""
    paper, now = _paper(check, form), timezone.now()
    row = state_of(paper, check)
    if why := _why_not(row, request.user):
        return _stop(request, check, why)
    wording = check.statement_set.wording()
    page = {"wording": wording, "channel": Channel.PAPER}
    if request.method == "POST":
        typed = KeyedForm(request.POST, **page)
        if typed.is_valid():
            return _save(request, check, paper, typed.answers, now)
    else:
        saved = actions.read_typed(invitation=paper.invitation, by=request.user, now=now)
        typed = KeyedForm(saved=saved, **page)
    _noted(request, check, paper)
    return render(
        request,
        "ladder/type_in.html",
        {"check": check, "form": typed, "name": paper.invitation.expert.contact.name},
    )


def _why_not(row, user):
    """The reason why this person cannot type this form in now, or "" if they can."""
    if row.state == FormState.TO_END:
        answered = row.form.invitation.answered_on
        return actions.HAVE_THEM if answered else actions.SAID_NO
    if row.state not in CAN_TYPE:
        return "This form is done, or came too late. It cannot be typed in"
    if row.state == FormState.TO_SEND and row.first_by != user.pk:
        return f"{row.first_name} is typing this in. Ask them, or throw theirs away first"
    if row.state == FormState.AGAIN and row.first_by == user.pk:
        return actions.SOMEONE_ELSE
    if row.state == FormState.TO_COMPARE and row.second_by != user.pk:
        return actions.COMPARED if row.first_by == user.pk else actions.READ_BY_ITS_TYPIST
    return ""


def _save(request, check, paper, answers, now):
    try:
        source = actions.type_in(invitation=paper.invitation, answers=answers, by=request.user, now=now)
    except Refused as refused:
        return _stop(request, check, refused)
    page = "ladder:look_again" if source == Source.FIRST else "ladder:compare"
    return redirect(page, pk=check.pk, form=paper.pk)


@require_http_methods(["GET", "POST"])
@handling
def look_again(request, check, form):
    """Everything that was typed in, to hold beside the form: send it, or have it typed in a second time."""
    paper, now = _paper(check, form), timezone.now()
    mine = {"invitation": paper.invitation, "by": request.user, "now": now}
    try:
        if "second" in request.POST:
            actions.ask_for_second(**mine)
            return _stop(request, check, ASKED)
        if request.method == "POST":
            actions.send_typed(channel=Channel.PAPER, **mine)
            return _stop(request, check, SENT)
    except Refused as refused:
        return _stop(request, check, refused)
    row = state_of(paper, check)
    if row.state != FormState.TO_SEND or row.first_by != request.user.pk:
        return _stop(request, check, _why_not(row, request.user) or actions.NOT_TYPED)
    saved = actions.read_typed(**mine)
    if saved is None:
        return _stop(request, check, actions.NOT_TYPED)
    if saved.channel == Channel.PHONE:
        messages.info(request, actions.READ_BACK_FIRST)
        return redirect("ladder:read_back", pk=check.pk, invitation=paper.invitation_id)
    _noted(request, check, paper)
    return render(
        request,
        "ladder/look_again.html",
        {
            "check": check,
            "paper": paper,
            "name": paper.invitation.expert.contact.name,
            "rows": as_read(saved, wording=check.statement_set.wording()),
        },
    )


@require_http_methods(["GET", "POST"])
@handling
def compare(request, check, form):
    """What two people typed in two ways, side by side. One of each is chosen, then it is sent."""
    paper, now = _paper(check, form), timezone.now()
    mine = {"invitation": paper.invitation, "by": request.user, "now": now}
    try:
        first, second = actions.open_both(**mine)
    except Refused as refused:
        return _stop(request, check, refused)
    wording = check.statement_set.wording()
    chosen = CompareForm(
        request.POST if request.method == "POST" else None, first=first, second=second, wording=wording
    )
    if chosen.is_valid():
        try:
            actions.send_typed(channel=Channel.PAPER, agreed=chosen.agreed, **mine)
        except Refused as refused:
            return _stop(request, check, refused)
        return _stop(request, check, SENT)
    row = state_of(paper, check)
    _noted(request, check, paper)
    return render(
        request,
        "ladder/compare.html",
        {
            "check": check,
            "paper": paper,
            "form": chosen,
            "name": paper.invitation.expert.contact.name,
            "is_second": row.second_by == request.user.pk,
        },
    )


@require_POST
@handling
def throw_away(request, check, invitation):
    """Delete what was typed in, unread, so that it can begin again."""
    person = get_object_or_404(Invitation.objects.visible_to(request.user).filter(round=check), pk=invitation)
    try:
        actions.throw_away(invitation=person, by=request.user, now=timezone.now())
    except Refused as refused:
        return _stop(request, check, refused)
    return _stop(request, check, "What was typed in is deleted. It can be typed in again.")
