"""A project, the step it states, its team, and the experts who take part."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from council.models import Directorate
from experts.models import Expert
from ladder.rungs import Rung
from notices.models import Contact
from privacy.columns import SOCIAL_CARE, Columns
from projects.choices import PayOffered, Reason, Stage
from projects.querysets import ProjectQuerySet, StatedLevelQuerySet

A_STEP = [(rung.value, rung.label) for rung in Rung]


class Project(models.Model):
    """A piece of work that the council registers. It is a draft until it is published."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    summary = models.CharField(max_length=500)
    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="projects")
    stage = models.CharField(max_length=20, choices=Stage)
    already_decided = models.TextField(blank=True, max_length=1000)
    can_still_change = models.TextField(blank=True, max_length=1000)
    pay_offered = models.CharField(max_length=10, choices=PayOffered, blank=True)
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    columns = Columns(
        plain=(
            "id", "slug", "name", "summary", "directorate", "stage", "already_decided", "can_still_change",
            "pay_offered", "registered_at", "published_at",
        ),
        personal=("registered_by",),
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="a_published_project_says_what_is_decided_and_what_is_open",
                condition=Q(published_at=None)
                | (~Q(already_decided="") & ~Q(can_still_change="") & ~Q(pay_offered="")),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def stated(self) -> "StatedLevel | None":
        """The step in force, from rows that `with_stated()` brought, or one query."""
        newest_first = getattr(self, "stated_levels_newest_first", None)
        if newest_first is None:
            newest_first = self.stated_levels.stated_newest_first()[:1]
        return next(iter(newest_first), None)


class StatedLevel(models.Model):
    """The step the council says a project is on. Once stated, a row never changes; a new one follows."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stated_levels")
    rung = models.PositiveSmallIntegerField(choices=A_STEP)
    justification = models.CharField(max_length=400)
    stated_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StatedLevelQuerySet.as_manager()

    columns = Columns(
        plain=("id", "project", "rung", "justification", "stated_on"),
        personal=("stated_by",),
        kept="as long as the register is public",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_step_is_one_of_seven", condition=Q(rung__gte=1, rung__lte=7)),
            models.CheckConstraint(
                name="a_step_is_stated_by_a_person_on_a_day",
                condition=Q(stated_on=None, stated_by=None)
                | Q(stated_on__isnull=False, stated_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(stated_on=None), name="a_project_drafts_one_step_at_a_time"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_stated_step_is_never_changed_or_removed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__stated_on__isnull=False),
            )
        ]

    def __str__(self):
        return self.get_rung_display()


class WhyNot(models.Model):
    """One of the five reasons why a project is below Co-production, with a day to look again."""

    stated_level = models.ForeignKey(StatedLevel, on_delete=models.CASCADE, related_name="why_nots")
    reason = models.CharField(max_length=20, choices=Reason)
    explanation = models.CharField(max_length=400)
    look_again_on = models.DateField()

    columns = Columns(
        plain=("id", "stated_level", "reason", "explanation", "look_again_on"),
        kept="as long as the register is public",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stated_level", "reason"], name="a_reason_is_given_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_reasons_of_a_stated_step_are_never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT FROM projects_statedlevel
                        WHERE id IN (OLD.stated_level_id, NEW.stated_level_id) AND stated_on IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'The reasons of a stated step are never changed or removed';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return self.get_reason_display()


class TeamMember(models.Model):
    """A member of staff who leads a project, or helps to."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="team_memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    columns = Columns(
        plain=("id", "project", "starts_on", "ends_on"),
        personal=("user",),
        kept="6 years after the project ends",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"], condition=Q(ends_on=None), name="a_person_is_in_a_team_once"
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.project}"


class Membership(models.Model):
    """An expert by experience who takes part in a project, from a day to a day."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="memberships")
    added_as = models.CharField(max_length=100)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    columns = Columns(
        plain=("id", "project", "starts_on", "ends_on"),
        personal=("added_as", "added_by", "ended_by", "confirmed_by"),
        special=("expert",),
        condition=SOCIAL_CARE,
        kept="2 years after the membership ends",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "expert"],
                condition=Q(ends_on=None),
                name="an_expert_is_a_member_once",
                violation_error_message="This person is already in the project",
            ),
            models.CheckConstraint(
                name="a_membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="a_membership_is_ended_by_a_person",
                condition=Q(ends_on=None, ended_by=None) | Q(ends_on__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.expert}, {self.project}"

    @property
    def known_as(self) -> str:
        """The name that the project's team may read: what they typed, until the person is confirmed.

        An address may belong to someone we know. Typing it must not tell their name, nor that they are known.
        """
        return self.expert.contact.name if self.confirmed_by_id else self.added_as
