"""Everyone who was asked hears that a check has closed: the same words, whatever they did, and no figure."""

import re
from datetime import timedelta

import pytest

from experts.supporting import add_supporter, end_supporter
from ladder.actions.answering import say_no_thank_you
from ladder.actions.closing import close_round
from ladder.choices import ClosedEarly
from ladder.models import Round
from notices.actions import deliver, promise
from notices.choices import Skip
from notices.letters.writing import letter_of
from notices.models import Contact, Notice
from tests.factories import MONDAY, answer
from words.errors import StaleState
from words.readability import reading_age

pytestmark = pytest.mark.django_db


def close(check):
    close_round(round_=check, by="system", now=check.closes_at)
    deliver(now=check.closes_at)
    return Round.objects.get(pk=check.pk)


def about_results(mailoutbox):
    return [mail for mail in mailoutbox if mail.subject.startswith("The check has closed")]


def without_names(mail):
    return re.sub(r"Hello .*,", "Hello,", mail.body)


@pytest.fixture
def let_see(expert):
    """Makes a supporter of the expert, who may see results unless it says otherwise."""

    def add(name="Merryn Hale", email="merryn@example.org", see=True):
        return add_supporter(
            expert=expert.contact.expert,
            name=name,
            email=email,
            may_help_answer=True,
            may_see_results=see,
            by=expert,
            now=MONDAY,
        )

    return add


@pytest.fixture
def check(expert, check):
    """The open check, with the expert in it."""
    assert check.invitations.filter(expert__contact=expert.contact).exists()
    return check


def test_who_answered_who_did_not_and_who_said_no_read_the_same(check, mailoutbox):
    answered, declined, *_ = check.invitations.order_by("pk")
    answer(answered, now=MONDAY)
    say_no_thank_you(invitation=declined, by=declined.expert.contact, now=MONDAY)
    close(check)
    told = about_results(mailoutbox)
    assert len(told) == check.invitations.count()
    assert len({without_names(mail) for mail in told}) == 1


def test_it_says_where_to_read_that_one_signs_in_and_whom_to_ring_and_no_figure(check, mailoutbox):
    answer(check.invitations.first(), words="Nobody rang me back", voice="words", now=MONDAY)
    close(check)
    mail = about_results(mailoutbox)[0]
    assert mail.subject == "The check has closed: Direct payments support"
    for part in (
        "closed on Monday 14 December 2026.",
        "/projects/direct-payments-support/checks/2026-12-14/",
        "Sign in first. We email you a code.",
        "Would you like someone to read it to you? Call",
    ):
        assert part in mail.body
    assert "/c/" not in mail.body
    assert not re.search(
        r"out of 8|about \d|most of|tokenistic|genuine|conversation|match|rang", mail.body, re.I
    )


def test_it_can_be_read_by_a_child_of_nine(check, mailoutbox):
    close(check)
    lines = [line for line in about_results(mailoutbox)[0].body.splitlines() if line and "http" not in line]
    assert reading_age(lines) <= 9


def test_it_is_promised_as_the_check_closes_and_once(check):
    assert not Notice.objects.filter(kind="ladder.results").exists()
    close(check)
    with pytest.raises(StaleState):
        close_round(round_=check, by="system", now=check.closes_at)
    assert Notice.objects.filter(kind="ladder.results").count() == check.invitations.count()


def test_a_supporter_who_may_see_results_hears_it_once_and_one_who_only_helps_does_not(
    check, let_see, mailoutbox
):
    let_see()
    let_see("Bob Nance", "bob@example.org", see=False)
    close(check)
    told = [
        mail for mail in about_results(mailoutbox) if mail.to[0] in ("merryn@example.org", "bob@example.org")
    ]
    assert [mail.to for mail in told] == [["merryn@example.org"]]
    assert "Hello Merryn Hale," in told[0].body


def test_a_supporter_whose_help_has_ended_meanwhile_hears_nothing(check, let_see, mailoutbox, expert):
    helper = let_see()
    close_round(round_=check, by="system", now=check.closes_at)
    end_supporter(supporter=helper, by=expert, now=check.closes_at)
    deliver(now=check.closes_at)
    assert not [mail for mail in about_results(mailoutbox) if mail.to == ["merryn@example.org"]]
    notice = Notice.objects.get(kind="ladder.results", contact=helper.contact)
    assert notice.skipped_because == Skip.HELP_ENDED


def test_whoever_has_no_email_is_posted_a_letter(check):
    person = check.invitations.first().expert.contact
    Contact.objects.filter(pk=person.pk).update(email="")
    check = close(check)
    letter = letter_of(Notice.objects.get(kind="ladder.results", contact=person), now=check.closed_at)
    assert letter.title.startswith("The check has closed")
    assert any("/checks/2026-12-14/" in paragraph for paragraph in letter.paragraphs)
    assert not letter.link


@pytest.mark.parametrize("because", [ClosedEarly.DATES_CLASH, ClosedEarly.OPENED_BY_MISTAKE])
def test_a_check_closed_early_is_told_of_too_and_the_reason_stays_on_the_page(
    check, involvement, mailoutbox, because
):
    Round.objects.filter(pk=check.pk).update(reminder_on=check.opens_on)
    promise(only=["ladder.reminder"], now=MONDAY)
    deliver(now=MONDAY)
    now = MONDAY + timedelta(days=1)
    close_round(round_=check, by=involvement, now=now, early_because=because)
    deliver(now=now)
    mail = about_results(mailoutbox)[0]
    assert "It closed early. The page says why." in mail.body
    assert because.label.lower() not in mail.body.lower()
