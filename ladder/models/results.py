"""What is left of a closed check besides words: everyone's answers added up, and what may be shown."""

import pgtrigger
from django.db import models

from ladder.models.rounds import Round
from privacy.columns import SOCIAL_CARE, Columns


class Tally(models.Model):
    """Everyone's answers added up when a check closed (`ladder.scoring.Tally`). Only closing reads it."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="tally")
    counts = models.JSONField()

    columns = Columns(
        plain=("round",), special=("counts",), condition=SOCIAL_CARE, kept="as long as the register is public"
    )

    def __str__(self):
        return "Tally"


class RoundResult(models.Model):
    """What each audience may be shown of a closed check, worked out once and frozen."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="result")
    members = models.JSONField()
    public = models.JSONField()
    rules = models.JSONField()

    columns = Columns(plain=("round", "members", "public", "rules"), kept="as long as the register is public")

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="a_result_is_never_changed_or_removed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"Result of {self.round_id}"
