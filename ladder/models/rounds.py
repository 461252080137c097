"""A check, who is asked in it, and the keys that let them in."""

from datetime import date, datetime

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from experts.choices import Way
from experts.models import Expert, Supporter
from ladder.choices import ClosedEarly
from ladder.models.wordings import StatementSet
from ladder.querysets import InvitationQuerySet, RoundQuerySet
from privacy.columns import SOCIAL_CARE, Columns
from projects.models import Project, StatedLevel


class Round(models.Model):
    """One check of one project. It opens, people answer, and it closes by itself."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="rounds")
    statement_set = models.ForeignKey(StatementSet, on_delete=models.PROTECT, related_name="+")
    stated_level = models.ForeignKey(StatedLevel, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    answer_by = models.DateField()
    reminder_on = models.DateField()
    second_reminder_on = models.DateField(null=True, blank=True)
    # How many reminder days had come when its dates were last moved. Those days are written nowhere else.
    reminders_gone = models.PositiveSmallIntegerField(default=0)
    closes_at = models.DateTimeField()
    rest_until = models.DateField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_early_because = models.CharField(max_length=20, choices=ClosedEarly, blank=True)
    rewritten_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    columns = Columns(
        plain=(
            "id", "project", "statement_set", "stated_level", "opens_on", "answer_by", "reminder_on",
            "second_reminder_on", "reminders_gone", "closes_at", "rest_until", "closed_at",
            "closed_early_because", "rewritten_at",
        ),
        personal=("opened_by",),
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="checks_of_a_project_keep_their_distance",
                expressions=[
                    ("project", RangeOperators.EQUAL),
                    (
                        Func(
                            F("opens_on"),
                            F("rest_until"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=False),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="This project's last check is too near. Leave time between checks",
            ),
            models.CheckConstraint(
                name="people_have_time_to_answer_a_check", condition=Q(answer_by__gt=F("opens_on"))
            ),
            models.CheckConstraint(
                name="a_project_rests_after_a_check", condition=Q(rest_until__gt=F("answer_by"))
            ),
            models.CheckConstraint(
                name="a_second_reminder_comes_after_the_first",
                condition=Q(second_reminder_on=None) | Q(second_reminder_on__gt=F("reminder_on")),
            ),
            models.CheckConstraint(
                name="only_a_closed_check_was_closed_early",
                condition=Q(closed_early_because="") | Q(closed_at__isnull=False),
            ),
        ]
        triggers = [
            # Its days are those that were set, or those that everyone was told of (ladder_datechange).
            pgtrigger.Trigger(
                name="only_more_time_changes_when_people_answer_by",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answer_by__df=pgtrigger.F("new__answer_by")),
                func="""
                    IF OLD.closed_at IS NULL AND NEW.closed_at IS NULL AND EXISTS (
                        SELECT FROM ladder_datechange WHERE round_id = NEW.id
                        AND answer_by_before = OLD.answer_by AND answer_by = NEW.answer_by
                        AND closes_at = NEW.closes_at
                    ) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'People answer by the day that they were told'
                        USING ERRCODE = 'integrity_constraint_violation';
                """,
            ),
            # A check that closes early, or later than was set, rests as long, from that day on.
            pgtrigger.Trigger(
                name="only_a_moved_close_changes_how_long_it_rests",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__opens_on__df=pgtrigger.F("new__opens_on"))
                | pgtrigger.Q(old__rest_until__df=pgtrigger.F("new__rest_until")),
                func="""
                    IF NEW.opens_on = OLD.opens_on AND NEW.rest_until < OLD.rest_until
                        AND OLD.closed_at IS NULL AND NEW.closed_early_because <> ''
                        AND NEW.rest_until - (NEW.closed_at AT TIME ZONE 'Europe/London')::date
                            = OLD.rest_until - (OLD.closes_at AT TIME ZONE 'Europe/London')::date
                    THEN
                        RETURN NEW;
                    END IF;
                    IF NEW.opens_on = OLD.opens_on AND NEW.rest_until > OLD.rest_until
                        AND OLD.closed_at IS NULL AND NEW.closed_at IS NULL
                        AND NEW.rest_until - (NEW.closes_at AT TIME ZONE 'Europe/London')::date
                            = OLD.rest_until - (OLD.closes_at AT TIME ZONE 'Europe/London')::date
                        AND EXISTS (
                            SELECT FROM ladder_datechange WHERE round_id = NEW.id
                            AND closes_at_before = OLD.closes_at AND closes_at = NEW.closes_at
                        )
                    THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'A check rests until the day that was set'
                        USING ERRCODE = 'integrity_constraint_violation';
                """,
            ),
            # The other way round stands with ladder_talk.
            pgtrigger.Trigger(
                name="a_check_keeps_its_distance_from_talks",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("opens_on", "rest_until"),
                func="""
                    PERFORM FROM projects_project WHERE id = NEW.project_id FOR NO KEY UPDATE;
                    IF EXISTS (
                        SELECT FROM ladder_talk WHERE project_id = NEW.project_id
                        AND daterange(opens_on, rest_until) && daterange(NEW.opens_on, NEW.rest_until)
                    ) THEN
                        RAISE EXCEPTION 'A talk of this project is too near'
                            USING ERRCODE = 'exclusion_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.project}, {self.opens_on}"

    @property
    def reminder_days(self) -> tuple[date, ...]:
        """The day of each reminder, the first one first. Checks from before there were two have one."""
        second = self.second_reminder_on
        return (self.reminder_on, second) if second else (self.reminder_on,)

    def is_over(self, now: datetime) -> bool:
        """Whether it has closed, or its time has come and closing it is a matter of a moment."""
        return self.closed_at is not None or self.closes_at <= now


