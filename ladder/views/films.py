"""Signed films of the questions: which are there, adding one, and taking one away."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.uploads import OnDisk
from govuk.pages import require
from ladder.actions.films import put_film
from ladder.actions.films import take_film_away as take_away
from ladder.choices import FilmSlot
from ladder.films import films_of, question_of
from ladder.forms import FilmForm
from ladder.models import Film, StatementSet
from ladder.queries import newest_wording
from ladder.rules import can_add_films
from words.errors import Refused, StaleState


@require_safe
def films(request):
    """Every question of the newest wording, with its film or without one."""
    require(can_add_films, request.user)
    wording = newest_wording()
    there = films_of(wording.version)
    return render(
        request,
        "ladder/films.html",
        {
            "version": wording.version,
            "count": len(there),
            "all": len(FilmSlot),
            "rows": [
                {
                    "slot": slot.label,
                    "question": question_of(wording, slot),
                    "url": reverse("ladder:film", args=[wording.version, slot.value]),
                    "is_there": slot.value in there,
                }
                for slot in FilmSlot
            ],
        },
    )


@csrf_exempt  # only until it is known who asks: `_film_page` checks the token, when the files can be taken in
@require_http_methods(["GET", "POST"])
def film(request, version, slot):
    """The film of one question, to watch, and a form for another. Nobody else's files come to a disk."""
    require(can_add_films, request.user)
    if request.method == "POST":
        request.upload_handlers = [OnDisk(request)]
    return _film_page(request, *_question(version, slot))


@csrf_protect
def _film_page(request, statement_set, slot):
    form = FilmForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        try:
            put_film(
                statement_set=statement_set,
                slot=slot,
                film=form.cleaned_data["film"],
                captions=form.cleaned_data["captions"],
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The film is saved. Watch it once, with its captions.")
            return redirect("ladder:film", version=statement_set.pk, slot=slot.value)
    return render(
        request,
        "ladder/film_page.html",
        {
            **_about(statement_set, slot),
            "form": form,
            "film": films_of(statement_set.pk).get(slot.value),
            "take_away_url": reverse("ladder:take_film_away", args=[statement_set.pk, slot.value]),
        },
    )


@require_http_methods(["GET", "POST"])
def take_film_away(request, version, slot):
    """Asked first: people who sign lose this question."""
    require(can_add_films, request.user)
    statement_set, slot = _question(version, slot)
    film = get_object_or_404(Film, statement_set=statement_set, slot=slot)
    if request.method == "POST":
        try:
            take_away(film=film, by=request.user, now=timezone.now())
        except StaleState as stale:
            messages.info(request, f"{stale}.")
        else:
            messages.success(request, "The film is gone. You can add another one.")
        return redirect("ladder:film", version=version, slot=slot.value)
    return render(request, "ladder/take_film_away.html", _about(statement_set, slot))


def _question(version, slot):
    """A version that is loaded, and one of its questions. A number that no version can have is none."""
    if slot not in FilmSlot.values:
        raise Http404
    return get_object_or_404(StatementSet, version=version), FilmSlot(slot)


def _about(statement_set, slot):
    return {
        "version": statement_set.pk,
        "slot": slot,
        "question": question_of(statement_set.wording(), slot),
    }
