"""Promising a message: a row in the caller's transaction, and a wake-up once that has committed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from notices.addressed import Addressed
from notices.models import Notice

# Upper packages add how to wake a worker. Losing a wake-up costs seconds, never a message.
wakers: list[Callable[[], None]] = []


def queue(*, kind: str, to: Iterable[Addressed], now: datetime) -> None:
    """Promise one message of a kind to each of these, in the caller's transaction.

    A message that was promised before is not promised again.
    """
    Notice.objects.bulk_create([row_of(kind, each, now) for each in to], ignore_conflicts=True)
    transaction.on_commit(wake)


def key_of(notice: Notice) -> tuple[object, ...]:
    """What makes a message one message, within its kind."""
    return (
        notice.subject_kind,
        notice.subject_id,
        notice.contact_id,
        notice.on_behalf_of_id,
        notice.period,
    )


def not_written_down(rows: list[Notice]) -> list[Notice]:
    """Those of what would be rows, of any kinds, that were never written down. One query, or none."""
    return without(rows, like(rows)) if rows else []


def like(rows: list[Notice]) -> QuerySet[Notice]:
    """What was written down and may be one of these, by all that an index has of them: so what was written in
    the years before is never read."""
    return Notice.objects.filter(
        kind__in={row.kind for row in rows},
        subject_kind__in={row.subject_kind for row in rows},
        subject_id__in={row.subject_id for row in rows},
        period__in={row.period for row in rows},
    )


def without(rows: list[Notice], before: Iterable[Notice]) -> list[Notice]:
    """Those of what would be rows that are none of these."""
    known = {(row.kind, key_of(row)) for row in before}
    return [row for row in rows if (row.kind, key_of(row)) not in known]


def row_of(kind: str, each: Addressed, now: datetime) -> Notice:
    """One message, as it is first written down."""
    due = each.due_at or now
    return Notice(
        kind=kind,
        contact=each.contact,
        subject_kind=each.subject_kind,
        subject_id=str(each.subject_id),
        on_behalf_of=each.on_behalf_of,
        period=each.period,
        to_email=each.to_email,
        made_at=now,
        due_at=due,
        look_at=due,
    )


def wake() -> None:
    """Tell a worker that something waits. Beat drains every few seconds anyway."""
    for waker in wakers:
        waker()
