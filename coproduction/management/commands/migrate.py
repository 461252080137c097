"""Django's migrate, which first lets the app role use the tables that are about to be made.

No migration can do this: whichever came first, the tables of Django itself would come before it.
"""

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections


class Command(Migrate):
    """The app role reads and writes rows and no more. A migration takes back what it must not do."""

    def handle(self, *args, **options):
        let_app_role_use_new_tables(connections[options["database"]])
        super().handle(*args, **options)


def let_app_role_use_new_tables(connection):
    """Rights on all that the migrating role makes from now on. Never TRUNCATE, never ownership."""
    role = settings.DATABASE_APP_ROLE
    app = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
        if cursor.fetchone() == (False,):
            raise CommandError(
                f"The database has no role {role} yet: docs/operations.md says how to make it."
            )
        rights = "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT"
        cursor.execute(f"{rights} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}")
        cursor.execute(f"{rights} USAGE, SELECT ON SEQUENCES TO {app}")
