"""Asking people of a talk by phone. Once an answer is kept, no page shows it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.choices import Purpose
from council.queries import the_council
from ladder.actions import talking
from ladder.forms.talking import HeardForm
from ladder.models import Talk
from ladder.talked import in_words, people_of_talk
from ladder.views.talks import handling_talk, note_people
from notices.reach_words import before_you_reach
from notices.reaching import how_to_reach
from words.errors import Refused
from words.plain_dates import plain_date
from words.working_days import london_date

KEPT = "Their answer is kept. No page shows it. They can change it until the last day."


@require_http_methods(["GET", "POST"])
@handling_talk
def ring(request, talk, person):
    """What to say to one person, what the group said, and their yes or no."""
    asked = get_object_or_404(people_of_talk(talk), pk=person)
    now = timezone.now()
    if not Talk.objects.asking(now=now).filter(pk=talk.pk).exists():
        return _stop(request, talk, talking.TOO_LATE)
    form = HeardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        consent = form.cleaned_data["consent"]
        try:
            talking.say(person=asked, consent=consent, now=now, typed_by=request.user)
        except Refused as refused:
            return _stop(request, talk, str(refused))
        messages.success(request, KEPT)
        return redirect("ladder:talk", pk=talk.pk)
    said = talking.read_out_talk(talk=talk, by=request.user, now=now)
    note_people(request, talk, people_of_talk(talk), purpose=Purpose.TALK)
    return render(
        request,
        "ladder/ring_talk.html",
        {
            "talk": talk,
            "form": form,
            "name": asked.expert.contact.name,
            "safety": before_you_reach(how_to_reach(asked.expert.contact)),
            "caller": request.user.contact.name,
            "held_on": plain_date(talk.held_on),
            "ask_until": plain_date(london_date(talk.ask_until)),
            "council": the_council(),
            "said": in_words(said, talk.statement_set.wording()),
        },
    )


def _stop(request, talk, why):
    messages.info(request, why)
    return redirect("ladder:talk", pk=talk.pk)
