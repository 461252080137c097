"""What is left of a closed check besides words: everyone's answers added up, and what may be shown."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from ladder.models.rounds import Round
from ladder.scoring import STATEMENTS
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


def _read_off(key: str, field: models.Field) -> models.GeneratedField:
    """A column that the database reads off what members are shown, so that lists are sorted and counted in
    SQL and never tell anything else."""
    return models.GeneratedField(
        expression=Cast(KeyTextTransform(key, "members"), field), output_field=field, db_persist=True
    )


def _words() -> models.GeneratedField:
    """The words of the eight statements, 0 (No) to 4 (Yes), or null where members see none."""
    each = (f"(%(expressions)s #>> '{{statements,{place},word}}')::smallint" for place in range(STATEMENTS))
    output = ArrayField(models.SmallIntegerField(), size=STATEMENTS)
    return models.GeneratedField(
        expression=Func(F("members"), template=f"ARRAY[{', '.join(each)}]", output_field=output),
        output_field=output,
        db_persist=True,
    )


class RoundResult(models.Model):
    """What each audience may be shown of a closed check, worked out once and frozen.

    `badge` to `words` are what members are shown, in columns of their own.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="result")
    members = models.JSONField()
    public = models.JSONField()
    rules = models.JSONField()
    badge = _read_off("badge", models.CharField(max_length=10))
    gap = _read_off("gap", models.SmallIntegerField(null=True))
    experienced = _read_off("experienced", models.SmallIntegerField(null=True))
    score = _read_off("score_value", models.FloatField(null=True))
    words = _words()

    columns = Columns(
        plain=(
            "round", "members", "public", "rules", "badge", "gap", "experienced", "score", "words",
        ),
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        triggers = [
            pgtrigger.Protect(
                name="a_result_is_never_changed_or_removed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"Result of {self.round_id}"
