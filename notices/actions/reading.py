"""Keeping how a person likes to read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import record
from notices.models import Contact
from notices.reading import Reading


@transaction.atomic
def choose_reading(*, contact: Contact, reading: Reading, by: Any, now: datetime) -> None:
    """Keep how a person likes to read, on every device they sign in on. Chosen again, it writes nothing."""
    changed = Contact.objects.filter(pk=contact.pk).exclude(reading=str(reading)).update(reading=str(reading))
    if changed:
        record("contact.changed", by=by, subject=contact, now=now, field="reading")
