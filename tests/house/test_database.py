"""Migrations, the rights of the app role, and what the database itself refuses."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from privacy.tables import our_models

pytestmark = pytest.mark.django_db
ONLY_GROW = {"audit_event", "ladder_roundresult", "ladder_tally", "ladder_statementset"}
MAY_BE_REWRITTEN = {"ladder_seal", "ladder_draft", "ladder_salt", "ladder_talkseal", "ladder_talksalt"}
OURS = [model._meta.app_label for model in our_models()]
# Sentences have a verb. A new verb is welcome: add it here.
VERBS = {
    "answer", "are", "asked", "belongs", "changes", "closed", "comes", "drafts", "ends", "gets", "given",
    "gives", "has", "have", "hears", "helps", "holds", "is", "keep", "keeps", "may", "needs", "rests",
    "say", "says", "sent", "share", "signs", "stands", "stated", "stays", "types", "were", "work",
}  # fmt: skip
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "MAINTAIN")


def our_migrations():
    loader = MigrationLoader(None)
    return [migration for key, migration in sorted(loader.disk_migrations.items()) if key[0] in set(OURS)]


def rights(table):
    """What the app role may do with a table. MAINTAIN came with PostgreSQL 17."""
    known = [right for right in RIGHTS if right != "MAINTAIN" or connection.pg_version >= 170000]
    role = settings.DATABASE_APP_ROLE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS name WHERE has_table_privilege(%s, %s, name)",
            [known, role, table],
        )
        return {name for (name,) in cursor.fetchall()}


def test_the_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("migration", our_migrations(), ids=str)
def test_a_migration_is_named_by_its_intent_and_can_be_undone(migration):
    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", migration.name)
    assert not re.search(r"_(auto|initial|alter|remove|add_field|squashed)_?\d*", migration.name)
    assert all(operation.reversible for operation in migration.operations)


def test_tests_act_as_the_app_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASE_APP_ROLE,)


@pytest.mark.parametrize("model", list(our_models()), ids=lambda model: model._meta.label)
def test_the_app_may_do_with_a_table_what_it_must_and_no_more(model):
    table = model._meta.db_table
    expected = {"SELECT", "INSERT"}
    if table not in ONLY_GROW:
        expected |= {"UPDATE", "DELETE"}
    if table in MAY_BE_REWRITTEN and connection.pg_version >= 170000:
        expected.add("MAINTAIN")
    assert rights(table) == expected


@pytest.mark.parametrize("table", sorted(ONLY_GROW))
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_tables_that_only_grow_refuse_every_other_change(table, change):
    (model,) = (model for model in apps.get_models() if model._meta.db_table == table)
    column = model._meta.pk.column
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(change.format(table, column, column))


def test_the_app_owns_nothing_and_makes_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [settings.DATABASE_APP_ROLE]
        )
        assert cursor.fetchone() == (0,)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("CREATE TABLE public.mine (id int)")


def constraints():
    for model in our_models():
        for constraint in model._meta.constraints:
            yield pytest.param(constraint.name, id=constraint.name)
        for trigger in getattr(model._meta, "triggers", []):
            yield pytest.param(trigger.name, id=trigger.name)


@pytest.mark.parametrize("name", list(constraints()))
def test_a_constraint_is_a_sentence(name):
    words = name.split("_")
    assert len(words) >= 4
    assert VERBS & set(words), "Which of these words is the verb?"


def test_every_constraint_in_the_code_is_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        known = {name for (name,) in cursor.fetchall()}
    declared = {constraint.name for model in our_models() for constraint in model._meta.constraints}
    assert declared <= known
