"""A Contact is one person; a Notice is one message to one person, once."""

import uuid

from django.db import models
from django.db.models import Q

from notices.choices import Channel, Skip
from notices.models_of_reach import HowToReach as HowToReach  # Django looks for every model here
from notices.reading import LONGEST
from privacy.columns import Columns


class Contact(models.Model):
    """The one id per person. A member of staff who is also an expert has one, shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    # Paused from a moment on: until the morning of a day, or without an end until they say so.
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    # Keys that notices.reading.Reading reads; empty until they choose.
    reading = models.CharField(max_length=LONGEST, blank=True, default="")

    columns = Columns(
        plain=("id",),
        personal=("name", "email", "paused_at", "paused_until", "reading"),
        kept="until the person asks us to forget them, or 2 years after their last project",
    )

    def __str__(self):
        return self.name


class Notice(models.Model):
    """One message to one person. It holds a kind and ids, and never a key or the words that went."""

    kind = models.CharField(max_length=40)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="notices")
    subject = models.CharField(max_length=40)
    period = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    skipped_because = models.CharField(max_length=20, choices=Skip, blank=True)

    columns = Columns(
        plain=(
            "id",
            "kind",
            "period",
            "channel",
            "made_at",
            "due_at",
            "taken_at",
            "sent_at",
            "skipped_because",
        ),
        personal=("contact", "subject"),
        kept="35 days after it went, longer while something waits for it",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "contact", "subject", "period"], name="a_person_gets_each_message_once"
            ),
            models.CheckConstraint(
                name="a_message_is_sent_or_skipped_not_both",
                condition=Q(sent_at=None) | Q(skipped_because=""),
            ),
            models.CheckConstraint(
                name="a_message_is_taken_before_it_is_sent", condition=Q(sent_at=None) | ~Q(taken_at=None)
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notices_waiting_by_due",
                condition=Q(taken_at=None, sent_at=None, skipped_because=""),
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.subject}"
