"""How a message travels, and why one did not."""

from django.db import models


class Channel(models.TextChoices):
    """A way to reach a person."""

    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"


class Skip(models.TextChoices):
    """Why a message was not sent. There is always a reason, and it is always kept."""

    ANSWERED = "answered", "They have answered"
    CLOSED = "closed", "The check has closed"
    PAUSED = "paused", "They asked us to wait"
    TOO_LATE = "too-late", "It was too late to be of use"
    NO_EMAIL = "no-email", "We have no email address. Send a letter or ring"
    REFUSED = "refused", "The address was refused. Send a letter or ring"
