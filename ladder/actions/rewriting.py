"""After closing: rewrite the tables that held answers, because deleted rows stay in the data files."""

from datetime import datetime

from django.db import connection

from ladder.models import Draft, Round, Salt, Seal

SEALED_TABLES = (Seal, Draft, Salt)


def rewrite_sealed_tables(*, now: datetime) -> int:
    """Rewrite the tables of seals, drafts and salts if a check has closed since the last time.

    A plain VACUUM leaves deleted rows readable in the files; VACUUM FULL writes new files. Returns how many
    checks are now behind us. Must run outside a transaction.
    """
    waiting = list(Round.objects.waiting_for_rewrite().values_list("pk", flat=True))
    if not waiting:
        return 0
    with connection.cursor() as cursor:
        for model in SEALED_TABLES:
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")
    return Round.objects.filter(pk__in=waiting).update(rewritten_at=now)
