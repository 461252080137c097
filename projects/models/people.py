"""Who is in a project: its team, the experts by experience who take part, and the one who leads with it."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from experts.models import Expert
from notices.models import Contact
from privacy.columns import CONSENT, EXPLICIT_CONSENT, SOCIAL_CARE, Columns
from projects.choices import AskedHow
from projects.models.project import Project


class TeamMember(models.Model):
    """A member of staff who leads a project, or helps to."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="team_memberships")
    is_lead = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    columns = Columns(
        plain=("id", "project", "is_lead", "starts_on", "ends_on"),
        personal=("user",),
        kept="6 years after the project ends",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"], condition=Q(ends_on=None), name="a_person_is_in_a_team_once"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_lead=True, ends_on=None),
                name="a_project_has_one_staff_lead",
            ),
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


class CoLead(models.Model):
    """The expert by experience who leads a project together with its staff lead, from a day to a day."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="co_leads")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="co_leads")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")

    columns = Columns(
        plain=("id", "project", "starts_on", "ends_on"),
        personal=("named_by",),
        special=("membership",),
        condition=SOCIAL_CARE,
        kept="2 years after the membership ends",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(ends_on=None), name="a_project_has_one_expert_co_lead"
            ),
            models.CheckConstraint(
                name="a_co_lead_ends_after_they_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self):
        return f"{self.membership.expert}, {self.project}"


class NameConsent(models.Model):
    """An expert co-lead's "you may show my name on the project's page", until they take it back."""

    co_lead = models.ForeignKey(CoLead, on_delete=models.CASCADE, related_name="name_consents")
    given_on = models.DateField()
    asked_how = models.CharField(max_length=20, choices=AskedHow)
    recorded_by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    columns = Columns(
        plain=("id", "given_on", "asked_how", "withdrawn_at"),
        personal=("recorded_by", "withdrawn_by"),
        special=("co_lead",),
        basis=CONSENT,
        condition=EXPLICIT_CONSENT,
        kept="2 years after the membership ends",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["co_lead"], condition=Q(withdrawn_at=None), name="a_co_lead_says_yes_once_at_a_time"
            ),
            models.CheckConstraint(
                name="a_yes_is_taken_back_by_a_person",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.co_lead}, {self.given_on}"
