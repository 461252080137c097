"""The team's side of a check: one agreed set of answers, locked before anyone sees a result."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from ladder.choices import TeamAnswer
from ladder.models.rounds import Round
from ladder.querysets import TeamAnswersQuerySet
from ladder.scoring import STATEMENTS
from privacy.columns import Columns


class TeamAnswers(models.Model):
    """What a project's team says to the eight "We" statements, as one, while the check is open."""

    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, primary_key=True, related_name="team_answers"
    )
    answers = ArrayField(models.CharField(max_length=10, choices=TeamAnswer), size=STATEMENTS)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    objects = TeamAnswersQuerySet.as_manager()

    columns = Columns(
        plain=("round", "answers", "sent_at"),
        personal=("sent_by",),
        kept="as long as the register is public",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_team_gives_one_answer_to_each_statement",
                condition=Q(answers__len=STATEMENTS, answers__contained_by=TeamAnswer.values),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_a_team_says_is_never_changed_or_removed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            # Closing locks the check's row: a team that sends in the same moment waits, and is refused.
            pgtrigger.Trigger(
                name="a_team_may_answer_only_before_there_are_results",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM ladder_round WHERE id = NEW.round_id AND closed_at IS NULL FOR SHARE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'A team answers while its check is open'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"The team, {self.round}"
