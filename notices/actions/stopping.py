"""Messages that will not go, and those to look at sooner."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from audit.actions import record
from notices.actions.queueing import wake
from notices.choices import Skip
from notices.kinds import why_never
from notices.models import Contact, Notice
from words.errors import Refused, StaleState

GONE = "This message has gone already, or does not wait any more"


def skip(notice: Notice, reason: Skip, now: datetime) -> None:
    """Write down why a message that waits will never be sent."""
    Notice.objects.waiting().filter(pk=notice.pk).update(
        skipped_because=reason, skipped_at=now, held_because=""
    )


@transaction.atomic
def stop(*, notice: Notice, by: Any, now: datetime) -> None:
    """Stop a message that waits, or that nobody has written down yet: its row is then written as stopped.

    Raises StaleState when it has gone, or is going at this moment.
    """
    notice = _written_down(notice)
    stopped = (
        Notice.objects.waiting()
        .filter(pk=notice.pk)
        .update(skipped_because=Skip.STOPPED, skipped_at=now, stopped_by=by.contact, held_because="")
    )
    if not stopped:
        raise StaleState(GONE)
    record("notice.stopped", by=by, subject=notice, now=now)


@transaction.atomic
def send_now(*, notice: Notice, by: Any, now: datetime) -> None:
    """Let a worker look at a message now, and not at its own moment. What is safe for the person still holds.

    Raises Refused when it is of no use now, and StaleState when it has gone, or is going at this moment.
    """
    if reason := why_never(notice, now):
        raise Refused(f"This message cannot go now. {reason.label}")
    notice = _written_down(notice)
    if not Notice.objects.waiting().filter(pk=notice.pk).update(look_at=now):
        raise StaleState(GONE)
    record("notice.sent_sooner", by=by, subject=notice, now=now)
    transaction.on_commit(wake)


def _written_down(notice: Notice) -> Notice:
    """The row of a message, in the caller's transaction. Somebody else may write it in the same moment."""
    if notice.pk is not None:
        return notice
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    return Notice.objects.same_as(notice).get()


def let_lapse(*, made_before: datetime) -> int:
    """Mark what was promised before a moment, and still waits, as too late to be of use. Returns how many."""
    return (
        Notice.objects.waiting()
        .filter(made_at__lt=made_before)
        .update(skipped_because=Skip.TOO_LATE, skipped_at=made_before, held_because="")
    )


def look_again(*, contact: Contact, now: datetime) -> int:
    """Look now at everything that is held for a person, or for others who hear about them, since something
    about them has changed."""
    theirs = Q(contact=contact) | Q(on_behalf_of=contact)
    return Notice.objects.waiting().filter(theirs).exclude(held_because="").update(look_at=now)
