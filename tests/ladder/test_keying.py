"""Answers from paper and phone are typed in, read by their typist alone, compared, and sent once."""

import threading

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from ladder.actions import keying
from ladder.actions.answering import say_no_thank_you, send_answers
from ladder.actions.closing import close_round
from ladder.actions.keying import (
    ask_for_second,
    open_both,
    read_typed,
    send_typed,
    throw_away,
    type_in,
)
from ladder.choices import Channel, Source
from ladder.keyed import agreed
from ladder.models import Draft, Invitation, Seal
from notices.actions import deliver
from tests.factories import ALL_YES, MONDAY, answer
from tests.fixtures_made_once import made_once
from tests.ladder.typing_in import SECRET, by_phone, on_paper
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
NO_TO_THE_FIRST = ("no", *ALL_YES[1:])


@made_once
def invitation(check):
    return check.invitations.order_by("pk").first()


def typed(invitation, by, answers=None):
    return type_in(invitation=invitation, answers=answers or on_paper(), by=by, now=MONDAY)


def sent(invitation, by, channel=Channel.PAPER, **how):
    send_typed(invitation=invitation, channel=channel, by=by, now=MONDAY, **how)


def typed_twice(invitation, first, second, *, again=None):
    typed(invitation, first)
    ask_for_second(invitation=invitation, by=first, now=MONDAY)
    return typed(invitation, second, again)


# Once


def test_a_form_is_typed_in_looked_at_mended_and_sent(invitation, involvement, mailoutbox):
    assert typed(invitation, involvement) == Source.FIRST
    assert read_typed(invitation=invitation, by=involvement, now=MONDAY) == on_paper()
    mended = on_paper(step=6)
    typed(invitation, involvement, mended)
    assert read_typed(invitation=invitation, by=involvement, now=MONDAY) == mended
    sent(invitation, involvement)
    invitation.refresh_from_db()
    assert invitation.entered_by == involvement
    assert not Draft.objects.exists()
    assert Seal.objects.count() == 1
    deliver(now=MONDAY)
    thanks = next(mail for mail in mailoutbox if mail.subject.startswith("Thank you"))
    assert f"{involvement.contact.name} in the involvement team typed them in." in thanks.body
    assert SECRET not in thanks.body


def test_nobody_but_its_typist_reads_mends_or_sends_what_was_typed(invitation, involvement, involvement_two):
    typed(invitation, involvement)
    assert read_typed(invitation=invitation, by=involvement_two, now=MONDAY) is None
    with pytest.raises(Refused, match="Jo Pascoe is typing this in"):
        typed(invitation, involvement_two)
    with pytest.raises(StaleState):
        sent(invitation, involvement_two)
    assert read_typed(invitation=invitation, by=involvement, now=MONDAY) == on_paper()


def test_every_opening_is_an_audit_line_and_no_line_holds_what_was_said(
    invitation, involvement, involvement_two, capfd
):
    typed_twice(invitation, involvement, involvement_two, again=on_paper(step=6))
    before = Event.objects.filter(what="draft.opened").count()
    open_both(invitation=invitation, by=involvement_two, now=MONDAY)
    opened = Event.objects.filter(what="draft.opened").order_by("pk")[before:]
    assert [(line.by, line.details) for line in opened] == [
        (str(involvement_two.contact_id), {"source": "keyed-1"}),
        (str(involvement_two.contact_id), {"source": "keyed-2"}),
    ]
    sent(invitation, involvement_two, agreed=on_paper())
    told = "".join(str(line.details) for line in Event.objects.all()) + "".join(capfd.readouterr())
    assert SECRET not in told
    assert not {"yes", "partly", "no", "5", "6"} & {
        str(value)
        for line in Event.objects.all()
        for value in line.details.values()
        if line.what.startswith(("draft", "answers", "second", "typed"))
    }


def test_what_was_typed_in_can_be_thrown_away_unread(invitation, involvement, involvement_two):
    typed(invitation, involvement)
    throw_away(invitation=invitation, by=involvement_two, now=MONDAY)
    assert not Draft.objects.exists()
    assert typed(invitation, involvement_two) == Source.FIRST
    assert not Event.objects.filter(what="draft.opened").exists()


def test_a_persons_own_draft_is_neither_read_nor_thrown_away(invitation, involvement):
    keying.write_draft(invitation, on_paper(), source=Source.OWN)
    assert read_typed(invitation=invitation, by=involvement, now=MONDAY) is None
    throw_away(invitation=invitation, by=involvement, now=MONDAY)
    assert Draft.objects.get().source == Source.OWN


# Twice


def test_someone_else_types_it_in_without_seeing_the_first(invitation, involvement, involvement_two):
    again = on_paper(statements=NO_TO_THE_FIRST)
    assert typed_twice(invitation, involvement, involvement_two, again=again) == Source.SECOND
    assert read_typed(invitation=invitation, by=involvement_two, now=MONDAY) == again
    assert open_both(invitation=invitation, by=involvement, now=MONDAY) == (on_paper(), again)


def test_the_database_refuses_the_same_person_twice(invitation, involvement):
    typed(invitation, involvement)
    with pytest.raises(IntegrityError, match="someone_else_types_it"), transaction.atomic():
        keying.write_draft(
            invitation, on_paper(), source=Source.SECOND, keyed_by=involvement, first_keyed_by=involvement
        )


