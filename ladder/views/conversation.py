"""The conversation that a wide gap asks for: whose it is, by when, where to begin, and what came of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from govuk.pages import require
from ladder.actions.conversations import hand_over, say_it_was_held
from ladder.choices import Audience
from ladder.forms.conversation import HandOverForm, HeldForm
from ladder.history import beside, closed_checks
from ladder.result_words import gap_sentence
from ladder.told_both import tell_both
from ladder.views.results import checked_project
from projects.rules import can_change
from words.errors import Refused
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


@require_http_methods(["GET", "POST"])
def conversation(request, slug, closed_on):
    """Read by everyone who has the members' view. The project's team and the involvement team write here."""
    project = checked_project(request.user, slug)
    if request.method == "POST":
        require(can_change, request.user, project)
    checks = closed_checks(project.pk, audience=Audience.MEMBERS)
    check = next((each for each in checks if each.closed_on == closed_on), None)
    also = beside(check) if check else None
    if also is None or also.conversation is None:
        raise Http404
    talk, today = also.conversation, london_date(timezone.now())
    held_form, hand_form = _forms(request, project, talk, closed_on=closed_on, today=today)
    if held_form and held_form.is_valid():
        return _save(
            request,
            "Saved. People in the project can read it now.",
            say_it_was_held,
            conversation=talk,
            **held_form.cleaned_data,
        )
    if hand_form and hand_form.is_valid():
        said = f"{hand_form.chosen.contact.name} sees to it now."
        return _save(request, said, hand_over, conversation=talk, to=hand_form.chosen)
    return render(
        request,
        "ladder/conversation.html",
        {
            "project": project,
            "closed_on": short_date(closed_on),
            "results_url": reverse("ladder:results", args=[project.slug, closed_on]),
            "gap": gap_sentence(check.shown),
            "both": tell_both(check, also.wording, also.team),
            "owner": talk.owner.contact.name if talk.owner else "",
            "due_on": plain_date(talk.due_on),
            "is_late": talk.held_on is None and talk.due_on < today,
            "held_on": plain_date(talk.held_on) if talk.held_on else "",
            "outcome": talk.outcome,
            "held_form": held_form,
            "hand_form": hand_form,
        },
    )


def _forms(request, project, talk, *, closed_on, today):
    """The two forms, for those who may write, while nobody has said that it was held."""
    if talk.held_on or not can_change(request.user, project):
        if request.method == "POST":
            messages.info(request, "Someone else has written down what came of it. This is what they wrote.")
        return None, None
    hands = "hand" in request.POST
    posted = request.POST if request.method == "POST" else None
    team = User.objects.filter(
        team_memberships__project=project, team_memberships__ends_on=None, is_active=True
    ).exclude(pk=talk.owner_id)
    team = list(team.select_related("contact").order_by("contact__name"))
    held_form = HeldForm(None if hands else posted, closed_on=closed_on, today=today)
    return held_form, HandOverForm(posted if hands else None, team=team) if team else None


def _save(request, said, action, **what):
    try:
        action(by=request.user, now=timezone.now(), **what)
    except Refused as refused:
        messages.info(request, f"{refused}.")
    else:
        messages.success(request, said)
    return redirect(request.path)
