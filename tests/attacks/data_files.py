"""Reading what PostgreSQL really has on disk, dead rows too, as someone with the machine's files could."""

from pathlib import Path

import psycopg
import pytest
from django.db import connection

from devtools.engines import SUPERUSER

FILES_OF_TABLES = """
    SELECT pg_relation_filepath(oid) FROM pg_class WHERE relname = ANY(%(tables)s)
    UNION ALL
    SELECT pg_relation_filepath(reltoastrelid) FROM pg_class
    WHERE relname = ANY(%(tables)s) AND reltoastrelid <> 0
"""


def bytes_on_disk(*tables):
    """Everything in the files of these tables, and of the tables PostgreSQL keeps their long values in."""
    with _superuser() as server:
        root = _written_down(server)
        paths = server.execute(FILES_OF_TABLES, {"tables": list(tables)}).fetchall()
    return b"".join((root / path).read_bytes() for (path,) in paths)


def everything_on_disk():
    """Everything in the files of this database: every table, every index, every long value."""
    with _superuser() as server:
        root = _written_down(server)
        number = server.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()[
            0
        ]
    folder = root / "base" / str(number)
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def _superuser():
    """The tests' own server lets its superuser in. Another's files are not ours to read."""
    place = connection.settings_dict
    try:
        return psycopg.connect(host=place["HOST"], dbname=place["NAME"], user=SUPERUSER, autocommit=True)
    except psycopg.OperationalError:
        pytest.skip("DATABASE_URL names a server whose files this test may not read")


def _written_down(server):
    """The server's folder, once all that it holds in memory is written there."""
    server.execute("CHECKPOINT")
    return Path(server.execute("SHOW data_directory").fetchone()[0])
