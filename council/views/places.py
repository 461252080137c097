"""The council's two lists, directorates and areas: add, rename, remove."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.rules import can_set_council
from council import actions
from council.forms import PlaceForm
from council.models import Area, Directorate, Place
from council.queries import why_not_removed
from council.views.settings import posted, seen_at_first
from govuk.pages import form_page, require
from words.errors import Refused, StaleState


@dataclass(frozen=True, slots=True)
class List:
    """One of the lists, and its words."""

    key: str
    kind: type[Place]
    one: str
    about: str


LISTS = {
    each.key: each
    for each in (
        List("directorates", Directorate, "directorate", "The parts of the council that run projects."),
        List("areas", Area, "area", "The parts of the county, by the names that people use."),
    )
}


@form_page
def places(request, which):
    """Everything on the list, and a form to add one more."""
    require(can_set_council, request.user)
    form = PlaceForm(posted(request), label=f"Name of the new {which.one}", button=f"Add this {which.one}")
    if form.is_bound and form.is_valid():
        try:
            added = actions.add_place(
                kind=which.kind, **form.cleaned_data, by=request.user, now=timezone.now()
            )
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"{added} is added.")
            return redirect("council:places", which=which.key)
    return render(
        request,
        "council/places.html",
        {
            "which": which,
            "title": which.key.capitalize(),
            "form": form,
            "rows": list(which.kind.objects.all()),
            "back": reverse("council:settings"),
        },
    )


def place_of(request, which, pk):
    """One of the list, for an administrator."""
    require(can_set_council, request.user)
    return get_object_or_404(which.kind, pk=pk)


@form_page
def place(request, which, pk):
    """Rename one. The page also says whether it can be removed."""
    found = place_of(request, which, pk)
    stale = False
    form = PlaceForm(posted(request), initial={"name": found.name}, label="Name", button="Save")
    if form.is_bound and form.is_valid():
        try:
            actions.rename_place(
                place=found,
                **form.cleaned_data,
                seen=request.POST.get("seen", ""),
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error("name", str(refused))
            stale = isinstance(refused, StaleState)
        else:
            messages.success(request, "The name is saved.")
            return redirect("council:places", which=which.key)
    return render(
        request,
        "council/place.html",
        {
            "which": which,
            "place": found,
            "form": form,
            "seen": seen_at_first(request, found.name, stale=stale),
            "used": why_not_removed(found),
            "back": reverse("council:places", args=[which.key]),
        },
    )


@form_page
def remove(request, which, pk):
    """Ask whether one really goes, and take it off the list."""
    found = place_of(request, which, pk)
    name = found.name
    if request.method == "POST":
        try:
            actions.remove_place(place=found, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.info(request, f"{name} is not removed. {refused}.")
        else:
            messages.success(request, f"{name} is removed.")
        return redirect("council:places", which=which.key)
    return render(
        request,
        "council/remove.html",
        {
            "which": which,
            "place": found,
            "used": why_not_removed(found),
            "back": reverse("council:place", args=[which.key, pk]),
        },
    )
