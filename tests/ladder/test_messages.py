"""What people are told about a check: true, plain, with a key that works."""

import re
from datetime import UTC, datetime

import pytest

from council.models import Council
from experts.supporting import add_supporter
from ladder.actions.keys import find_by_code, find_by_link
from ladder.actions.supporters import copy_to_supporters
from ladder.queries import who_gets_a_copy
from notices.actions import deliver, promise
from notices.kinds import _kinds
from notices.models import Contact
from tests.factories import MONDAY, answer
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
REMINDER_DAY = datetime(2026, 12, 2, 10, tzinfo=UTC)
LINK = re.compile(r"^http\S+/c/([\w-]+)/$", re.MULTILINE)
CODE = re.compile(r"type this code: ([A-Z0-9 ]+)$", re.MULTILINE)


@made_once
def invitation(check):
    return check.invitations.first()


@pytest.fixture
def letter_to(mailoutbox):
    def find(invitation):
        return [mail for mail in mailoutbox if mail.to == [invitation.expert.contact.email]][-1]

    return find


def test_an_invitation_says_what_when_and_how_and_what_happens_to_answers(invitation, letter_to):
    Council.objects.create(
        pk=1,
        name="Penwarren County Council",
        phone="01632 960 123",
        hours="Monday to Friday, 9am to 5pm",
        text_number="07700 900 123",
        email="coproduction@example.org",
    )
    deliver(now=MONDAY)
    mail = letter_to(invitation)
    assert mail.subject == "Tell us what it is like: Direct payments support"
    for part in (
        f"Hello {invitation.expert.contact.name},",
        "Please answer by Monday 7 December 2026.",
        "The check closes on Monday 14 December 2026.",
        "You do not have to do it.",
        "Nobody can look up your answers. "
        "When the check closes we add everyone’s answers together and delete yours.",
        "Call 01632 960 123",
        "text 07700 900 123",
        "Penwarren County Council",
    ):
        assert part in mail.body


def test_the_link_and_the_code_in_it_both_open_this_persons_check(invitation, letter_to):
    deliver(now=MONDAY)
    body = letter_to(invitation).body
    assert find_by_link(LINK.search(body)[1], now=MONDAY) == invitation
    assert find_by_code(CODE.search(body)[1], now=MONDAY) == invitation


def test_everyone_has_a_key_of_their_own(check, mailoutbox):
    deliver(now=MONDAY)
    links = {LINK.search(mail.body)[1] for mail in mailoutbox if LINK.search(mail.body)}
    assert len(links) == 12


def test_a_reminder_brings_a_new_key_and_the_old_one_still_works(invitation, letter_to):
    deliver(now=MONDAY)
    first = LINK.search(letter_to(invitation).body)[1]
    promise(only=["ladder.reminder"], now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    mail = letter_to(invitation)
    assert mail.subject == "Please answer by Monday 7 December 2026: Direct payments support"
    assert "We will remind you once more." in mail.body
    second = LINK.search(mail.body)[1]
    assert second != first
    assert find_by_link(first, now=REMINDER_DAY) == find_by_link(second, now=REMINDER_DAY) == invitation


def test_a_thank_you_holds_no_key_and_nothing_of_what_was_said(invitation, letter_to):
    answer(invitation, words="Nobody rang me back", voice="words", now=MONDAY)
    deliver(now=MONDAY)
    body = letter_to(invitation).body
    assert letter_to(invitation).subject.startswith("Thank you. We have your answers")
    assert "/c/" not in body
    assert "code" not in body
    assert "rang" not in body
    assert "/projects/direct-payments-support/" in body


def test_a_name_with_signs_in_it_reads_as_it_was_written(check, mailoutbox, letter_to):
    invitation = check.invitations.first()
    Contact.objects.filter(pk=invitation.expert.contact_id).update(name="Zoë O’Neill & Co <b>")
    deliver(now=MONDAY)
    assert "Hello Zoë O’Neill & Co <b>," in letter_to(invitation).body


def test_no_message_about_a_check_speaks_of_money(check, mailoutbox):
    answer(check.invitations.first(), now=MONDAY)
    another = check.invitations.last()
    add_supporter(
        expert=another.expert, name="Jo", email="jo@example.org", may_help_answer=False,
        may_see_results=False, gets_copies=True, by=another.expert.contact, now=MONDAY,
    )  # fmt: skip
    copy_to_supporters(who_gets_a_copy([another.pk]), now=MONDAY)
    promise(only=["ladder.reminder"], now=REMINDER_DAY)
    deliver(now=REMINDER_DAY)
    of_a_talk = {
        "ladder.talk",
        "ladder.talk_arranged",
        "ladder.talk_reminder",
    }  # test_talk_messages.py tries these
    assert {kind for kind in _kinds if kind.startswith("ladder.")} - of_a_talk == {
        "ladder.invitation", "ladder.reminder", "ladder.supporter", "ladder.thanks",
        "ladder.late", "ladder.copy", "ladder.to_type", "ladder.results", "ladder.team",
        "ladder.team_reminder", "ladder.conversation", "ladder.conversation_late",
        "ladder.date_changed", "ladder.team_date_changed",
        # test_supporters_told.py tries these
        "ladder.supporter_reminder", "ladder.supporter_date_changed", "ladder.supporter_closed",
    }  # fmt: skip
    text = " ".join(mail.body for mail in mailoutbox if re.search("/c/|Thank you|copy", mail.body))
    assert not re.search(r"£|\bpaid\b|\bpay\b|money", text.replace("Direct payments support", ""))
