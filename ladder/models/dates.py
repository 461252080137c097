"""More time for an open check: a row each time its dates move, which everyone who was invited is told of."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from ladder.choices import MoreTime
from ladder.models.rounds import Round
from ladder.more_time import AT_MOST
from privacy.columns import Columns


class DateChange(models.Model):
    """One time that a check got more time: from which dates to which, why, and who gave it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="date_changes")
    number = models.PositiveSmallIntegerField()
    answer_by_before = models.DateField()
    answer_by = models.DateField()
    closes_at_before = models.DateTimeField()
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=20, choices=MoreTime)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    columns = Columns(
        plain=(
            "id", "round", "number", "answer_by_before", "answer_by", "closes_at_before", "closes_at",
            "reason", "changed_at",
        ),
        personal=("changed_by",),
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="each_change_of_a_checks_dates_has_a_number"
            ),
            models.CheckConstraint(
                name="a_check_gets_more_time_twice_at_most",
                condition=Q(number__gte=1, number__lte=AT_MOST),
                violation_error_message="This check got more time twice. That is the most there is",
            ),
            models.CheckConstraint(
                name="the_dates_of_a_check_are_only_ever_moved_later",
                condition=Q(answer_by__gt=F("answer_by_before"), closes_at__gt=F("closes_at_before")),
                violation_error_message="Choose a later day. A check never gets less time",
            ),
            models.CheckConstraint(name="more_time_is_given_for_a_reason", condition=~Q(reason="")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="that_people_were_given_more_time_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            # It locks the check's row, as closing does, and compares: of two people who move the dates in
            # one moment the second is refused, and nobody moves those of a check that closes meanwhile.
            pgtrigger.Trigger(
                name="more_time_is_given_while_a_check_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM ladder_round WHERE id = NEW.round_id AND closed_at IS NULL
                        AND answer_by = NEW.answer_by_before AND closes_at = NEW.closes_at_before
                        FOR NO KEY UPDATE;
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'This check is closed, or its dates are others by now'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"More time {self.number}, {self.round}"
