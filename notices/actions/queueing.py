"""Promising a message: a row in the caller's transaction, and a wake-up once that has committed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from notices.addressed import Addressed
from notices.models import Notice

# Upper packages add how to wake a worker. Losing a wake-up costs seconds, never a message.
wakers: list[Callable[[], None]] = []


def queue(*, kind: str, to: Iterable[Addressed], now: datetime) -> None:
    """Promise one message of a kind to each of these, in the caller's transaction.

    A message that was promised before is not promised again. If it has not gone, its due moment moves.
    """
    rows = [row_of(kind, each, now) for each in to]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    _move(kind, [row for row in rows if row.due_at != now])
    transaction.on_commit(wake)


def _move(kind: str, rows: list[Notice]) -> None:
    """Give what was promised before, and waits, the moment at which it is due by now."""
    due = {key_of(row): row.due_at for row in rows}
    waiting = Notice.objects.waiting().filter(kind=kind, contact__in={row.contact_id for row in rows})
    moved = [each for each in waiting if due.get(key_of(each), each.due_at) != each.due_at]
    for each in moved:
        each.due_at = each.look_at = due[key_of(each)]
    Notice.objects.bulk_update(moved, ["due_at", "look_at"])


def key_of(notice: Notice) -> tuple[object, ...]:
    """What makes a message one message, within its kind."""
    return (
        notice.subject_kind,
        notice.subject_id,
        notice.contact_id,
        notice.on_behalf_of_id,
        notice.period,
    )


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
        made_at=now,
        due_at=due,
        look_at=due,
    )


def wake() -> None:
    """Tell a worker that something waits. Beat drains every few seconds anyway."""
    for waker in wakers:
        waker()
