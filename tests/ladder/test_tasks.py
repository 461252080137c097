"""The worker and beat: a check closes by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import JobRun
from ladder.models import Round
from ladder.tasks import close, find_due
from tests.factories import answer, make_open_round

pytestmark = pytest.mark.django_db


def opened_some_time_ago(project, involvement, *, hours_late):
    """An open check whose closing time passed so many hours ago (or comes, below 0)."""
    now = timezone.now()
    check = make_open_round(project, by=involvement, now=now - timedelta(days=40))
    for invitation in check.invitations.all()[:7]:
        answer(invitation, now=now - timedelta(days=35))
    Round.objects.filter(pk=check.pk).update(closes_at=now - timedelta(hours=hours_late))
    return check


@pytest.mark.django_db(transaction=True)
def test_a_worker_closes_the_check_whose_time_has_come(project, involvement, worker, eventually):
    check = opened_some_time_ago(project, involvement, hours_late=1)
    find_due.delay()
    eventually(lambda: Round.objects.filter(pk=check.pk, closed_at__isnull=False).exists())
    check.refresh_from_db()
    assert check.tally.counts["sent"] == 7
    assert check.result.members["badge"] == "match"
    run = JobRun.objects.get(name="ladder.find_due")
    assert run.outcome == "1 to close"
    assert run.finished_at


@pytest.mark.django_db(transaction=True)
def test_a_check_whose_time_has_not_come_stays_open(project, involvement):
    check = opened_some_time_ago(project, involvement, hours_late=-1)
    assert find_due() == 0
    check.refresh_from_db()
    assert check.closed_at is None


def test_a_check_handed_over_twice_is_closed_once(project, involvement):
    check = opened_some_time_ago(project, involvement, hours_late=1)
    assert close(check.pk) is True
    assert close(check.pk) is False
