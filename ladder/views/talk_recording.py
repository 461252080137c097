"""The facilitator writes down what a group said, and looks at it once more before it is sent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.rules import is_facilitator
from audit.choices import Purpose
from govuk.pages import require
from ladder.actions import talking
from ladder.forms.talking import RecordForm
from ladder.models import Talk
from ladder.rules import can_record_talk
from ladder.talked import in_words, is_late, people_of_talk
from ladder.views.talks import note_people
from words.errors import Refused
from words.plain_dates import plain_date
from words.working_days import london_date

SENT = "Thank you. It is sent. Now each person who was there is asked alone."


@require_http_methods(["GET", "POST"])
def record_talk(request, pk):
    """Who was there, what they said, and the step. Nothing is kept before it is sent."""
    require(is_facilitator, request.user)
    own = Talk.objects.visible_to(request.user).filter(facilitator=request.user)
    talk = get_object_or_404(own.select_related("project", "statement_set"), pk=pk)
    require(can_record_talk, request.user, talk)
    now = timezone.now()
    if why := _why_not(talk, today=london_date(now)):
        messages.info(request, why)
        return redirect("ladder:talks")
    people = list(people_of_talk(talk))
    note_people(request, talk, people, purpose=Purpose.RECORD_TALK)
    wording = talk.statement_set.wording()
    form = RecordForm(request.POST if request.method == "POST" else None, wording=wording, people=people)
    context = {"talk": talk, "held_on": plain_date(talk.held_on), "form": form}
    if not form.is_valid() or "change" in request.POST:
        return render(request, "ladder/record_talk.html", context)
    there = form.cleaned_data["there"]
    if "confirm" not in request.POST:
        names = [person.expert.contact.name for person in people if person.pk in there]
        said = in_words(form.answers, wording)
        return render(request, "ladder/record_talk_confirm.html", {**context, "names": names, "said": said})
    try:
        talking.record_talk(talk=talk, there=there, answers=form.answers, by=request.user, now=now)
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, SENT)
    return redirect("ladder:talks")


def _why_not(talk, *, today):
    """The reason why this cannot be written down today, or "" if it can."""
    if talk.recorded_at:
        return "You sent this before. Thank you."
    if today < talk.held_on:
        return f"The group meets on {plain_date(talk.held_on)}. Come back after that."
    if is_late(talk, today=today):
        return "It is too late to send this. Call the involvement team."
    return ""
