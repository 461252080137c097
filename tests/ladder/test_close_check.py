"""./dev manage close_check, which moves a check's clock."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.choices import Role
from ladder.models import Round, RoundResult, Seal
from tests import factories
from tests.fixtures_made_once import made_once


def close_check(slug):
    said = StringIO()
    call_command("close_check", slug, stdout=said)
    return said.getvalue()


@made_once
def check():
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    return factories.make_open_round(factories.make_project(by=rosa), by=rosa, members=8)


# Rewriting tables cannot run inside a test's transaction.
@pytest.mark.django_db(transaction=True)
def test_the_check_closes_now_and_its_tables_are_rewritten(check):
    for invitation in check.invitations.all()[:6]:
        factories.answer(invitation)
    said = close_check("direct-payments-support")
    assert "http://localhost:8000/projects/direct-payments-support/" in said
    factories.rewrite_patiently(now=check.closes_at)
    closed = Round.objects.get(pk=check.pk)
    assert closed.closed_at == closed.closes_at
    assert closed.rewritten_at
    assert timezone.now() - timedelta(minutes=5) < closed.closed_at <= timezone.now()
    assert closed.closed_early_because == ""
    assert RoundResult.objects.filter(round=check).exists()
    assert not Seal.objects.exists()
    with pytest.raises(CommandError, match="No check is open for a project called direct-payments-support"):
        close_check("direct-payments-support")


@pytest.mark.django_db
def test_a_project_that_is_not_there_has_no_check():
    with pytest.raises(CommandError, match="No check is open for a project called nothing"):
        close_check("nothing")


@pytest.mark.django_db
def test_it_works_in_development_only(check, settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="works in development only"):
        close_check("direct-payments-support")
    assert Round.objects.get(pk=check.pk).closed_at is None
