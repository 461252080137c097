"""Tests run on real engines, with the rights that the portal has in production."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import ProgrammingError, connection
from django.template import engines

from audit.models import JobRun
from coproduction.tasks import tick
from devtools.strict_templates import UndefinedVariable
from ladder.models import StatementSet


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def test_tests_use_a_real_postgresql(db):
    assert connection.pg_version >= 150000


def test_tests_act_as_the_app_role(db):
    assert ask("SELECT current_user") == (settings.DATABASE_APP_ROLE,)


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_act_as_the_app_role_too():
    assert ask("SELECT current_user") == (settings.DATABASE_APP_ROLE,)


def test_the_app_role_may_not_empty_a_table(db):
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask("TRUNCATE audit_jobrun")


def test_the_app_role_may_not_make_a_table(db):
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask("CREATE TABLE mine (id int)")


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_what_migrations_loaded_survives_the_clean_up(turn):
    assert StatementSet.objects.filter(version=1).exists()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_the_cache_is_real_and_starts_empty(turn):
    assert cache.add("counted", 1)
    assert cache.incr("counted") == 2


def test_a_template_that_prints_an_undefined_variable_is_an_error():
    template = engines["django"].from_string("Hello {{ nobody.name }}")
    with pytest.raises(UndefinedVariable, match="nobody.name"):
        template.render({})


def test_a_real_worker_runs_tasks_on_the_database_of_the_test(worker, eventually):
    tick.delay()
    eventually(lambda: JobRun.objects.filter(name="beat.tick").exists())
