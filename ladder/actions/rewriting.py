"""After closing, rewrite the tables that held answers: deleted rows stay in the data files."""

import re
from datetime import datetime

from django.db import OperationalError, connection
from psycopg import Connection
from psycopg.errors import Diagnostic, LockNotAvailable

from ladder.models import Draft, Round, Salt, Seal, Talk, TalkSalt, TalkSeal

SEALED_TABLES = (Seal, Draft, Salt, TalkSeal, TalkSalt)
# While a rewrite waits for a backup to let go of a table, everyone who answers waits behind it.
LONGEST_WAIT = "2s"


class StillReadable(Exception):
    """Deleted rows are in the files yet: somebody's older transaction sees them, or holds a table."""


def rewrite_sealed_tables(*, now: datetime) -> int:
    """Rewrite the tables of seals, drafts and salts if a check has closed, or a talk ended, since last time.

    A plain VACUUM leaves deleted rows readable in the files; VACUUM FULL writes new files. Returns how many
    checks and talks are now behind us. Must run outside a transaction. Raises StillReadable when deleted rows
    had to be copied along or a table was in use (a backup was running, say): nothing is behind us then, and
    the next run tries again.
    """
    checks = list(Round.objects.waiting_for_rewrite().values_list("pk", flat=True))
    talks = list(Talk.objects.waiting_for_rewrite().values_list("pk", flat=True))
    if not checks and not talks:
        return 0
    kept = sum(_rewrite(model._meta.db_table) for model in SEALED_TABLES)
    if kept:
        raise StillReadable(f"{kept} deleted rows are still in the files")
    return Round.objects.filter(pk__in=checks).update(rewritten_at=now) + Talk.objects.filter(
        pk__in=talks
    ).update(rewritten_at=now)


def _rewrite(table: str) -> int:
    """Write a table's files anew. Returns how many deleted rows had to be copied along."""
    kept: list[int] = []

    def listen(notice: Diagnostic) -> None:
        kept.append(_dead_rows(notice))

    connection.ensure_connection()
    session: Connection = connection.connection
    session.add_notice_handler(listen)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LONGEST_WAIT])
            cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(table)}")
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise StillReadable(f"{table} is in use") from error
        raise
    finally:
        session.remove_notice_handler(listen)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    return sum(kept)


def _dead_rows(notice: Diagnostic) -> int:
    """The number that the detail begins with: "3 dead row versions cannot be removed yet"."""
    number = re.match(r"\d+", notice.message_detail or "")
    return int(number[0]) if number else 0
