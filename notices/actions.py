"""The outbox: a row in the caller's transaction, sent once by a worker. And what a person chose."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q

from audit.actions import record
from notices.channels import NotSent, Refused, email
from notices.choices import Channel, Skip
from notices.kinds import kind_of
from notices.models import Contact, Notice
from notices.reading import Reading
from words.working_days import london_date

log = structlog.get_logger()

TRY_AGAIN_AFTER = timedelta(minutes=5)
WAITING = Q(taken_at=None, sent_at=None, skipped_because="")
# Upper packages add how to wake a worker. Losing a wake-up costs seconds, never a message.
wakers: list[Callable[[], None]] = []


def queue(*, kind: str, contacts: Iterable[tuple[Contact, str]], now: datetime, period: str = "") -> None:
    """Promise one message of a kind to each (person, subject), in the caller's transaction.

    A message that was promised before, in the same period, is not promised again.
    """
    Notice.objects.bulk_create(
        [
            Notice(kind=kind, contact=contact, subject=subject, period=period, made_at=now, due_at=now)
            for contact, subject in contacts
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(wake)


def wake() -> None:
    """Tell a worker that something waits. Beat drains every few seconds anyway."""
    for waker in wakers:
        waker()


def deliver(*, now: datetime, at_most: int | None = None) -> int:
    """Send what is due, one message at a time, everything or so many at most. Returns how many went.

    A row is taken and that is committed; then the message is written, with any key it needs, and that is
    committed; then it leaves while its row is locked. A crash leaves a taken row that no one sends again:
    a person looks at it. So nothing is lost without a trace and nothing goes twice.
    """
    went = tried = 0
    while tried != at_most and (notice := _take(now)):
        went += _send(notice, now)
        tried += 1
    return went


def _take(now: datetime) -> Notice | None:
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(skip_locked=True)
            .filter(WAITING, due_at__lte=now)
            .order_by("due_at")
            .first()
        )
        if notice:
            notice.taken_at = now
            notice.save(update_fields=["taken_at"])
        return notice


def _send(notice: Notice, now: datetime) -> bool:
    reason = _why_not(notice, now)
    if reason:
        _skip(notice, reason)
        return False
    with transaction.atomic():
        message = kind_of(notice).compose(notice, now)
    with transaction.atomic():
        # Only this row: a locked Contact would hold up whoever writes anything about that person.
        row = Notice.objects.select_for_update(of=("self",)).select_related("contact").get(pk=notice.pk)
        try:
            email.send(message, to=row.contact.email)
        except NotSent:
            log.warning("notice.not_sent", notice=row.pk)
            Notice.objects.filter(pk=row.pk).update(taken_at=None, due_at=now + TRY_AGAIN_AFTER)
            return False
        except Refused:
            _skip(row, Skip.REFUSED)
            return False
        except Exception:
            # Whether it went cannot be known. The row stays taken, which the staff home shows to a person.
            log.exception("notice.unknown", notice=row.pk)
            return False
        row.sent_at = now
        row.save(update_fields=["sent_at"])
    return True


def _why_not(notice: Notice, now: datetime) -> Skip | None:
    contact = notice.contact
    if not contact.email:
        return Skip.NO_EMAIL
    if contact.paused_until and contact.paused_until > london_date(now):
        return Skip.PAUSED
    return kind_of(notice).why_not(notice, now)


def _skip(notice: Notice, reason: Skip) -> None:
    Notice.objects.filter(pk=notice.pk, sent_at=None).update(skipped_because=reason)


def let_lapse(*, made_before: datetime) -> int:
    """Mark what was promised before a moment, and still waits, as too late to be of use. Returns how many."""
    return Notice.objects.filter(WAITING, made_at__lt=made_before).update(skipped_because=Skip.TOO_LATE)


def sent_by_letter(*, notice: Notice, now: datetime) -> bool:
    """Note that a message which could not go by e-mail was printed as a letter. False if it had gone."""
    return bool(
        Notice.objects.filter(
            pk=notice.pk, sent_at=None, skipped_because__in=[Skip.NO_EMAIL, Skip.REFUSED]
        ).update(channel=Channel.LETTER, skipped_because="", taken_at=now, sent_at=now)
    )


@transaction.atomic
def choose_reading(*, contact: Contact, reading: Reading, by: Any, now: datetime) -> None:
    """Keep how a person likes to read, on every device they sign in on. Chosen again, it writes nothing."""
    changed = Contact.objects.filter(pk=contact.pk).exclude(reading=str(reading)).update(reading=str(reading))
    if changed:
        record("contact.changed", by=by, subject=contact, now=now, field="reading")
