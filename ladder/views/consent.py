"""One question, asked alone: may the project's team see what the group said? By a key, or signed in.

No page shows what somebody said before, and nothing a browser keeps tells it either.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_employed
from ladder import check_cookie, shared_screen
from ladder.actions.talk_keys import person_still_asked
from ladder.actions.talking import say, what_the_group_said
from ladder.forms.talking import ConsentForm
from ladder.models import Talk, TalkPerson
from ladder.talked import in_words
from ladder.views.check_page import check_page, sign_out_first
from words.errors import StaleState
from words.plain_dates import plain_date
from words.working_days import london_date


@check_page
@require_http_methods(["GET", "POST"])
def consent(request):
    """For whoever came in by a link or a code of their own."""
    if is_employed(request.user):
        return sign_out_first(request)
    now = timezone.now()
    key = check_cookie.read_talk(request)
    person = person_still_asked(key, now=now) if key else None
    if person is None:
        return render(request, "ladder/talk_not_open.html")
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, person, form)
    try:
        say(person=person, consent=form.cleaned_data["consent"], now=now)
    except StaleState:
        return render(request, "ladder/talk_not_open.html")
    response = redirect("ladder:consent_given")
    check_cookie.forget(response, check_cookie.TALK)
    if shared_screen.is_shared(request):
        shared_screen.forget_the_reader(response)
    return response


@check_page
@require_safe
def consent_given(request):
    """The answer is kept. The same words for everyone, whatever they said and whenever they look."""
    return render(request, "ladder/consent_given.html")


@require_http_methods(["GET", "POST"])
def my_talk(request, pk):
    """The same for somebody who is signed in, about a group of their own."""
    now = timezone.now()
    mine = TalkPerson.objects.filter(
        talk__in=Talk.objects.asking(now=now), expert__contact=request.user.contact_id
    )
    people = mine.select_related(
        "talk__project__directorate", "talk__statement_set", "talk__facilitator__contact", "expert__contact"
    )
    person = get_object_or_404(people, talk=pk)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, person, form)
    try:
        say(person=person, consent=form.cleaned_data["consent"], now=now)
    except StaleState as too_late:
        messages.info(request, str(too_late))
    else:
        messages.success(
            request, "Thank you. We have your answer. You can change it here until the last day."
        )
    return redirect("coproduction:me")


def _ask(request, person, form):
    talk = person.talk
    return render(
        request,
        "ladder/consent.html",
        {
            "form": form,
            "project": talk.project.name,
            "directorate": talk.project.directorate.name,
            "facilitator": talk.facilitator.contact.name,
            "held_on": plain_date(talk.held_on),
            "ask_until": plain_date(london_date(talk.ask_until)),
            "said": in_words(what_the_group_said(talk), talk.statement_set.wording()),
        },
    )
