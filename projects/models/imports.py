"""A spreadsheet of projects that somebody brings in, from the first look to its drafts."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from privacy.columns import Columns
from projects.choices import ImportState
from projects.querysets import ImportBatchQuerySet


class ImportBatch(models.Model):
    """The lines of one file, until they become drafts. After that it stays as their mark."""

    file_name = models.CharField(max_length=100)
    lines = models.JSONField(default=list, blank=True)
    count = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.CHECKED)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    columns = Columns(
        plain=("id", "count", "state", "brought_at", "made_at", "undone_at"),
        personal=("file_name", "lines", "brought_by"),
        kept="7 days. Once its drafts are made, without its lines, as long as the register is public",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_import_keeps_its_lines_only_until_its_drafts_are_made",
                condition=Q(state=ImportState.CHECKED) | Q(lines=[]),
            ),
            models.CheckConstraint(
                name="an_import_says_when_its_drafts_were_made_and_undone",
                condition=Q(state=ImportState.CHECKED, made_at=None, undone_at=None)
                | Q(state=ImportState.DONE, made_at__isnull=False, undone_at=None)
                | Q(state=ImportState.UNDONE, made_at__isnull=False, undone_at__gte=F("made_at")),
            ),
        ]

    def __str__(self):
        return self.file_name
