"""What the people of a talk are sent: true, plain, with a key that works, and to everyone alike."""

import re
from datetime import timedelta

import pytest

from ladder.actions.talk_keys import find_person_by_code, find_person_by_link, person_still_asked
from ladder.actions.talking import call_off_talk
from ladder.models import TalkKey
from notices.actions import deliver, promise
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.talks import NO, SILENT, YES, arranged, asked, ended, recorded

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^http\S+/c/([\w-]+)/$", re.MULTILINE)
CODE = re.compile(r"type this code: ([A-Z0-9 ]+)$", re.MULTILINE)
REMINDER_DAY = MONDAY + timedelta(days=3)


@made_once
def talk(project, involvement, facilitator):
    return recorded(project, by=involvement, facilitator=facilitator)


def test_the_facilitator_hears_when_the_group_meets_and_what_to_do(
    project, involvement, facilitator, mailoutbox
):
    arranged(project, by=involvement, facilitator=facilitator)
    deliver(now=MONDAY)
    (mail,) = mailoutbox
    assert mail.to == ["fay.trask@example.org"]
    assert mail.subject == "You lead a group on Monday 23 November 2026: Direct payments support"
    assert "by Monday 30 November 2026" in mail.body
    assert "/staff/talks/" in mail.body


def test_of_what_was_called_off_nobody_hears(project, involvement, facilitator, mailoutbox):
    talk = arranged(project, by=involvement, facilitator=facilitator)
    call_off_talk(talk=talk, by=involvement, now=MONDAY)
    deliver(now=MONDAY)
    assert mailoutbox == []
    assert Notice.objects.get().skipped_because == Skip.TOO_LATE


def test_everyone_who_was_there_is_asked_alone_by_a_link_and_a_code_of_their_own(talk, mailoutbox):
    deliver(now=MONDAY)
    assert len(mailoutbox) == 4
    for person in talk.people.select_related("expert__contact"):
        (mail,) = [mail for mail in mailoutbox if mail.to == [person.expert.contact.email]]
        assert find_person_by_link(LINK.search(mail.body)[1], now=MONDAY) == person
        assert find_person_by_code(CODE.search(mail.body)[1].lower(), now=MONDAY) == person
        for part in (
            f"Hello {person.expert.contact.name},",
            "on Monday 23 November 2026",
            "Fay Trask wrote down what the group said.",
            "If 1 person says no, or does not answer, the team does not see it.",
            "until Monday 30 November 2026, 5pm",
        ):
            assert part in mail.body


def test_no_message_holds_what_the_group_said(talk, mailoutbox):
    promise(only=["ladder.talk_reminder"], now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    assert len(mailoutbox) == 8
    said = " ".join(mail.body for mail in mailoutbox)
    assert not re.search(r"Partly|Not sure|do not agree|Consulting", said)


def test_the_reminder_goes_to_everyone_whatever_they_have_said_and_once(talk, mailoutbox):
    deliver(now=MONDAY)
    mailoutbox.clear()
    asked(talk, YES, NO, SILENT, SILENT)
    promise(only=["ladder.talk_reminder"], now=REMINDER_DAY - timedelta(days=1))
    deliver(now=REMINDER_DAY - timedelta(days=1))
    assert mailoutbox == []
    for day in (REMINDER_DAY, REMINDER_DAY + timedelta(days=1)):
        promise(only=["ladder.talk_reminder"], now=day)
        deliver(now=day)
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(
        person.expert.contact.email for person in talk.people.select_related("expert__contact")
    )
    assert len({mail.subject for mail in mailoutbox}) == 1
    assert "We cannot see who has answered." in mailoutbox[0].body


def test_what_is_late_is_not_sent_and_nothing_breaks_once_nobody_is_in_it(talk, mailoutbox):
    ended(talk)
    deliver(now=talk.ask_until)
    assert mailoutbox == []
    assert set(Notice.objects.values_list("skipped_because", flat=True)) == {Skip.CLOSED, Skip.TOO_LATE}


def test_a_key_is_good_until_the_last_moment(talk, mailoutbox):
    deliver(now=MONDAY)
    link = LINK.search(mailoutbox[0].body)[1]
    key = TalkKey.objects.first()
    just_before = talk.ask_until - timedelta(seconds=1)
    assert find_person_by_link(link, now=just_before)
    assert person_still_asked(key.pk, now=just_before).key_id == key.pk
    assert find_person_by_link(link, now=talk.ask_until) is None
    assert person_still_asked(key.pk, now=talk.ask_until) is None
    ended(talk)
    assert find_person_by_link(link, now=MONDAY) is None


@pytest.mark.parametrize("typed", ["", "R4T 7WC 3FH", "??", "x" * 99])
def test_what_is_no_code_finds_nobody(talk, typed):
    assert find_person_by_code(typed, now=MONDAY) is None
