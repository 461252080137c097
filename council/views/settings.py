"""All settings on one page, and the page of the council's name and contacts."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.rules import can_set_council
from council import actions
from council.choices import Figure, in_words, with_unit
from council.forms import ContactsForm
from council.models import Area, DatedBands, DatedFigure, Directorate
from council.queries import band_edges, figures, the_council
from govuk.pages import form_page, require
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

LABELS = {
    "name": "Name",
    "phone": "Phone",
    "hours": "Hours",
    "text_number": "Text number",
    "email": "Email",
    "worried_team": "Team that keeps people safe",
    "worried_phone": "Its number in office hours",
    "worried_phone_out_of_hours": "Its number at all other times",
    "freepost": "Freepost address",
}
NOT_GIVEN = "Not given yet"
MOST_NAMED = 8


def posted(request):
    """What was sent, or None for a page that is only being looked at. An empty form that was sent is sent."""
    return request.POST if request.method == "POST" else None


def seen_at_first(request, fresh, *, stale):
    """The stamp that a form sends along: of what was there when it was opened, or, once someone else has
    changed that and the page says so, of what is there now."""
    return fresh if stale else request.POST.get("seen", fresh)


@require_safe
def settings(request):
    """Everything that can be set, as it is now."""
    require(can_set_council, request.user)
    council = the_council()
    return render(
        request,
        "council/settings.html",
        {
            "contacts": _contacts(council),
            "own_colours": council.colours,
            "lists": [_list("directorates", Directorate), _list("areas", Area)],
            "numbers": _numbers(today=london_date(timezone.now())),
        },
    )


def _contacts(council):
    said = {field: getattr(council, field).replace("\n", ", ") for field in LABELS}
    return [{"key": label, "value": said[field] or NOT_GIVEN} for field, label in LABELS.items()]


def _list(key, kind):
    names = list(kind.objects.values_list("name", flat=True))
    more = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return {
        "key": f"{key.capitalize()} ({len(names)})",
        "value": shown or "None yet",
        "url": reverse("council:places", args=[key]),
        "change": f"the {key}",
    }


def _numbers(*, today):
    coming = defaultdict(list)
    for row in DatedFigure.objects.coming(on=today):
        coming[row.key].append(f"From {short_date(row.starts_on)}: {with_unit(Figure(row.key), row.value)}")
    numbers = [
        {
            "key": figure.label,
            "value": with_unit(figure, value),
            "coming": coming[figure.value],
            "url": reverse("council:figure", args=[figure.value]),
        }
        for figure, value in figures(on=today).items()
    ]
    return [*numbers, _bands(today=today)]


def _bands(*, today):
    coming = DatedBands.objects.coming(on=today)
    return {
        "key": "Where the words for the score meet",
        "value": in_words(band_edges(on=today)),
        "coming": [f"From {short_date(row.starts_on)}: {in_words(row.edges)}" for row in coming],
        "url": reverse("council:bands"),
    }


@form_page
def contacts(request):
    """Change the council's name and how to reach its team."""
    require(can_set_council, request.user)
    council = the_council()
    form = ContactsForm(
        posted(request), initial={field: getattr(council, field) for field in actions.CONTACTS}
    )
    stale = False
    if form.is_bound and form.is_valid():
        try:
            actions.describe(
                contacts=form.cleaned_data,
                seen=request.POST.get("seen", ""),
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
            stale = True
        else:
            messages.success(request, "Name and contacts are saved.")
            return redirect("council:settings")
    return render(
        request,
        "council/contacts.html",
        {
            "form": form,
            "seen": seen_at_first(request, actions.as_seen(council, actions.CONTACTS), stale=stale),
            "saved_now": _contacts(council) if stale else [],
            "back": reverse("council:settings"),
        },
    )
