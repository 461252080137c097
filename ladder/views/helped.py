"""Did someone help? Asked of everyone at the end, and of a supporter in words of their own."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from council.choices import Figure
from council.queries import figures
from ladder.actions.answering import read_draft
from ladder.answers import HELPED
from ladder.forms.answering import HelpedForm
from ladder.views.check_page import answering
from ladder.views.saving import back, go_on, save, shown_draft, stop
from words.working_days import london_date


@require_http_methods(["GET", "POST"])
@answering
def helped(request, sitting):
    """Four answers, and two questions about the helper. A supporter must say, and has three."""
    later = "later" in request.POST
    about_it = {"wording": sitting.wording, "helping": sitting.helping}
    if request.method == "POST":
        form = HelpedForm(request.POST, **about_it, said=_said_unseen(sitting), later=later)
        if form.is_valid():
            typed = form.cleaned_data
            if later and not typed["help"]:
                return stop(sitting)
            answers = save(sitting, lambda saved: _with_help(sitting, saved, typed))
            return go_on(request, sitting, answers)
    else:
        saved = shown_draft(sitting)
        form = HelpedForm(**about_it, initial=_help_of(saved) if saved else None)
    return render(
        request,
        "ladder/helped.html",
        {
            **sitting.about,
            "form": form,
            "question": sitting.wording.helped,
            "shown": sitting.shown,
            "floor": figures(on=london_date(sitting.now))[Figure.FLOOR],
            "back_url": back(request, reverse("ladder:better")),
        },
    )


def _said_unseen(sitting):
    """Whether a supporter's help was said before, out of sight on this screen: an empty page keeps it."""
    if sitting.shown or not sitting.helping:
        return False
    saved = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    return saved is not None and saved.help in HELPED


def _with_help(sitting, saved, typed):
    return saved.with_help(
        typed["help"], paid=typed["paid"], how_known=typed["how_known"], unseen=not sitting.shown
    )


def _help_of(saved):
    return {"help": saved.help, "paid": saved.helper_paid, "how_known": saved.how_known}