class Invitation(models.Model):
    """One person, asked once in one check. That they answered stays here; what they said never does."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="invitations")
    answered_on = models.DateField(null=True, blank=True)
    # Who typed in answers that came on paper or by phone, so that the person can be told.
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_on = models.DateField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    columns = Columns(
        plain=("id", "round"),
        personal=("entered_by",),
        special=("expert", "answered_on", "declined_on"),
        condition=SOCIAL_CARE,
        kept="1 year after the check closes",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "expert"], name="a_person_is_asked_once_in_a_check"),
            models.CheckConstraint(
                name="nobody_answers_and_says_no_thank_you",
                condition=Q(answered_on=None) | Q(declined_on=None),
            ),
            models.CheckConstraint(
                name="only_answers_that_came_were_typed_in",
                condition=Q(entered_by=None) | Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Invitation {self.pk}"


class InvitationKey(models.Model):
    """A link and a code that open one invitation. Only digests under the application's key are kept.

    A supporter's key opens it for them: the check then says whom they are helping.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="keys")
    supporter = models.ForeignKey(
        Supporter, on_delete=models.CASCADE, null=True, blank=True, related_name="keys"
    )
    is_paper = models.BooleanField(default=False)
    link_digest = models.BinaryField(max_length=32, unique=True)
    code_digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    columns = Columns(
        plain=("id", "is_paper", "made_at", "ended_at"),
        personal=("invitation", "supporter", "link_digest", "code_digest"),
        kept="until the check closes; the code of a paper form 35 days longer",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_paper_form_belongs_to_the_person_and_no_supporter",
                condition=Q(is_paper=False) | Q(supporter=None),
            )
        ]

    def __str__(self):
        return f"Key {self.pk}"


class WayTask(models.Model):
    """Somebody wants to answer another way than online: the involvement team sees to it."""

    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, primary_key=True, related_name="way_task"
    )
    way = models.CharField(max_length=10, choices=Way)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    columns = Columns(
        plain=("asked_at", "done_at"),
        personal=("done_by",),
        special=("invitation", "way"),
        condition=SOCIAL_CARE,
        kept="1 year after the check closes",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_way_is_arranged_by_a_person",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(name="answering_online_needs_nobody", condition=~Q(way=Way.ONLINE)),
        ]

    def __str__(self):
        return f"{self.way}, {self.invitation}"
