"""Which messages went is forgotten after 35 days, and nothing that is forgotten goes a second time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from audit.actions import SYSTEM
from audit.models import JobRun
from ladder.actions.closing import close_round
from notices import kinds, tasks
from notices.actions import deliver, forgetting, sum_up
from notices.actions import promise as promise_what_is_due
from notices.actions.forgetting import KEPT_FOR, forget_old_messages
from notices.choices import HowOften, Outcome, Skip
from notices.models import Attempt, HowToReach, Notice
from tests.factories import MONDAY, make_open_round

pytestmark = pytest.mark.django_db
A_MOMENT = timedelta(seconds=1)
OVER = MONDAY + KEPT_FOR + A_MOMENT
NEXT_MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_what_went_is_forgotten_after_35_days_with_every_try(promise, mailoutbox):
    promise("one")
    deliver(now=MONDAY)
    assert forget_old_messages(now=MONDAY + KEPT_FOR) == 0
    assert forget_old_messages(now=OVER) == 1
    assert not Notice.objects.exists()
    assert not Attempt.objects.exists()


def test_what_was_not_to_go_is_forgotten_too(promise):
    promise("one")
    Notice.objects.update(skipped_because=Skip.ANSWERED, skipped_at=MONDAY)
    assert forget_old_messages(now=OVER) == 1


def test_what_waits_or_is_stuck_is_never_forgotten(promise):
    promise("one", "two")
    stuck = Notice.objects.first()
    Notice.objects.filter(pk=stuck.pk).update(taken_at=MONDAY)
    tried = {"channel": "email", "outcome": Outcome.UNKNOWN, "outcome_at": MONDAY}
    Attempt.objects.create(notice=stuck, number=1, taken_at=MONDAY, **tried)
    assert forget_old_messages(now=OVER + timedelta(days=365)) == 0
    assert Notice.objects.count() == 2


def test_what_came_in_one_message_with_others_leaves_with_that(promise, person, monkeypatch, mailoutbox):
    monkeypatch.setitem(kinds._kinds, "test.hello", replace(kinds._kinds["test.hello"], alone=False))
    HowToReach.objects.create(contact=person, how_often=HowOften.WEEKLY, changed_at=MONDAY)
    promise("one", "two")
    deliver(now=MONDAY)
    sum_up(now=NEXT_MONDAY)
    deliver(now=NEXT_MONDAY)
    assert len(mailoutbox) == 1
    assert forget_old_messages(now=OVER) == 0
    assert forget_old_messages(now=NEXT_MONDAY + KEPT_FOR + A_MOMENT) == 3
    assert not Notice.objects.exists()


@pytest.fixture
def reminded(project, involvement):
    """An open check whose people were reminded so long ago that it would be forgotten, and the next day."""
    check = make_open_round(project, by=involvement, now=MONDAY, members=7)
    at_noon = MONDAY + (check.reminder_days[0] - MONDAY.date())
    for now in (MONDAY, at_noon):
        promise_what_is_due(now=now)
        deliver(now=now)
    Notice.objects.filter(subject_kind="invitation").update(sent_at=at_noon - KEPT_FOR - timedelta(days=1))
    return check, at_noon + timedelta(hours=1)


def test_while_a_check_goes_on_nothing_of_it_is_forgotten_and_nothing_goes_twice(reminded, mailoutbox):
    check, now = reminded
    mails = len(mailoutbox)
    assert forget_old_messages(now=now) == 0
    promise_what_is_due(now=now)
    assert deliver(now=now) == 0
    assert len(mailoutbox) == mails
    close_round(round_=check, by=SYSTEM, now=check.closes_at)
    about = Notice.objects.filter(kind="ladder.reminder")
    assert about.exists()
    forget_old_messages(now=check.closes_at + KEPT_FOR)
    assert about.exists()
    forget_old_messages(now=check.closes_at + KEPT_FOR + A_MOMENT)
    assert not about.exists()


def test_if_it_were_forgotten_people_would_hear_twice(reminded, monkeypatch):
    """The control: nothing is known of what goes on."""
    _, now = reminded
    monkeypatch.setattr(forgetting, "goes_on", [])
    assert forget_old_messages(now=now) > 7
    promise_what_is_due(now=now)
    assert deliver(now=now) >= 7


def test_the_job_says_how_many_it_removed():
    assert tasks.forget_messages() == 0
    assert JobRun.objects.get(name="notices.forget_messages").outcome == "0 removed"
