"""Paper forms that came: logged, and seen through to their end."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.choices import Purpose
from ladder.actions import forms_that_came as actions
from ladder.arrived import forms_of
from ladder.choices import FormEnd, FormState
from ladder.models import PaperForm
from ladder.views.handling import handling, note_invited
from ladder.views.handling_forms import EndForm, LogForm
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

CAN_END = (FormState.TO_END, FormState.LATE)
KINDS = {FormState.TO_TYPE: "soon", FormState.AGAIN: "soon", FormState.DONE: "done"}


@require_http_methods(["GET", "POST"])
@handling
def forms(request, check):
    """Every form that came, how far it is, and a box to log the next one."""
    now = timezone.now()
    form = LogForm(request.POST if request.method == "POST" else None, round_=check, today=london_date(now))
    if form.is_valid():
        _log(request, form, now)
        return redirect("ladder:forms", pk=check.pk)
    # The list to choose from holds everyone who is asked, whether their form came or not.
    note_invited(request, check, form.fields["person"].queryset, purpose=Purpose.TYPE_IN)
    rows = [_row(row, check, request.user) for row in forms_of(check)]
    return render(
        request,
        "ladder/forms_that_came.html",
        {
            "check": check,
            "form": form,
            "is_open": check.closed_at is None,
            "waiting": [row for row in rows if not row["ended"]],
            "done": [row for row in rows if row["ended"]],
            "ends": FormEnd.choices,
        },
    )


def _log(request, form, now):
    invitation = form.cleaned_data["invitation"]
    try:
        logged = actions.log_form(
            invitation=invitation, arrived_on=form.cleaned_data["arrived_on"], by=request.user, now=now
        )
    except Refused as refused:
        messages.info(request, str(refused))
        return
    name = invitation.expert.contact.name
    if invitation.answered_on:
        said = f"We have the answers of {name} already. Destroy this form, or send it back."
    elif logged.is_late:
        said = f"The check has closed. We thank {name} for the form. Destroy it unread, or send it back."
    elif invitation.declined_on:
        said = f"{name} has said “No, thank you”. Destroy this form, or send it back."
    else:
        said = f"The form from {name} is logged. It waits to be typed in."
    messages.success(request, said)


def _row(row, check, user):
    form, where = row.form, [check.pk, row.form.pk]
    links = {
        FormState.TO_TYPE: ("ladder:type_in", "Type it in"),
        FormState.TO_SEND: ("ladder:look_again", "Look at it and send it"),
        FormState.AGAIN: ("ladder:type_in", "Type it in again"),
        FormState.TO_COMPARE: ("ladder:compare", "Compare and send"),
    }
    url, words = links.get(row.state, ("", ""))
    note = ""
    if row.state == FormState.TO_SEND and row.first_by != user.pk:
        url, note = "", f"{row.first_name} is typing it in."
    elif row.state == FormState.AGAIN and row.first_by == user.pk:
        url, note = "", "You typed it in first. Someone else does it now."
    elif row.state == FormState.TO_COMPARE and user.pk not in (row.first_by, row.second_by):
        url, note = "", "The two people who typed it in compare it."
    return {
        "pk": form.pk,
        "name": form.invitation.expert.contact.name,
        "arrived": f"Came on {short_date(form.arrived_on)}. {form.logged_by.contact.name} logged it.",
        "state": row.state.label,
        "kind": KINDS.get(row.state, ""),
        "url": reverse(url, args=where) if url else "",
        "words": words,
        "note": note,
        "end_url": reverse("ladder:end_form", args=where) if row.state in CAN_END else "",
        "throw_url": reverse("ladder:throw_away", args=[check.pk, form.invitation_id])
        if row.first_by
        else "",
        "ended": f"{form.get_ended_how_display()} on {short_date(form.ended_on)}" if form.ended_on else "",
    }


@require_POST
@handling
def end_form(request, check, form):
    """What became of one form."""
    paper = get_object_or_404(PaperForm.objects.filter(invitation__round=check), pk=form)
    said = EndForm(request.POST)
    if not said.is_valid():
        raise Http404
    try:
        actions.end_form(
            form=paper, how=FormEnd(said.cleaned_data["how"]), by=request.user, now=timezone.now()
        )
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "That is written down. Nothing more is to be done with this form.")
    return redirect("ladder:forms", pk=check.pk)
