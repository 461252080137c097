"""Signed films as pages show them."""

from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db.models import Q

from ladder.choices import FilmSlot
from ladder.models import Film
from ladder.wording import Wording

FOLDER = "films"
"""Where films and captions lie, below the folder for media."""


@dataclass(frozen=True, slots=True)
class FilmToShow:
    """The addresses of a film and of its captions."""

    film: str
    captions: str


def films_of(statement_set_id: int) -> dict[str, FilmToShow]:
    """The films of a version, by slot. One query."""
    return {
        row.slot: FilmToShow(film=default_storage.url(row.film), captions=default_storage.url(row.captions))
        for row in Film.objects.filter(statement_set=statement_set_id)
    }


def how_many_films(statement_set_id: int) -> int:
    """How many questions of a version have a film. There could be one for each of `FilmSlot`."""
    return Film.objects.filter(statement_set=statement_set_id).count()


def is_file_of_a_film(name: str) -> bool:
    """Whether a file below the folder for media is a film's, or its captions."""
    return Film.objects.filter(Q(film=name) | Q(captions=name)).exists()


def question_of(wording: Wording, slot: FilmSlot) -> str:
    """The words that the film of a slot signs."""
    others = {
        FilmSlot.PRACTICE: wording.practice,
        FilmSlot.STEP: wording.step_question,
        FilmSlot.BETTER: wording.better,
    }
    if slot in others:
        return others[slot].wording
    return wording.statements[int(slot) - 1].wording
