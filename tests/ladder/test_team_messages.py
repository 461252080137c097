"""A project's team is asked for its side when a check opens, and reminded once while nothing is sent."""

from datetime import timedelta

import pytest
import time_machine

import notices.tasks
from ladder.actions.opening import open_round
from ladder.actions.team import send_team_answers
from ladder.choices import TeamAnswer
from ladder.reminders import why_not_the_team
from notices.actions import deliver, promise
from notices.choices import Skip
from notices.models import Notice
from projects.models import TeamMember
from tests.factories import MONDAY, make_members, make_open_round, make_project
from words.readability import reading_age, sentences_of

pytestmark = pytest.mark.django_db
KINDS = ("ladder.team", "ladder.team_reminder")
TODAY = MONDAY.date()


def promised():
    return sorted(Notice.objects.filter(kind__in=KINDS).values_list("kind", "contact__name"))


def reminder_day(check):
    return MONDAY + (check.reminder_on - TODAY)


def send(check, by):
    send_team_answers(round_=check, answers=[TeamAnswer.YES] * 8, by=by, now=MONDAY)


def mails_of(mailoutbox, *, now):
    """What the team is written, besides what people are."""
    deliver(now=now)
    return [mail for mail in mailoutbox if "your team’s side" in mail.subject.lower()]


def test_everyone_in_the_team_is_asked_when_a_check_opens_and_no_expert_who_leads(
    project, lead, other_staff, involvement
):
    TeamMember.objects.create(project=project, user=other_staff, starts_on=TODAY)
    make_open_round(project, by=involvement, now=MONDAY)
    assert promised() == [("ladder.team", "Alex Morgan"), ("ladder.team", "Robin Shah")]


def test_whoever_has_left_the_team_is_not_asked(project, lead, involvement):
    TeamMember.objects.update(ends_on=TODAY)
    make_open_round(project, by=involvement, now=MONDAY)
    assert promised() == []


def test_the_team_is_reminded_once_on_the_day_that_people_are(check, lead):
    assert promise(only=["ladder.team_reminder"], now=reminder_day(check) - timedelta(days=1)) == 0
    for hours in (0, 1, 24):
        promise(only=["ladder.reminder"], now=reminder_day(check) + timedelta(hours=hours))
        promise(only=["ladder.team_reminder"], now=reminder_day(check) + timedelta(hours=hours))
    assert promised() == [("ladder.team", "Alex Morgan"), ("ladder.team_reminder", "Alex Morgan")]


def test_a_team_that_has_sent_its_side_is_not_reminded(check, lead):
    send(check, lead)
    assert promise(only=["ladder.team_reminder"], now=reminder_day(check)) == 0


def test_two_checks_at_once_each_remind_their_own_team(check, lead, other_staff, involvement, other_project):
    make_open_round(other_project, by=involvement, now=MONDAY)
    assert promise(only=["ladder.team_reminder"], now=reminder_day(check)) == 2


def test_what_is_sent_meanwhile_is_a_reason_not_to_remind(check, lead, mailoutbox):
    deliver(now=MONDAY)
    promise(only=["ladder.team_reminder"], now=reminder_day(check))
    send(check, lead)
    deliver(now=reminder_day(check))
    assert Notice.objects.get(kind="ladder.team_reminder").skipped_because == Skip.ANSWERED


@pytest.mark.parametrize("again", [False, True])
def test_the_message_is_plain_and_says_nothing_of_people_s_answers(check, lead, mailoutbox, again):
    now = MONDAY
    if again:
        deliver(now=MONDAY)
        mailoutbox.clear()
        now = reminder_day(check)
        promise(only=["ladder.team_reminder"], now=now)
    (mail,) = mails_of(mailoutbox, now=now)
    assert mail.to == [lead.email]
    assert f"/staff/projects/{check.project.reference}/checks/team/" in mail.body
    assert "The team did not answer" in mail.body
    assert "/c/" not in mail.body
    assert "12" not in mail.body.replace("2026", "").replace("12 ", "").replace(" 12", "")
    said = [each for line in mail.body.splitlines() if "http" not in line for each in sentences_of(line)]
    assert reading_age(said) <= 11
    assert max(len(sentence.split()) for sentence in said) <= 15


def test_a_check_that_nobody_could_be_asked_about_twice_is_asked_about_once(project, involvement, lead):
    make_members(project, 8, by=involvement, now=MONDAY)
    open_round(project=project, answer_by=TODAY + timedelta(days=14), by=involvement, now=MONDAY)
    assert Notice.objects.filter(kind="ladder.team").count() == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"in_team": False}, Skip.HELP_ENDED),
        ({"answered": True}, Skip.ANSWERED),
        ({"closed": True}, Skip.CLOSED),
        ({"today": TODAY + timedelta(days=1)}, Skip.TOO_LATE),
    ],
)
def test_there_is_always_a_reason_not_to_write_to_a_team(changed, reason):
    usual = {"in_team": True, "answered": False, "closed": False, "answer_by": TODAY, "today": TODAY}
    assert why_not_the_team(**usual | changed) == reason


@time_machine.travel(MONDAY)
def test_the_reminder_job_reminds_teams_too(lead, involvement):
    check = make_open_round(make_project(by=lead), by=involvement)
    type(check).objects.update(reminder_on=check.opens_on)
    notices.tasks.promise()
    assert Notice.objects.filter(kind="ladder.team_reminder").count() == 1
