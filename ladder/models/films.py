"""Signed films of the questions: which there are, and the names of their files."""

from django.db import models
from django.db.models import Q

from ladder.choices import FilmSlot
from ladder.models.wordings import StatementSet
from privacy.columns import Columns


class Film(models.Model):
    """The signed film of one question in one version of the wording, with its captions.

    Files are named after what is in them, so an address never changes what it shows, and no name that
    somebody typed is kept. Who added a film is in the audit record.
    """

    statement_set = models.ForeignKey(StatementSet, on_delete=models.PROTECT, related_name="films")
    slot = models.CharField(max_length=10, choices=FilmSlot)
    film = models.CharField(max_length=80)
    captions = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    columns = Columns(
        plain=("id", "statement_set", "slot", "film", "captions", "added_at"),
        kept="until another takes its place, or it is taken away",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement_set", "slot"], name="a_question_has_one_film"),
            models.CheckConstraint(
                name="files_of_films_have_names_of_our_own",
                condition=Q(film__regex=r"^films/[0-9a-f]{64}\.mp4$")
                & Q(captions__regex=r"^films/[0-9a-f]{64}\.vtt$"),
            ),
        ]

    def __str__(self):
        return f"Film of {self.get_slot_display()}"
