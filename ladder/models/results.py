"""What is left of a closed check: everyone's answers added up, what may be shown, and what people wrote."""

import pgtrigger
from django.db import models
from django.db.models import Q

from ladder.choices import CommentKind, Voice
from ladder.models.rounds import Round
from privacy.columns import SOCIAL_CARE, Columns
from privacy.fields import EncryptedTextField


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


class Comment(models.Model):
    """Words that somebody wrote in a check, apart from their answers and in no order. Nobody reads them
    before a reviewer has; the writer chose who may after that."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="comments")
    words = EncryptedTextField()
    kind = models.CharField(max_length=10, choices=CommentKind, default=CommentKind.WORDS)
    voice = models.CharField(max_length=10, choices=Voice)
    name_to_show = EncryptedTextField(blank=True)

    columns = Columns(
        plain=("id", "round", "kind", "voice"),
        special=("words", "name_to_show"),
        condition=SOCIAL_CARE,
        kept="2 years after the check closes",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="how_a_helper_knows_is_for_the_reviewer_alone",
                condition=~Q(kind=CommentKind.HOW_KNOWN) | Q(voice=Voice.COUNT),
            )
        ]

    def __str__(self):
        return "Comment"
