"""An Expert is a person with lived experience who takes part; TimeGiven is time that can be paid for."""

from django.db import models
from django.db.models import Q

from notices.models import Contact
from privacy.columns import SOCIAL_CARE, Columns


class Expert(models.Model):
    """An expert by experience. That someone is one is sensitive in itself, so it is classed special."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="expert")
    added_at = models.DateTimeField()

    columns = Columns(
        plain=("id", "added_at"),
        special=("contact",),
        condition=SOCIAL_CARE,
        kept="2 years after the person's last project",
    )

    def __str__(self):
        return self.contact.name


class TimeGiven(models.Model):
    """Minutes that a person gave to a check, whatever they said. It names no project, on purpose."""

    CHECK = "check"

    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="time_given")
    kind = models.CharField(max_length=10, choices=[(CHECK, "A check")], default=CHECK)
    minutes = models.PositiveSmallIntegerField()
    week_ending = models.DateField()

    columns = Columns(
        plain=("id", "kind", "minutes", "week_ending"),
        personal=("expert",),
        kept="6 years and the current one",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_week_of_time_given_ends_on_a_friday", condition=Q(week_ending__iso_week_day=5)
            ),
            models.CheckConstraint(name="time_given_is_more_than_nothing", condition=Q(minutes__gt=0)),
        ]

    def __str__(self):
        return f"{self.minutes} minutes"
