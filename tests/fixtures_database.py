"""The test database as in production: the owner makes the tables, every test runs as the app role."""

from contextlib import nullcontext

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import TransactionTestCase

from accounts.actions import counting
from accounts.actions.counting import by_itself
from tests.fixtures_made_once import made_before, world


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After Django has migrated as owner, every connection (live server and worker too) acts as app."""
    with django_db_blocker.unblock():
        _keep_rows_of_migrations()
        options = connection.settings_dict.setdefault("OPTIONS", {})
        options["options"] = f"-c role={settings.DATABASE_APP_ROLE}"
        connections.close_all()
    with pytest.MonkeyPatch.context() as instead:
        instead.setattr(TransactionTestCase, "_fixture_teardown", empty_tables_with_rows)
        # Tests that take back all they did read pages inside a transaction.
        instead.setattr(counting, "by_itself", nullcontext)
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        del options["options"]  # only the owner may drop the database


@pytest.fixture
def _made_before(request, django_db_setup, django_db_blocker):
    """What was made once for several tests is there before the test's own transaction begins."""
    with django_db_blocker.unblock():
        if Emptied.by_a_clean_up:
            world.end()
            put_back_rows()
        world.begin(made_before(request.node))
    yield
    if world.is_last:
        with django_db_blocker.unblock():
            world.end()


@pytest.fixture
def _django_db_helper(_made_before, _django_db_helper):
    """The transaction of the test, or what cleans up behind it."""


@pytest.fixture(autouse=True)
def app_role_in_tests_owner_role_in_clean_up(request, django_db_blocker):
    """Tests that commit are cleaned up by TRUNCATE, which the app role may not do, so the owner does it.

    What it takes of the rows of migrations is put back before the next test begins, so once and for good.
    """
    if not _uses_database(request):
        yield
        return
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        if Emptied.by_a_clean_up:
            put_back_rows()
    request.getfixturevalue("_django_db_helper")
    with pytest.MonkeyPatch.context() as instead:
        if not connection.in_atomic_block:
            _act_as(settings.DATABASE_APP_ROLE)
            instead.setattr(counting, "by_itself", by_itself)
        yield
    if not connection.in_atomic_block:
        Emptied.by_a_clean_up = True
        _act_as(settings.DATABASE_OWNER_ROLE)


class Emptied:
    """Whether the rows of migrations may be gone."""

    by_a_clean_up = False


def put_back_rows():
    with transaction.atomic():  # rows may point to rows that come after them
        put_back_rows_of_migrations()
    Emptied.by_a_clean_up = connection.in_atomic_block


@pytest.fixture(autouse=True)
def empty_cache():
    """Each test starts with nothing counted against anyone. Other test processes keep theirs."""
    _forget_own_keys()


def _uses_database(request):
    asked = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
    return request.node.get_closest_marker("django_db") is not None or bool(asked & set(request.fixturenames))


def _act_as(role):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}")


def _forget_own_keys():
    client = cache._cache.get_client(write=True)
    own = list(client.scan_iter(match=f"{cache.key_prefix}:*", count=1000))
    if own:
        client.delete(*own)


def _keep_rows_of_migrations():
    """Migrations load rows (the framework's wording), and the clean-up would lose them: keep a copy."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA kept")
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT EXISTS (SELECT FROM {name})")  # noqa: S608 - a table's own name
            if cursor.fetchone()[0] and table not in NOT_KEPT:
                cursor.execute(f"CREATE TABLE kept.{name} AS TABLE {name}")
        role = connection.ops.quote_name(settings.DATABASE_APP_ROLE)
        cursor.execute(f"GRANT USAGE ON SCHEMA kept TO {role}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA kept TO {role}")


# The clean-up leaves these alone: they say what tables there are, and no test changes them.
NOT_KEPT = {"django_migrations", "django_content_type", "auth_permission"}
LEFT_ALONE = ", ".join(f"'{table}'" for table in sorted(NOT_KEPT))
EMPTY_TABLES_WITH_ROWS = f"""DO $$
DECLARE name text; has_rows boolean; filled text[] := '{{}}';
BEGIN
  FOR name IN SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ({LEFT_ALONE})
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO has_rows;
    IF has_rows THEN filled := filled || name; END IF;
  END LOOP;
  IF filled <> '{{}}' THEN EXECUTE format('TRUNCATE %s CASCADE', array_to_string(filled, ', ')); END IF;
END $$"""  # noqa: S608 - tables named above


def empty_tables_with_rows(case):
    """In place of Django's clean-up after a test that commits, which empties each of a hundred tables and
    asks a hundred questions about what each may be called. A test fills a dozen."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_TABLES_WITH_ROWS)


def put_back_rows_of_migrations():
    """After a clean-up every kept table is empty; fill them again, owner's triggers and all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'kept' ORDER BY tablename")
        names = [connection.ops.quote_name(table) for (table,) in cursor.fetchall()]
        if not names:
            return
        cursor.execute(f"SELECT EXISTS (SELECT FROM {names[0]})")  # noqa: S608 - a table's own name
        if cursor.fetchone()[0]:
            return
        for name in names:
            cursor.execute(f"INSERT INTO {name} SELECT * FROM kept.{name}")  # noqa: S608 - a table's own name
