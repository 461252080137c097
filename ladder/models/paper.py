"""A paper form that came back: when, what became of the sheets, and who saw to it. Never what it said."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from ladder.choices import FormEnd
from ladder.models.rounds import Invitation
from privacy.columns import SOCIAL_CARE, Columns


class PaperForm(models.Model):
    """One person's form, from the day it arrived until it was destroyed or sent back.

    A late one came after the check closed: it is never read or counted, and the person is thanked still.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="forms")
    arrived_on = models.DateField()
    logged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=10, choices=FormEnd, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    columns = Columns(
        plain=("id", "arrived_on", "is_late", "ended_on", "ended_how"),
        personal=("logged_by", "ended_by"),
        special=("invitation",),
        condition=SOCIAL_CARE,
        kept="1 year after the check closes",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(is_late=True), name="a_late_form_is_thanked_for_once"
            ),
            models.CheckConstraint(
                name="a_forms_end_says_how_and_by_whom",
                condition=Q(ended_on=None, ended_how="", ended_by=None)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_how="")),
            ),
            models.CheckConstraint(
                name="a_form_ends_after_it_arrives",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("arrived_on")),
            ),
        ]

    def __str__(self):
        return f"Form {self.pk}"
