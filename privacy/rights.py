"""What migrations say about the app role's rights on one table."""

from django.conf import settings
from django.db import migrations

MAINTAIN_SINCE = 170000  # PostgreSQL 17 brought the right to rewrite a table without owning it


def only_grows(table: str) -> migrations.RunPython:
    """The app role may add rows to `table` and read them, and never change or remove one."""

    def take(apps, schema_editor) -> None:
        app = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
        schema_editor.execute(f"REVOKE UPDATE, DELETE ON {schema_editor.quote_name(table)} FROM {app}")

    def give_back(apps, schema_editor) -> None:
        app = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
        schema_editor.execute(f"GRANT UPDATE, DELETE ON {schema_editor.quote_name(table)} TO {app}")

    return migrations.RunPython(take, give_back)


def may_be_rewritten(table: str) -> migrations.RunPython:
    """The app role may run VACUUM FULL on `table`, so that deleted rows leave the data files too."""

    def give(apps, schema_editor) -> None:
        if schema_editor.connection.pg_version >= MAINTAIN_SINCE:
            app = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
            schema_editor.execute(f"GRANT MAINTAIN ON {schema_editor.quote_name(table)} TO {app}")

    def take_back(apps, schema_editor) -> None:
        if schema_editor.connection.pg_version >= MAINTAIN_SINCE:
            app = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
            schema_editor.execute(f"REVOKE MAINTAIN ON {schema_editor.quote_name(table)} FROM {app}")

    return migrations.RunPython(give, take_back)
