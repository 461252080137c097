"""A Contact is one person, whoever else they are here."""

import uuid

from django.db import models

from notices.reading import LONGEST
from privacy.columns import Columns


class Contact(models.Model):
    """The one id per person. A member of staff who is also an expert has one, shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    # When it was put right last; nothing where it is as it was first written down.
    email_since = models.DateTimeField(null=True, blank=True)
    # Paused from a moment on: until the morning of a day, or without an end until they say so.
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    # Keys that notices.reading.Reading reads; empty until they choose.
    reading = models.CharField(max_length=LONGEST, blank=True, default="")

    columns = Columns(
        plain=("id",),
        personal=("name", "email", "email_since", "paused_at", "paused_until", "reading"),
        kept="until the person asks us to forget them, or 2 years after their last project",
    )

    def __str__(self):
        return self.name
