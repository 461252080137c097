"""The framework's wording, one row for each version."""

import pgtrigger
from django.db import models

from ladder import wording
from privacy.columns import Columns


class StatementSet(models.Model):
    """One version of the framework's wording. It is never edited: a check keeps the words it began with."""

    version = models.PositiveSmallIntegerField(primary_key=True)
    data = models.JSONField()

    columns = Columns(plain=("version", "data"), kept="as long as the portal runs")

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="a_wording_is_never_changed_or_removed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"version {self.version}"

    def wording(self) -> wording.Wording:
        """The words of this version, read into their places."""
        return wording.read(self.data)
