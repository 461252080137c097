"""Answering: kept at every step on every device, and sent once."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from audit.models import Event
from ladder.actions.answering import (
    change_draft,
    change_my_mind,
    read_draft,
    say_no_thank_you,
    send_answers,
    start_again,
)
from ladder.actions.closing import close_round
from ladder.answers import Answers
from ladder.choices import Answer, Voice
from ladder.models import Draft, Invitation, Seal
from notices.models import Notice
from tests.factories import MONDAY, answer
from tests.fixtures_made_once import made_once
from words.errors import StaleState

pytestmark = pytest.mark.django_db


@made_once
def invitation(check):
    return check.invitations.first()


def say(invitation, number, word, now=MONDAY):
    return change_draft(
        invitation=invitation, change=lambda answers: answers.with_statement(number, word), now=now
    )


def test_before_anything_is_saved_there_is_nothing_to_carry_on(invitation):
    assert read_draft(invitation=invitation, now=MONDAY) is None


def test_each_step_is_saved_and_read_back_as_it_was(invitation):
    say(invitation, 1, Answer.YES)
    say(invitation, 8, Answer.NOT_SURE)
    saved = read_draft(invitation=invitation, now=MONDAY)
    assert saved.statements == ("yes", "", "", "", "", "", "", "not-sure")
    assert Draft.objects.count() == 1


def test_an_answer_may_be_changed_until_it_is_sent(invitation):
    say(invitation, 1, Answer.YES)
    say(invitation, 1, Answer.NO)
    assert read_draft(invitation=invitation, now=MONDAY).statements[0] == "no"


def test_saving_tells_nobody_that_somebody_has_begun(invitation):
    say(invitation, 1, Answer.YES)
    invitation.refresh_from_db()
    assert invitation.answered_on is None
    assert not Notice.objects.filter(kind="ladder.thanks").exists()


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_keep_both_answers(check, at_once):
    invitation = check.invitations.first()
    for number in (1, 3, 5, 7):
        results = at_once(
            lambda number=number: say(invitation, number, Answer.YES),
            lambda number=number: say(invitation, number + 1, Answer.NO),
        )
        assert not [result for result in results if isinstance(result, Exception)]
    assert read_draft(invitation=invitation, now=MONDAY).statements == ("yes", "no") * 4


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_devices_lose_an_answer(check, monkeypatch, at_once):
    """The control: what the lock on the round is for. Both have read before either writes."""
    from ladder.actions import answering

    monkeypatch.setattr(
        answering,
        "hold_still",
        lambda invitation, *, now: Invitation.objects.select_related("round__salt", "expert__contact").get(
            pk=invitation.pk
        ),
    )
    invitation = check.invitations.first()
    say(invitation, 8, Answer.YES)
    both_have_read = threading.Barrier(2)

    def answer_together(number):
        def change(answers):
            both_have_read.wait(10)
            return answers.with_statement(number, Answer.YES)

        change_draft(invitation=invitation, change=change, now=MONDAY)

    results = at_once(lambda: answer_together(1), lambda: answer_together(2))

    assert results == [None, None]
    assert sorted(read_draft(invitation=invitation, now=MONDAY).statements[:2]) == ["", "yes"]


def test_opening_what_was_saved_is_an_audit_line_in_the_persons_own_name(invitation):
    say(invitation, 1, Answer.YES)
    read_draft(invitation=invitation, now=MONDAY)
    line = Event.objects.get(what="draft.opened")
    assert line.by == str(invitation.expert.contact_id)
    assert line.subject_id == str(invitation.pk)
    assert line.details == {"source": "own"}


def test_starting_again_deletes_what_was_saved(invitation):
    say(invitation, 1, Answer.YES)
    start_again(invitation=invitation, now=MONDAY)
    assert read_draft(invitation=invitation, now=MONDAY) is None
    assert Event.objects.filter(what="draft.deleted").count() == 1


def test_sending_takes_the_draft_seals_the_answers_and_says_thank_you(invitation):
    late_in_summer_time = datetime(2026, 11, 24, 9, tzinfo=UTC)
    answer(invitation, now=late_in_summer_time)
    invitation.refresh_from_db()
    assert invitation.answered_on == date(2026, 11, 24)
    assert not Draft.objects.exists()
    assert Seal.objects.filter(round=invitation.round).count() == 1
    thanks = Notice.objects.get(kind="ladder.thanks")
    assert thanks.contact_id == invitation.expert.contact_id
    assert Event.objects.get(what="answers.sent").details == {}


def test_a_sent_seal_names_no_person(invitation):
    answer(invitation, now=MONDAY)
    assert {field.name for field in Seal._meta.get_fields()} == {"id", "round", "sealed"}


def test_answers_are_sent_once(invitation):
    answer(invitation, now=MONDAY)
    with pytest.raises(StaleState):
        send_answers(invitation=invitation, now=MONDAY)
    with pytest.raises(StaleState):
        say(invitation, 1, Answer.NO)
    with pytest.raises(StaleState):
        start_again(invitation=invitation, now=MONDAY)
    assert Seal.objects.count() == 1


def test_there_must_be_something_to_send(invitation):
    with pytest.raises(StaleState, match="There are no answers to send"):
        send_answers(invitation=invitation, now=MONDAY)
    invitation.refresh_from_db()
    assert invitation.answered_on is None


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_send_at_once_send_once(check, at_once):
    for invitation in check.invitations.all()[:4]:
        say(invitation, 1, Answer.YES)
        results = at_once(*[lambda it=invitation: send_answers(invitation=it, now=MONDAY)] * 2)
        assert sorted(type(result).__name__ for result in results) == ["NoneType", "StaleState"]
    assert Seal.objects.count() == 4
    assert Notice.objects.filter(kind="ladder.thanks").count() == 4


def test_after_closing_time_nothing_more_is_taken_though_the_worker_is_late(invitation):
    closes_at = invitation.round.closes_at
    say(invitation, 1, Answer.YES, now=closes_at - timedelta(seconds=1))
    with pytest.raises(StaleState, match="This check has closed"):
        say(invitation, 2, Answer.YES, now=closes_at)
    with pytest.raises(StaleState):
        send_answers(invitation=invitation, now=closes_at)


def test_after_closing_nothing_is_taken(invitation):
    say(invitation, 1, Answer.YES)
    close_round(round_=invitation.round, by="system", now=invitation.round.closes_at)
    for try_it in (
        lambda: say(invitation, 2, Answer.YES),
        lambda: send_answers(invitation=invitation, now=MONDAY),
        lambda: start_again(invitation=invitation, now=MONDAY),
    ):
        with pytest.raises(StaleState):
            try_it()
    assert read_draft(invitation=invitation, now=MONDAY) is None


@pytest.mark.django_db(transaction=True)
def test_whoever_sends_while_the_check_closes_is_told_and_never_half_counted(check, beside, somebody_waits):
    first, second = check.invitations.all()[:2]
    answer(first, now=MONDAY)
    say(second, 1, Answer.YES)
    with transaction.atomic():
        close_round(round_=check, by="system", now=check.closes_at)
        late = beside(lambda: send_answers(invitation=second, now=check.closes_at - timedelta(seconds=1)))
        somebody_waits()
    with pytest.raises(StaleState):
        late.result()
    check.refresh_from_db()
    assert check.tally.counts["sent"] == 1
    assert not Seal.objects.exists()
    second.refresh_from_db()
    assert second.answered_on is None


def test_words_written_in_the_box_are_under_the_same_seal(invitation):
    words = "Nobody rang me back"
    change_draft(invitation=invitation, change=lambda _: Answers(words=words, voice=Voice.WORDS), now=MONDAY)
    assert words.encode() not in bytes(Draft.objects.get().sealed)
    assert read_draft(invitation=invitation, now=MONDAY).words == words


def test_no_thank_you_is_kept_for_the_day_and_can_be_taken_back(invitation):
    say_no_thank_you(invitation=invitation, now=MONDAY)
    invitation.refresh_from_db()
    assert invitation.declined_on == MONDAY.date()
    change_my_mind(invitation=invitation, now=MONDAY)
    invitation.refresh_from_db()
    assert invitation.declined_on is None


def test_no_thank_you_leaves_what_was_saved_for_a_change_of_mind(invitation):
    say(invitation, 1, Answer.YES)
    say_no_thank_you(invitation=invitation, now=MONDAY)
    assert read_draft(invitation=invitation, now=MONDAY).statements[0] == Answer.YES


def test_answering_after_all_takes_the_no_thank_you_back(invitation):
    say_no_thank_you(invitation=invitation, now=MONDAY)
    say(invitation, 1, Answer.YES)
    send_answers(invitation=invitation, now=MONDAY)
    invitation.refresh_from_db()
    assert (invitation.answered_on, invitation.declined_on) == (MONDAY.date(), None)


def test_whoever_has_answered_cannot_say_no_thank_you(invitation):
    say(invitation, 1, Answer.YES)
    send_answers(invitation=invitation, now=MONDAY)
    with pytest.raises(StaleState):
        say_no_thank_you(invitation=invitation, now=MONDAY)