def test_a_second_keying_is_compared_by_those_who_typed_it_and_by_nobody_else(
    invitation, involvement, involvement_two, lead
):
    typed_twice(invitation, involvement, involvement_two)
    with pytest.raises(Refused, match="Only the people who typed this in"):
        open_both(invitation=invitation, by=lead, now=MONDAY)
    with pytest.raises(Refused):
        sent(invitation, lead, agreed=on_paper())


def test_what_waits_for_its_second_keying_is_not_sent_and_not_mended_after_it(
    invitation, involvement, involvement_two
):
    typed(invitation, involvement)
    ask_for_second(invitation=invitation, by=involvement, now=MONDAY)
    with pytest.raises(StaleState, match="types this in again first"):
        sent(invitation, involvement)
    typed(invitation, involvement_two)
    with pytest.raises(StaleState, match="typed in twice"):
        typed(invitation, involvement)


def test_what_two_agreed_on_is_what_counts_and_the_first_typist_is_named(
    check, invitation, involvement, involvement_two
):
    typed_twice(invitation, involvement, involvement_two, again=on_paper(statements=NO_TO_THE_FIRST))
    first, second = open_both(invitation=invitation, by=involvement_two, now=MONDAY)
    sent(invitation, involvement_two, agreed=agreed(first, second, taken_second={"statement_1": True}))
    invitation.refresh_from_db()
    assert invitation.entered_by == involvement
    close_round(round_=check, by="system", now=check.closes_at)
    assert check.tally.counts["sent"] == 1
    assert check.tally.counts["answers"][0]["no"] == 1
    assert check.tally.counts["channel"]["paper"] == 1


# By phone


def test_answers_by_phone_go_out_only_from_where_they_are_read_back(invitation, involvement):
    typed(invitation, involvement, by_phone())
    with pytest.raises(StaleState, match="Read them back"):
        sent(invitation, involvement)
    with pytest.raises(StaleState, match="Read them back"):
        ask_for_second(invitation=invitation, by=involvement, now=MONDAY)
    sent(invitation, involvement, Channel.PHONE)
    invitation.refresh_from_db()
    assert invitation.answered_on


def test_answering_by_phone_takes_back_a_no_thank_you_and_a_form_does_not(invitation, involvement):
    say_no_thank_you(invitation=invitation, now=MONDAY)
    with pytest.raises(StaleState, match="No, thank you"):
        typed(invitation, involvement)
    typed(invitation, involvement, by_phone())
    invitation.refresh_from_db()
    assert invitation.declined_on is None


# Another way came first


def test_nothing_is_typed_in_or_doubled_once_they_have_answered_online(invitation, involvement):
    typed(invitation, involvement)
    answer(invitation, now=MONDAY)
    for late in (lambda: typed(invitation, involvement), lambda: sent(invitation, involvement)):
        with pytest.raises(StaleState, match="We have their answers already"):
            late()
    invitation.refresh_from_db()
    assert invitation.entered_by is None
    assert Seal.objects.count() == 1


def test_nothing_is_typed_in_once_the_check_has_closed(check, invitation, involvement):
    close_round(round_=check, by="system", now=check.closes_at)
    with pytest.raises(StaleState, match="has closed"):
        typed(invitation, involvement)


# At once


def test_two_who_send_at_once_count_once(at_once, check, involvement, involvement_two):
    invitation = check.invitations.order_by("pk").first()
    typed_twice(invitation, involvement, involvement_two)
    said = at_once(
        lambda: sent(invitation, involvement, agreed=on_paper()),
        lambda: sent(invitation, involvement_two, agreed=on_paper()),
    )
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleState"]
    assert Seal.objects.count() == 1


def test_two_who_look_first_and_write_then_count_twice(at_once, check):
    """The control: without holding the invitation still, both see it unanswered, and both send."""
    invitation = check.invitations.order_by("pk").first()
    both_have_looked = threading.Barrier(2)

    def look_then_send():
        fresh = Invitation.objects.get(pk=invitation.pk)
        both_have_looked.wait(10)
        if fresh.answered_on is None:
            Seal.objects.create(round=check, sealed=b"sealed")
            Invitation.objects.filter(pk=fresh.pk).update(answered_on=MONDAY.date())

    at_once(look_then_send, look_then_send)
    assert Seal.objects.count() == 2


def test_sending_online_and_sending_what_was_typed_at_once_count_once(at_once, check, involvement):
    invitation = check.invitations.order_by("pk").first()
    typed(invitation, involvement)
    keying.write_draft(invitation, on_paper(channel=Channel.ONLINE), source=Source.OWN)
    said = at_once(
        lambda: sent(invitation, involvement), lambda: send_answers(invitation=invitation, now=MONDAY)
    )
    assert sorted(type(each).__name__ for each in said) == ["NoneType", "StaleState"]
    assert Seal.objects.count() == 1


def test_closing_while_somebody_types_leaves_nothing_behind(at_once, check, involvement):
    invitation = check.invitations.order_by("pk").first()
    said = at_once(
        lambda: typed(invitation, involvement),
        lambda: close_round(round_=check, by="system", now=check.closes_at),
    )
    assert not isinstance(said[1], Exception)
    assert isinstance(said[0], StaleState | Source)
    assert not Draft.objects.exists()
    counted = 1 if isinstance(said[0], Source) else 0
    assert check.tally.counts["sent"] == counted
