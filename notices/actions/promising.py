"""Promising what is due by itself: every kind says what that is, and each thing becomes one row, once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from notices.actions.queueing import key_of, not_written_down, row_of, wake
from notices.kinds import Kind, every_kind, none_by_itself, read_together, why_never
from notices.models import Notice

FARTHEST_AHEAD = timedelta(days=90)
"""No reminder is due longer after the day that set it."""


def promise(*, now: datetime, only: Collection[str] = ()) -> int:
    """Write down all that is due up to now, of every kind or `only` of some. Safe to repeat at any time.

    What is of no use any more is written down too, with the reason. What has a new day meanwhile, and has
    not gone, waits for that. Returns how many new messages wait.
    """
    by_itself = [kind for kind in every_kind() if kind.candidates is not none_by_itself]
    kinds = [kind for kind in by_itself if not only or kind.key in only]
    _follow_moved_days(kinds, now)
    return sum(_promise(kind, now) for kind in kinds)


def _promise(kind: Kind, now: datetime) -> int:
    rows = not_written_down([row_of(kind.key, each, now) for each in kind.candidates(now)])
    read_together(rows)
    for row in rows:
        row.skipped_because = why_never(row, now) or ""
        row.skipped_at = now if row.skipped_because else None
    # Somebody else may promise the same in the same moment: the key keeps it to one.
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = sum(not row.skipped_because for row in rows)
    if waiting:
        transaction.on_commit(wake)
    return waiting


def _follow_moved_days(kinds: list[Kind], now: datetime) -> None:
    """A message that waits, and whose day was moved, waits for the new one."""
    waiting: dict[str, dict[tuple[object, ...], Notice]] = defaultdict(dict)
    for row in Notice.objects.waiting().filter(kind__in=[kind.key for kind in kinds]):
        waiting[row.kind][key_of(row)] = row
    for kind in kinds:
        # Most often nothing waits, and then nobody looks so far ahead.
        if kind.key in waiting:
            _follow(waiting[kind.key], kind, now)


def _follow(waiting: dict[tuple[object, ...], Notice], kind: Kind, now: datetime) -> None:
    for each in kind.candidates(now + FARTHEST_AHEAD):
        row = waiting.get(key_of(row_of(kind.key, each, now)))
        if row and row.due_at != each.due_at:
            Notice.objects.waiting().filter(pk=row.pk).update(
                due_at=each.due_at, look_at=each.due_at, held_because=""
            )
