"""Rewriting: deleted answers leave the tables' files, or the job says that they have not yet."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings as portal
from django.db import connection

from audit.models import JobRun
from devtools.database import parts_of, url_of
from ladder.actions.answering import change_draft, read_draft
from ladder.actions.closing import close_round
from ladder.actions.rewriting import StillReadable, rewrite_sealed_tables
from ladder.answers import Answers
from ladder.models import Round
from ladder.tasks import rewrite
from tests.factories import MONDAY, answer, make_open_round, rewrite_patiently
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db(transaction=True)


def files():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filepath('ladder_seal'), pg_relation_filepath('ladder_draft')")
        return cursor.fetchone()


@made_once
def closed(check):
    for invitation in check.invitations.all()[:3]:
        answer(invitation, now=MONDAY)
    close_round(round_=check, by="system", now=check.closes_at)
    return check


@pytest.fixture
def older_transaction(transactional_db):
    """Someone who reads the whole database in one transaction, as a backup does."""
    login = parts_of(url_of(connection.settings_dict))
    with psycopg.connect(**login, options=f"-c role={portal.DATABASE_APP_ROLE}") as other:
        other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield other


def test_with_nothing_closed_nothing_is_rewritten(check):
    before = files()
    assert rewrite_sealed_tables(now=MONDAY) == 0
    assert files() == before


def test_after_closing_the_tables_get_new_files_once(closed):
    before = files()
    now = closed.closes_at + timedelta(minutes=20)
    assert rewrite_patiently(now=now) == 1
    after = files()
    assert not set(before) & set(after)
    closed.refresh_from_db()
    assert closed.rewritten_at == now
    assert rewrite_sealed_tables(now=now) == 0
    assert files() == after


def look_at_everything_but_seals(other):
    other.execute("SELECT count(*) FROM audit_event").fetchone()


def hold_the_table_of_seals(other):
    other.execute("SELECT count(*) FROM ladder_seal").fetchone()


@pytest.mark.parametrize("reads", [look_at_everything_but_seals, hold_the_table_of_seals])
def test_while_a_backup_can_still_see_them_the_answers_are_not_called_gone(check, older_transaction, reads):
    for invitation in check.invitations.all()[:3]:
        answer(invitation, now=MONDAY)
    reads(older_transaction)
    close_round(round_=check, by="system", now=check.closes_at)
    with pytest.raises(StillReadable):
        rewrite_sealed_tables(now=check.closes_at)
    assert Round.objects.waiting_for_rewrite().get() == check
    older_transaction.rollback()
    assert rewrite_patiently(now=check.closes_at) == 1


def test_nobody_who_answers_waits_long_behind_a_rewrite_that_waits_for_a_backup(
    closed, other_project, involvement, older_transaction, beside, somebody_waits
):
    invitation = make_open_round(other_project, by=involvement, now=MONDAY).invitations.first()
    hold_the_table_of_seals(older_transaction)
    rewriting = beside(lambda: rewrite_sealed_tables(now=closed.closes_at))
    somebody_waits()
    answer(invitation, now=MONDAY)
    with pytest.raises(StillReadable):
        rewriting.result()


def test_the_job_writes_down_that_it_must_come_again(check, older_transaction, eventually):
    answer(check.invitations.first(), now=MONDAY)
    look_at_everything_but_seals(older_transaction)
    close_round(round_=check, by="system", now=check.closes_at)
    assert rewrite() == 0
    assert JobRun.objects.get().outcome.startswith("not yet")
    older_transaction.rollback()
    # Another test process may hold old rows for a moment too.
    eventually(lambda: rewrite() == 1, seconds=120)
    assert JobRun.objects.latest("pk").outcome == "1 checks and talks"


def test_answers_of_a_check_that_is_still_open_survive_the_rewriting(closed, other_project, involvement):

    other = make_open_round(other_project, by=involvement, now=MONDAY)
    invitation = other.invitations.first()
    change_draft(invitation=invitation, change=lambda _: Answers(step=3), now=MONDAY)
    rewrite_patiently(now=closed.closes_at)
    assert read_draft(invitation=invitation, now=MONDAY).step == 3
