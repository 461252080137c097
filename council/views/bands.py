"""Where the five words for the score meet: what it is, was and will be, and setting it from a day on."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import can_set_council
from council import actions
from council.choices import SHIPPED_EDGES, in_words
from council.forms import BandsForm
from council.models import DatedBands
from council.queries import band_edges
from council.views import taking_back
from council.views.settings import posted
from govuk.pages import form_page, require
from ladder.result_words import BANDS, band_spans
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

HEADS = (
    "In force",
    f"{BANDS[0]} goes up to",
    f"{BANDS[2]} starts at",
    f"{BANDS[2]} goes up to",
    f"{BANDS[4]} starts at",
)


@form_page
def bands(request):
    """Which score gets which word, when that changes and changed, and a form to change it."""
    require(can_set_council, request.user)
    now = timezone.now()
    today = london_date(now)
    form = BandsForm(posted(request), today=today)
    if form.is_bound and form.is_valid():
        starts_on = form.cleaned_data["starts_on"]
        try:
            actions.set_bands(edges=form.edges, starts_on=starts_on, by=request.user, now=now)
        except Refused as refused:
            form.add_error("starts_on", str(refused))
        else:
            messages.success(request, f"{in_words(form.edges)}, from {short_date(starts_on)}.")
            return redirect("council:bands")
    coming = list(DatedBands.objects.coming(on=today))
    return render(
        request,
        "council/bands.html",
        {
            "form": form,
            "spans": band_spans(band_edges(on=today)),
            "shipped": in_words(SHIPPED_EDGES),
            "coming": [_said(row) for row in coming],
            "heads": HEADS,
            "rows": _over_time(list(DatedBands.objects.started(on=today)), coming),
            "back": reverse("council:settings"),
        },
    )


def _said(row):
    return {
        "value": in_words(row.edges),
        "day": short_date(row.starts_on),
        "take_back_url": reverse("council:take_back_bands", args=[row.pk]),
    }


def _over_time(started, coming):
    """Rows of the table, newest first: what will be, what is, what was, and what the portal came with."""
    rows = [(f"From {short_date(row.starts_on)}", *row.edges) for row in reversed(coming)]
    until = ""
    for row in started:
        since = short_date(row.starts_on)
        rows.append((f"{since} to {until}" if until else f"Now, since {since}", *row.edges))
        until = short_date(row.starts_on - timedelta(days=1))
    return [*rows, (f"To {until}" if until else "Now, as the portal comes", *SHIPPED_EDGES)]


@require_POST
def take_back(request, pk):
    """Undo a change that has not started."""
    require(can_set_council, request.user)
    taking_back.take_back(request, get_object_or_404(DatedBands, pk=pk))
    return redirect("council:bands")
