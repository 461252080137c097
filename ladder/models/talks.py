"""A small group that talks it through with a facilitator. It is no check, and no figure ever reads it."""

from datetime import datetime

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from experts.models import Expert
from ladder.choices import TalkEnd
from ladder.models.wordings import StatementSet
from ladder.querysets import TalkQuerySet
from privacy.columns import SOCIAL_CARE, Columns
from projects.models import Project, StatedLevel

WHILE_PEOPLE_ARE_ASKED = (
    "until 5 working days after the facilitator recorded the answers; "
    "its place in the data files is rewritten within a day"
)
FROZEN = ("project", "statement_set", "stated_level", "held_on", "facilitator", "opens_on", "rest_until")


class Talk(models.Model):
    """One talk of one project's group, from the day it is arranged until everyone there has been asked.

    `said` is what the group said together. It is here only once everyone there has said yes to that.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="talks")
    statement_set = models.ForeignKey(StatementSet, on_delete=models.PROTECT, related_name="+")
    stated_level = models.ForeignKey(StatedLevel, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    facilitator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="talks_led")
    arranged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    rest_until = models.DateField()
    recorded_at = models.DateTimeField(null=True, blank=True)
    ask_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=TalkEnd, blank=True)
    said = models.JSONField(null=True, blank=True)
    rewritten_at = models.DateTimeField(null=True, blank=True)

    objects = TalkQuerySet.as_manager()

    columns = Columns(
        plain=(
            "id", "project", "statement_set", "stated_level", "held_on", "opens_on", "rest_until",
            "recorded_at", "ask_until", "ended_at", "outcome", "rewritten_at",
        ),
        personal=("facilitator", "arranged_by"),
        special=("said",),
        condition=SOCIAL_CARE,
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="talks_of_a_project_keep_their_distance",
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
                violation_error_message="This group's last talk is too near. Leave time between talks",
            ),
            models.CheckConstraint(
                name="a_talk_is_held_after_it_is_arranged", condition=Q(held_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="a_project_rests_after_a_talk", condition=Q(rest_until__gt=F("held_on"))
            ),
            models.CheckConstraint(
                name="people_are_asked_once_a_talk_is_recorded",
                condition=Q(recorded_at=None, ask_until=None) | Q(ask_until__gt=F("recorded_at")),
            ),
            models.CheckConstraint(
                name="a_talk_never_ends_before_everyone_had_their_days",
                condition=Q(ended_at=None) | Q(ask_until__isnull=False, ended_at__gte=F("ask_until")),
            ),
            models.CheckConstraint(
                name="a_talk_that_ended_says_what_is_left_of_it",
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="answers_of_a_group_are_kept_only_if_everyone_said_yes",
                condition=Q(outcome=TalkEnd.ALL_YES, said__isnull=False)
                | (~Q(outcome=TalkEnd.ALL_YES) & Q(said__isnull=True)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_a_talk_was_arranged_with_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*FROZEN),
            ),
            # Each way round: a check looks for talks (ladder_round), a talk looks for checks. Both lock the
            # project first, so of two in the same moment the second sees the first.
            pgtrigger.Trigger(
                name="a_talk_keeps_its_distance_from_checks",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    PERFORM FROM projects_project WHERE id = NEW.project_id FOR UPDATE;
                    IF EXISTS (
                        SELECT FROM ladder_round WHERE project_id = NEW.project_id
                        AND daterange(opens_on, rest_until) && daterange(NEW.opens_on, NEW.rest_until)
                    ) THEN
                        RAISE EXCEPTION 'A check of this project is too near'
                            USING ERRCODE = 'exclusion_violation';
                    END IF;
                    IF EXISTS (
                        SELECT FROM projects_teammember WHERE project_id = NEW.project_id
                        AND user_id = NEW.facilitator_id AND ends_on IS NULL
                    ) THEN
                        RAISE EXCEPTION 'The facilitator is in the team of this project'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.project}, {self.held_on}"

    def is_asking(self, now: datetime) -> bool:
        """Whether its people may say yes or no now, as `TalkQuerySet.asking` has it."""
        return self.ended_at is None and self.ask_until is not None and self.ask_until > now


class TalkPerson(models.Model):
    """Somebody of a group: first everyone who may come, then those who were there. Gone when the talk ends.

    What they said when they were asked alone is never beside them: it is under the talk's own seal.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="people")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="talks")

    columns = Columns(
        plain=("id", "talk"),
        special=("expert",),
        condition=SOCIAL_CARE,
        kept="until everyone there has been asked, a few weeks",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "expert"], name="a_person_is_in_a_talk_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_facilitator_of_a_talk_is_not_in_its_group",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (
                        SELECT FROM ladder_talk talk
                        JOIN accounts_user facilitator ON facilitator.id = talk.facilitator_id
                        JOIN experts_expert expert ON expert.contact_id = facilitator.contact_id
                        WHERE talk.id = NEW.talk_id AND expert.id = NEW.expert_id
                    ) THEN
                        RAISE EXCEPTION 'The facilitator is in the group'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"Person {self.pk}"


class TalkKey(models.Model):
    """A link and a code with which one person says yes or no. Only digests are kept."""

    person = models.ForeignKey(TalkPerson, on_delete=models.CASCADE, related_name="keys")
    link_digest = models.BinaryField(max_length=32, unique=True)
    code_digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()

    columns = Columns(
        plain=("id", "made_at"),
        personal=("person", "link_digest", "code_digest"),
        kept="until everyone there has been asked, a few weeks",
    )

    def __str__(self):
        return f"Key {self.pk}"


class TalkSalt(models.Model):
    """What a talk's key is made with, beside the application's own."""

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, primary_key=True, related_name="salt")
    salt = models.BinaryField(max_length=32)

    columns = Columns(plain=("talk", "salt"), kept=WHILE_PEOPLE_ARE_ASKED)

    def __str__(self):
        return "Salt"


class TalkSeal(models.Model):
    """What a group said, and everyone's own yes or no, under seal and always of one size.

    All yeses and noes lie in one piece that is written anew each time, so that no row, no size and no
    transaction tells who has answered.
    """

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE, primary_key=True, related_name="seal")
    group = models.BinaryField()
    consents = models.BinaryField()

    columns = Columns(
        plain=("talk",),
        special=("group", "consents"),
        condition=SOCIAL_CARE,
        kept=WHILE_PEOPLE_ARE_ASKED,
    )

    def __str__(self):
        return "Seal"


class OfferedConversation(models.Model):
    """That one or two people of a project were offered a conversation, and on which day. Nothing else."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="offered_conversations")
    offered_on = models.DateField()

    columns = Columns(plain=("id", "project", "offered_on"), kept="as long as the register is public")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "offered_on"],
                name="a_conversation_that_was_offered_is_kept_once",
            )
        ]

    def __str__(self):
        return f"{self.project}, {self.offered_on}"
