"""A check and everything it needs: while it is open, sealed; once closed, only what was added up."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from experts.models import Expert
from ladder import wording
from ladder.choices import ClosedEarly, Voice
from ladder.querysets import InvitationQuerySet, RoundQuerySet
from privacy.columns import SOCIAL_CARE, Columns
from privacy.fields import EncryptedTextField
from projects.models import Project, StatedLevel

AN_OPEN_CHECK = "until the check closes, a few weeks; its place in the data files is rewritten within a day"


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


class Round(models.Model):
    """One check of one project. It opens, people answer, and it closes by itself."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="rounds")
    statement_set = models.ForeignKey(StatementSet, on_delete=models.PROTECT, related_name="+")
    stated_level = models.ForeignKey(StatedLevel, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    answer_by = models.DateField()
    reminder_on = models.DateField()
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
            "closes_at", "rest_until", "closed_at", "closed_early_because", "rewritten_at",
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
                name="only_a_closed_check_was_closed_early",
                condition=Q(closed_early_because="") | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.project}, {self.opens_on}"


class Invitation(models.Model):
    """One person, asked once in one check. That they answered stays here; what they said never does."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="invitations")
    answered_on = models.DateField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    columns = Columns(
        plain=("id", "round"),
        special=("expert", "answered_on"),
        condition=SOCIAL_CARE,
        kept="1 year after the check closes",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "expert"], name="a_person_is_asked_once_in_a_check")
        ]

    def __str__(self):
        return f"Invitation {self.pk}"


class InvitationKey(models.Model):
    """A link and a code that open one invitation. Only digests under the application's key are kept."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="keys")
    link_digest = models.BinaryField(max_length=32, unique=True)
    code_digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    columns = Columns(
        plain=("id", "made_at", "ended_at"),
        personal=("invitation", "link_digest", "code_digest"),
        kept="until the check closes",
    )

    def __str__(self):
        return f"Key {self.pk}"


class Salt(models.Model):
    """What a round's key is made with, beside the application's own. Without it no seal opens again."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="salt")
    salt = models.BinaryField(max_length=32)

    columns = Columns(plain=("round", "salt"), kept=AN_OPEN_CHECK)

    def __str__(self):
        return "Salt"


class Draft(models.Model):
    """Answers that a person has saved and not sent: sealed, and always the same size."""

    OWN = "own"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="drafts")
    source = models.CharField(max_length=10, choices=[(OWN, "Their own")], default=OWN)
    sealed = models.BinaryField()

    columns = Columns(
        plain=("id", "source"),
        special=("invitation", "sealed"),
        condition=SOCIAL_CARE,
        kept=AN_OPEN_CHECK,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "source"], name="a_person_has_one_draft_of_each_kind"
            )
        ]

    def __str__(self):
        return "Draft"


class Seal(models.Model):
    """Answers that somebody sent: sealed, and tied to a round, never to a person."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seals")
    sealed = models.BinaryField()

    columns = Columns(plain=("id", "round"), special=("sealed",), condition=SOCIAL_CARE, kept=AN_OPEN_CHECK)

    def __str__(self):
        return "Seal"


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
    voice = models.CharField(max_length=10, choices=Voice)
    name_to_show = EncryptedTextField(blank=True)

    columns = Columns(
        plain=("id", "round", "voice"),
        special=("words", "name_to_show"),
        condition=SOCIAL_CARE,
        kept="2 years after the check closes",
    )

    def __str__(self):
        return "Comment"
