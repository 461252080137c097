"""Saving one page of a check: what may be shown of it, where to go on, where back leads."""

from django.shortcuts import redirect
from django.urls import reverse

from ladder.actions.answering import change_draft, read_draft
from ladder.views.sitting import next_page


def shown_draft(sitting):
    """What was saved, if it may stand on this screen. It is not opened otherwise."""
    return (
        read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by) if sitting.shown else None
    )


def save(sitting, change):
    """Save what `change` makes of the draft, and return it."""
    return change_draft(invitation=sitting.invitation, change=change, now=sitting.now, by=sitting.by)


def stop(sitting):
    """Stop for now: the check closes in this browser."""
    return sitting.leave(redirect("ladder:saved"))


def go_on(request, sitting, answers):
    """After saving: stop for now, or back to the list of answers, or on to what has no answer yet."""
    if "later" in request.POST:
        return stop(sitting)
    if "change" in request.GET and not answers.words_wait:
        return redirect("ladder:answers")
    return next_page(sitting, answers)


def back(request, page):
    """Where "Back" leads: to the list of answers for whoever changes one, and otherwise to `page`."""
    return reverse("ladder:answers") if "change" in request.GET else page
