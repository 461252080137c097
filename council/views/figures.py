"""One dated number: what it is, was and will be, and setting it from a day on."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import can_set_council
from council import actions
from council.choices import FLOORS, NEVER_BELOW, SHIPPED, SUGGESTIONS, Figure, with_unit
from council.forms import FigureForm
from council.models import DatedFigure
from council.queries import figures, least_of
from council.views import taking_back
from council.views.settings import posted
from govuk.pages import form_page, require
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

HIGHEST = "A check that is open now may only get stricter. It closes with the highest number of its time."
CLOSING = "This is read on the day a check closes. Checks that are open now use the new number."
SUGGESTED = "This only moves the day that we suggest. Checks that are open now stay as they are."
OPENING = "This is read on the day a check opens. Checks that are open now keep the number they have."


def figure_of(request, key):
    """The figure of this address, for an administrator."""
    require(can_set_council, request.user)
    if key not in Figure.values:
        raise Http404
    return Figure(key)


@form_page
def figure(request, key):
    """What a number is now, its history and what is coming, and a form to change it."""
    chosen = figure_of(request, key)
    now = timezone.now()
    today, tomorrow = london_date(now), london_date(now) + timedelta(days=1)
    form = FigureForm(posted(request), figure=chosen, today=today)
    if form.is_bound and form.is_valid():
        try:
            actions.set_figure(figure=chosen, **form.cleaned_data, by=request.user, now=now)
        except Refused as refused:
            form.add_error("starts_on", str(refused))
        else:
            messages.success(
                request,
                f"{with_unit(chosen, form.cleaned_data['value'])}, "
                f"from {short_date(form.cleaned_data['starts_on'])}.",
            )
            return redirect("council:figure", key=key)
    rows = DatedFigure.objects.filter(key=chosen)
    return render(
        request,
        "council/figure.html",
        {
            "title": chosen.label,
            "form": form,
            "in_force": with_unit(chosen, figures(on=today)[chosen]),
            "coming": [said(row) for row in rows.coming(on=today)],
            "history": [said(row) for row in rows.started(on=today)],
            "shipped": with_unit(chosen, SHIPPED[chosen]),
            "least": least_of(chosen, on=tomorrow) if chosen in NEVER_BELOW else None,
            "when": when_read(chosen),
            "back": reverse("council:settings"),
        },
    )


def when_read(figure):
    """What a change means for checks that are open now."""
    if figure in FLOORS:
        return HIGHEST
    if figure in SUGGESTIONS:
        return SUGGESTED
    return CLOSING if figure == Figure.CHECK_MINUTES else OPENING


def said(row):
    """A change as words, with the address that takes it back."""
    return {
        "value": with_unit(Figure(row.key), row.value),
        "day": short_date(row.starts_on),
        "take_back_url": reverse("council:take_back", args=[row.key, row.pk]),
    }


@require_POST
def take_back(request, key, pk):
    """Undo a change that has not started."""
    chosen = figure_of(request, key)
    taking_back.take_back(request, get_object_or_404(DatedFigure, key=chosen, pk=pk))
    return redirect("council:figure", key=key)
