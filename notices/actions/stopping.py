"""Messages that will not go, and those to look at sooner."""

from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import record
from notices.choices import Skip
from notices.models import Contact, Notice
from words.errors import StaleState


def skip(notice: Notice, reason: Skip, now: datetime) -> None:
    """Write down why a message that waits will never be sent."""
    Notice.objects.waiting().filter(pk=notice.pk).update(
        skipped_because=reason, skipped_at=now, held_because=""
    )


@transaction.atomic
def stop(*, notice: Notice, by: Any, now: datetime) -> None:
    """Stop a message that waits. Raises StaleState when it has gone, or is going at this moment."""
    stopped = (
        Notice.objects.waiting()
        .filter(pk=notice.pk)
        .update(skipped_because=Skip.STOPPED, skipped_at=now, stopped_by=by.contact, held_because="")
    )
    if not stopped:
        raise StaleState("This message has gone already, or does not wait any more")
    record("notice.stopped", by=by, subject=notice, now=now)


def let_lapse(*, made_before: datetime) -> int:
    """Mark what was promised before a moment, and still waits, as too late to be of use. Returns how many."""
    return (
        Notice.objects.waiting()
        .filter(made_at__lt=made_before)
        .update(skipped_because=Skip.TOO_LATE, skipped_at=made_before, held_because="")
    )


def look_again(*, contact: Contact, now: datetime) -> int:
    """Look now at everything that is held for a person, since something about them has changed."""
    return Notice.objects.waiting().filter(contact=contact).exclude(held_because="").update(look_at=now)
