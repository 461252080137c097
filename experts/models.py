"""An Expert takes part; a Supporter helps them; WayToAnswer suits them; TimeGiven can be paid for."""

from django.db import models
from django.db.models import F, Q

from experts.choices import PaperSize, ToldHow, Way
from experts.querysets import SupporterQuerySet
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


class WayToAnswer(models.Model):
    """How a person likes to answer checks. They are asked once, and every later check remembers it.

    Where to ring them stands in `notices.HowToReach`, like all that reaches them.
    """

    expert = models.OneToOneField(
        Expert, on_delete=models.CASCADE, primary_key=True, related_name="way_to_answer"
    )
    way = models.CharField(max_length=10, choices=Way, default=Way.ONLINE)
    size = models.PositiveSmallIntegerField(choices=PaperSize, default=PaperSize.LARGE)
    cream = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    columns = Columns(
        plain=("changed_at",),
        special=("expert", "way", "size", "cream"),
        condition=SOCIAL_CARE,
        kept="2 years after the person's last project",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_comes_in_large_and_very_large", condition=Q(size__in=PaperSize.values)
            )
        ]

    def __str__(self):
        return str(self.get_way_display())


class Supporter(models.Model):
    """Someone whom an expert chose to help them, from a day to a day. Never granted, never a role.

    `known_as` is the name that the person gave. An address may belong to someone we know, and typing it must
    tell neither their name nor that they are known.
    """

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="supporters")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="supports")
    known_as = models.CharField(max_length=100)
    may_help_answer = models.BooleanField(default=False)
    may_see_results = models.BooleanField(default=False)
    gets_copies = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    told_how = models.CharField(max_length=20, choices=ToldHow, default=ToldHow.HERE)

    objects = SupporterQuerySet.as_manager()

    columns = Columns(
        plain=("id", "may_help_answer", "may_see_results", "gets_copies", "starts_on", "ends_on", "told_how"),
        personal=("contact", "known_as", "added_by"),
        special=("expert",),
        condition=SOCIAL_CARE,
        kept="2 years after the help ends",
    )

    class Meta:
        # That nobody is their own supporter takes two tables, so a trigger says it (migration 0003).
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "contact"],
                condition=Q(ends_on=None),
                name="a_supporter_helps_a_person_once_at_a_time",
                violation_error_message="This person is your supporter already",
            ),
            models.CheckConstraint(
                name="help_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        return f"{self.contact}, for {self.expert}"


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
