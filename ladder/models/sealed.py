"""What people said while a check is open: under seal, and gone when it closes."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from ladder.choices import Source
from ladder.models.rounds import Invitation, Round
from privacy.columns import SOCIAL_CARE, Columns

AN_OPEN_CHECK = "until the check closes, a few weeks; its place in the data files is rewritten within a day"


class Salt(models.Model):
    """What a round's key is made with, beside the application's own. Without it no seal opens again."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="salt")
    salt = models.BinaryField(max_length=32)

    columns = Columns(plain=("round", "salt"), kept=AN_OPEN_CHECK)

    def __str__(self):
        return "Salt"


class Draft(models.Model):
    """Answers that were saved and not sent: sealed, and always the same size.

    A person has their own, and up to two that the involvement team typed in from paper or the phone.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="drafts")
    source = models.CharField(max_length=10, choices=Source, default=Source.OWN)
    sealed = models.BinaryField()
    keyed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Copied onto a second keying, so that the database can tell that another person did it.
    first_keyed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wants_second = models.BooleanField(default=False)

    columns = Columns(
        plain=("id", "source", "wants_second"),
        personal=("keyed_by", "first_keyed_by"),
        special=("invitation", "sealed"),
        condition=SOCIAL_CARE,
        kept=AN_OPEN_CHECK,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "source"], name="a_person_has_one_draft_of_each_kind"
            ),
            models.CheckConstraint(
                name="what_was_typed_in_says_who_typed_it",
                condition=Q(source=Source.OWN, keyed_by=None)
                | (~Q(source=Source.OWN) & Q(keyed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="someone_else_types_it_the_second_time",
                condition=(~Q(source=Source.SECOND) & Q(first_keyed_by=None))
                | (Q(source=Source.SECOND, first_keyed_by__isnull=False) & ~Q(first_keyed_by=F("keyed_by"))),
                violation_error_message="Someone else must type this in the second time",
            ),
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
