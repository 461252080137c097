"""How often something was tried: counted in PostgreSQL, at once and whatever becomes of the rest of the page.

A cache may be emptied, and whoever empties it would give everybody more tries. See docs/decisions/0013.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from accounts.models import TryCount
from privacy.keys import digests

PURPOSE = "accounts.tries"
# One step, so that many at the same moment get no more than many in a row.
COUNT = f"""
  INSERT INTO {TryCount._meta.db_table} AS so_far (key_digest, many, ends_at)
  SELECT %s, 1, %s::timestamptz{{where}}
  ON CONFLICT (key_digest) DO UPDATE SET
    many = CASE WHEN so_far.ends_at <= %s THEN 1 ELSE so_far.many + 1 END,
    ends_at = CASE WHEN so_far.ends_at <= %s THEN excluded.ends_at ELSE so_far.ends_at END
  RETURNING many, key_digest, ends_at
"""  # noqa: S608 - a table's own name


@dataclass(frozen=True, slots=True)
class Room:
    """Something that may be tried so often in a stretch of time, which begins with the first try."""

    what: str
    most: int
    each: timedelta


@dataclass(frozen=True, slots=True)
class Counted:
    """One try: how many there were with it, and in which stretch of time."""

    many: int
    key_digest: str
    ends_at: datetime


def count(*rooms: Room, now: datetime) -> list[Counted]:
    """Count one try of each in turn. What comes after one that is full is neither counted nor returned.

    Raises RuntimeError inside a transaction: what is rolled back there must not be counted back.
    """
    steps, values = [], []
    for place, room in enumerate(rooms):
        values += [digests(PURPOSE, room.what)[0].hex(), now + room.each]
        where = ""
        if place:
            where = f" WHERE (SELECT many FROM step_{place - 1}) <= %s"  # noqa: S608 - a number of ours
            values.append(rooms[place - 1].most)
        values += [now, now]
        steps.append(f"step_{place} AS ({COUNT.format(where=where)})")
    found = " UNION ALL ".join(f"SELECT {place}, * FROM step_{place}" for place in range(len(rooms)))  # noqa: S608
    with by_itself(), connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(steps)} {found} ORDER BY 1", values)
        return [Counted(*row) for _, *row in cursor.fetchall()]


def by_itself() -> AbstractContextManager[None]:
    """A transaction of its own. Inside another it raises RuntimeError."""
    return transaction.atomic(durable=True, savepoint=False)


def take_back(counted: Iterable[Counted]) -> None:
    """Take tries off their counts again: they were right. What has ended meanwhile is left alone."""
    for each in counted:
        TryCount.objects.filter(key_digest=each.key_digest, ends_at=each.ends_at, many__gt=0).update(
            many=F("many") - 1
        )


def forget_counts(*, now: datetime) -> int:
    """Remove the counts whose time is over. Returns how many went."""
    removed, _ = TryCount.objects.filter(ends_at__lte=now).delete()
    return removed
