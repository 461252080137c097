"""Reminders: two at most, in time, and never to somebody who has answered."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ladder.actions.closing import close_round
from ladder.reminders import reminder_days, why_not, why_not_this_one
from ladder.rules import reminder_has_gone
from notices.actions import deliver, promise
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY, answer, make_open_round

BY = date(2026, 12, 7)
REMINDER_DAY = datetime(2026, 11, 30, 10, tzinfo=UTC)
SECOND_DAY = datetime(2026, 12, 3, 10, tzinfo=UTC)
A_DAY = timedelta(days=1)


def promised(now):
    return promise(only=["ladder.reminder"], now=now)


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


@pytest.mark.parametrize(
    ("opens_on", "answer_by", "before", "days"),
    [
        ((2026, 11, 30), (2026, 12, 11), (5, 2), [(12, 4), (12, 9)]),
        ((2026, 11, 30), (2026, 12, 11), (2, 5), [(12, 4), (12, 9)]),
        ((2026, 11, 30), (2026, 12, 7), (5, 2), [(12, 3)]),  # the first would come the day that it opens
        ((2026, 11, 30), (2026, 12, 11), (3, 3), [(12, 8)]),
        ((2026, 11, 30), (2026, 12, 7), (10, 9), [(12, 4)]),
        ((2026, 12, 18), (2026, 12, 31), (5, 2), [(12, 22), (12, 29)]),  # the 25th and the 28th are holidays
    ],
)
def test_there_are_two_reminder_days_at_most_on_working_days_and_never_at_once(
    opens_on, answer_by, before, days
):
    found = reminder_days(opens_on=date(*opens_on), answer_by=date(*answer_by), before=before)
    assert [(day.month, day.day) for day in found] == days


@pytest.mark.parametrize(
    ("period", "day", "reason"),
    [("1", 4, None), ("1", 8, None), ("1", 9, Skip.TOO_LATE), ("2", 9, None), ("2", 30, None)],
)
def test_a_reminder_is_too_late_once_the_next_is_due(period, day, reason):
    days = (date(2026, 12, 4), date(2026, 12, 9))
    assert why_not_this_one(period=period, days=days, today=date(2026, 12, day)) == reason


def reminders(period="1"):
    return Notice.objects.filter(kind="ladder.reminder", period=period)


@pytest.mark.django_db
def test_a_few_queries_promise_the_reminders_of_everyone_in_a_check(check, django_assert_num_queries):
    with django_assert_num_queries(5):
        assert promised(REMINDER_DAY) == 12


def reminded(mailoutbox):
    return [mail for mail in mailoutbox if mail.subject.startswith("Please answer by Monday 7 December 2026")]


@pytest.mark.django_db
def test_until_9am_of_the_day_nobody_is_reminded(check):
    assert promised(REMINDER_DAY - timedelta(hours=1, seconds=1)) == 0
    assert not reminders().exists()
    assert promised(REMINDER_DAY - timedelta(hours=1)) == 12


@pytest.mark.django_db
def test_those_who_have_not_answered_are_reminded_and_the_others_have_a_reason_kept(check, mailoutbox):
    for invitation in check.invitations.all()[:5]:
        answer(invitation, now=MONDAY)
    assert promised(REMINDER_DAY) == 7
    assert reminders().filter(skipped_because=Skip.ANSWERED).count() == 5
    deliver(now=REMINDER_DAY)
    assert reminders().exclude(sent_at=None).count() == 7
    waiting = check.invitations.filter(answered_on=None).values_list("expert__contact__email", flat=True)
    assert sorted(mail.to[0] for mail in reminded(mailoutbox)) == sorted(waiting)


@pytest.mark.django_db
def test_somebody_who_answers_between_the_promise_and_the_post_is_not_reminded(check, mailoutbox):
    promised(REMINDER_DAY)
    invitation = check.invitations.first()
    answer(invitation, now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    assert reminders().get(subject_id=invitation.pk).skipped_because == Skip.ANSWERED


@pytest.mark.django_db
def test_however_often_the_job_runs_each_person_has_two_reminders_at_most(check, mailoutbox):
    for hours in range(0, 300, 7):
        now = REMINDER_DAY + timedelta(hours=hours)
        promised(now)
        deliver(now=now)
    assert (reminders("1").count(), reminders("2").count()) == (12, 12)
    said = [mail.body for mail in reminded(mailoutbox)]
    assert sum("We will remind you once more" in body for body in said) == 12
    assert sum("This is the last reminder" in body for body in said) == 12


@pytest.mark.django_db
def test_two_runs_of_the_job_in_one_moment_promise_once(check):
    assert (promised(REMINDER_DAY), promised(REMINDER_DAY)) == (12, 0)
    assert reminders().count() == 12


@pytest.mark.django_db
def test_a_schedule_that_was_down_for_a_day_still_reminds(check):
    assert promised(REMINDER_DAY + A_DAY) == 12


@pytest.mark.django_db
def test_a_schedule_that_was_down_until_the_second_day_sends_one_and_says_why(check, mailoutbox):
    promised(SECOND_DAY)
    deliver(now=SECOND_DAY)
    assert reminders("1").filter(skipped_because=Skip.TOO_LATE).count() == 12
    assert len(reminded(mailoutbox)) == 12


@pytest.mark.django_db
def test_a_schedule_that_was_down_past_the_last_day_sends_nothing_and_says_why(check, mailoutbox):
    late = datetime(2026, 12, 8, 10, tzinfo=UTC)
    assert promised(late) == 0
    assert [reminders(each).filter(skipped_because=Skip.TOO_LATE).count() for each in "12"] == [12, 12]
    deliver(now=late)
    assert reminded(mailoutbox) == []


@pytest.mark.django_db
def test_a_check_from_before_there_were_two_keeps_one(check):
    type(check).objects.update(second_reminder_on=None)
    promised(REMINDER_DAY)
    promised(SECOND_DAY)
    assert (reminders("1").count(), reminders("2").count()) == (12, 0)


@pytest.mark.django_db
def test_a_closed_check_reminds_nobody(check):
    close_round(round_=check, by="system", now=check.closes_at)
    assert promised(REMINDER_DAY) == 0


@pytest.mark.django_db
def test_a_reminder_has_gone_when_one_was_sent(check):
    answer(check.invitations.first(), now=MONDAY)
    assert not reminder_has_gone(check)
    promised(REMINDER_DAY)
    assert not reminder_has_gone(check)
    deliver(now=REMINDER_DAY, at_most=13)  # the invitations and the team's message go first
    assert not reminder_has_gone(check)
    deliver(now=REMINDER_DAY)
    assert reminder_has_gone(check)


@pytest.mark.django_db
def test_a_reminder_has_gone_when_everyone_has_a_reason_to_get_none(check):
    promised(SECOND_DAY + 9 * A_DAY)
    assert reminder_has_gone(check)


@pytest.mark.django_db
def test_the_reminder_of_another_check_does_not_count(check, other_project, involvement):
    promised(REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    another = make_open_round(other_project, by=involvement, now=MONDAY)
    assert not reminder_has_gone(another)
