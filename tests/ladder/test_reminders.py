"""Reminders: one, in time, and never to somebody who has answered."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ladder.actions.closing import close_round
from ladder.actions.reminding import promise_reminders
from ladder.reminders import why_not
from ladder.rules import reminder_has_gone
from notices.actions import deliver
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY, answer, make_open_round

BY = date(2026, 12, 7)
REMINDER_DAY = datetime(2026, 12, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answered", "declined", "closed", "today", "reason"),
    [
        (False, False, False, BY, None),
        (False, False, False, BY + timedelta(days=1), Skip.TOO_LATE),
        (True, False, False, BY, Skip.ANSWERED),
        (True, False, True, BY + timedelta(days=9), Skip.ANSWERED),
        (False, False, True, BY, Skip.CLOSED),
        (False, True, False, BY, Skip.DECLINED),
        (False, False, True, BY + timedelta(days=9), Skip.CLOSED),
    ],
)
def test_there_is_one_named_reason_not_to_send(answered, declined, closed, today, reason):
    assert why_not(answered=answered, declined=declined, closed=closed, answer_by=BY, today=today) == reason


def reminders():
    return Notice.objects.filter(kind="ladder.reminder")


@pytest.mark.django_db
def test_the_day_before_nobody_is_reminded(check):
    assert promise_reminders(now=REMINDER_DAY - timedelta(days=1)) == 0
    assert not reminders().exists()


@pytest.mark.django_db
def test_those_who_have_not_answered_are_reminded_and_the_others_have_a_reason_kept(check, mailoutbox):
    for invitation in check.invitations.all()[:5]:
        answer(invitation, now=MONDAY)
    promise_reminders(now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    assert reminders().exclude(sent_at=None).count() == 7
    assert reminders().filter(skipped_because=Skip.ANSWERED).count() == 5
    said = [mail for mail in mailoutbox if mail.subject.startswith("Please answer by Monday 7 December 2026")]
    waiting = check.invitations.filter(answered_on=None).values_list("expert__contact__email", flat=True)
    assert sorted(mail.to[0] for mail in said) == sorted(waiting)


@pytest.mark.django_db
def test_somebody_who_answers_between_the_promise_and_the_post_is_not_reminded(check, mailoutbox):
    promise_reminders(now=REMINDER_DAY)
    invitation = check.invitations.first()
    answer(invitation, now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    assert reminders().get(subject_id=invitation.pk).skipped_because == Skip.ANSWERED


@pytest.mark.django_db
def test_however_often_the_job_runs_each_person_has_one_reminder(check, mailoutbox):
    for hours in range(0, 100, 7):
        now = REMINDER_DAY + timedelta(hours=hours)
        promise_reminders(now=now)
        deliver(now=now)
    assert reminders().count() == 12
    assert len([mail for mail in mailoutbox if mail.subject.startswith("Please answer by")]) == 12


@pytest.mark.django_db
def test_two_runs_of_the_job_in_one_moment_promise_once(check):
    promise_reminders(now=REMINDER_DAY)
    promise_reminders(now=REMINDER_DAY)
    assert reminders().count() == 12


@pytest.mark.django_db
def test_a_schedule_that_was_down_for_a_day_still_reminds(check):
    promise_reminders(now=REMINDER_DAY + timedelta(days=1))
    assert reminders().count() == 12


@pytest.mark.django_db
def test_a_schedule_that_was_down_past_the_day_sends_nothing_and_says_why(check, mailoutbox):
    late = datetime(2026, 12, 8, 10, tzinfo=UTC)
    promise_reminders(now=late)
    deliver(now=late)
    assert reminders().filter(skipped_because=Skip.TOO_LATE).count() == 12
    assert not [mail for mail in mailoutbox if mail.subject.startswith("Please answer by")]


@pytest.mark.django_db
def test_a_closed_check_reminds_nobody(check):
    close_round(round_=check, by="system", now=check.closes_at)
    assert promise_reminders(now=REMINDER_DAY) == 0


@pytest.mark.django_db
def test_a_reminder_has_gone_when_one_was_sent_or_has_a_reason(check):
    assert not reminder_has_gone(check)
    promise_reminders(now=REMINDER_DAY)
    assert not reminder_has_gone(check)
    deliver(now=REMINDER_DAY)
    assert reminder_has_gone(check)


@pytest.mark.django_db
def test_the_reminder_of_another_check_does_not_count(check, other_project, involvement):
    promise_reminders(now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    another = make_open_round(other_project, by=involvement, now=MONDAY)
    assert not reminder_has_gone(another)
