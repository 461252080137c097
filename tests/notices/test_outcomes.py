"""What became of an attempt: news moves it only forwards, and what did not arrive goes another way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from notices.actions import (
    came_back,
    deliver,
    heard_back,
    it_went,
    look_again,
    posted,
    rang,
    send_again,
    stop,
)
from notices.actions.sending import ways_lost
from notices.channels import Found, carriers
from notices.channels.email import MailServer
from notices.choices import Channel, NotNow, Outcome, Skip
from notices.models import Attempt, Contact, Notice
from notices.queries import letters_about, stuck
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from words.errors import StaleState

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@made_once
def staff(involvement):
    """Somebody who says what became of messages."""
    return involvement


@pytest.fixture
def sent(promise):
    """The attempt that sent a message by e-mail."""
    promise("one")
    deliver(now=MONDAY)
    return Attempt.objects.get()


@pytest.fixture
def unknown(promise, monkeypatch):
    """An attempt of which nobody can tell whether it went."""
    with monkeypatch.context() as this_once:
        this_once.setattr(MailServer, "send", hang_up)
        promise("one")
        deliver(now=MONDAY)
    return stuck(now=MONDAY).get()


def hang_up(*args, **kwargs):
    raise ConnectionResetError


def outcomes():
    return list(Attempt.objects.order_by("number").values_list("channel", "outcome"))


def test_a_message_that_comes_back_later_goes_by_the_next_way_the_same_day(sent):
    assert heard_back(reference=sent.reference, outcome=Outcome.PERMANENT, now=LATER)
    assert Notice.objects.get().sent_at is None
    deliver(now=LATER)
    assert outcomes() == [(Channel.EMAIL, Outcome.PERMANENT), (Channel.LETTER, "")]
    assert letters_about("test", ["one"]) == 1


@pytest.mark.parametrize(
    ("news", "stands"),
    [
        ((Outcome.DELIVERED, Outcome.DELIVERED), Outcome.DELIVERED),
        ((Outcome.DELIVERED, Outcome.SENT), Outcome.DELIVERED),
        ((Outcome.DELIVERED, Outcome.TEMPORARY), Outcome.DELIVERED),
        ((Outcome.PERMANENT, Outcome.DELIVERED), Outcome.PERMANENT),
        ((Outcome.TECHNICAL, Outcome.PERMANENT), Outcome.TECHNICAL),
    ],
)
def test_news_that_comes_twice_or_out_of_order_changes_nothing(sent, news, stands):
    first, second = news
    assert heard_back(reference=sent.reference, outcome=first, now=LATER)
    before = Notice.objects.values().get()
    assert not heard_back(reference=sent.reference, outcome=second, now=LATER + timedelta(hours=1))
    sent.refresh_from_db()
    assert (sent.outcome, sent.outcome_at) == (stands, LATER)
    assert Notice.objects.values().get() == before


def test_news_of_something_we_never_sent_changes_nothing(sent):
    assert not heard_back(reference=uuid4(), outcome=Outcome.DELIVERED, now=LATER)


def test_what_a_person_found_out_settles_it(unknown, staff, mailoutbox):
    it_went(attempt=unknown, by=staff, now=LATER)
    assert Notice.objects.get().sent_at == LATER
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]
    assert not stuck(now=LATER).exists()
    assert deliver(now=LATER) == len(mailoutbox) == 0
    with pytest.raises(StaleState):
        send_again(attempt=unknown, by=staff, now=LATER)


def test_what_did_not_go_is_sent_again_when_a_person_says_so(unknown, staff, mailoutbox):
    send_again(attempt=unknown, by=staff, now=LATER)
    assert deliver(now=LATER) == len(mailoutbox) == 1
    with pytest.raises(StaleState):
        it_went(attempt=unknown, by=staff, now=LATER)


def test_a_letter_that_came_back_leaves_no_way_which_is_a_task(promise, staff):
    promise("one", contact=Contact.objects.create(name="Wyn Tregear"))
    deliver(now=MONDAY)
    posted(notice=Notice.objects.get(), by=staff, now=MONDAY)
    came_back(attempt=Attempt.objects.get(), by=staff, now=LATER)
    deliver(now=LATER)
    notice = Notice.objects.get()
    assert (notice.held_because, notice.waits) == (NotNow.NO_WAY, True)
    Contact.objects.update(email="wyn.tregear@example.org")
    assert look_again(contact=notice.contact, now=LATER) == 1
    assert deliver(now=LATER) == 1


def test_three_calls_that_nobody_answered_lead_to_another_way(person, staff):
    notice = Notice.objects.create(
        kind="test.hello", contact=person, subject_kind="test", subject_id="one",
        made_at=MONDAY, due_at=MONDAY, look_at=MONDAY, taken_at=MONDAY,
    )  # fmt: skip
    for number in (1, 2, 3):
        Notice.objects.filter(pk=notice.pk).update(taken_at=MONDAY)
        call = Attempt.objects.create(notice=notice, number=number, channel=Channel.PHONE, taken_at=MONDAY)
        rang(attempt=call, outcome=Outcome.NO_ANSWER, by=staff, now=LATER)
        with pytest.raises(StaleState):
            rang(attempt=call, outcome=Outcome.SENT, by=staff, now=LATER)
    notice.refresh_from_db()
    assert notice.waits
    assert notice.look_at > LATER, "tomorrow, not at once"
    assert Channel.PHONE in ways_lost(notice.attempts.all())


def test_a_message_that_waits_can_be_stopped_and_one_that_went_cannot(promise, staff, mailoutbox):
    promise("one", now=LATER)
    stop(notice=Notice.objects.get(), by=staff, now=MONDAY)
    assert deliver(now=LATER) == len(mailoutbox) == 0
    notice = Notice.objects.get()
    assert (notice.skipped_because, notice.stopped_by) == (Skip.STOPPED, staff.contact)
    promise("two")
    deliver(now=MONDAY)
    with pytest.raises(StaleState):
        stop(notice=Notice.objects.latest("pk"), by=staff, now=LATER)


class Remembers(MailServer):
    """Somebody who can be asked what they took."""

    remembers_for = timedelta(days=3)
    taken: dict = {}

    def send(self, message, *, to, reference):
        self.taken[reference] = message
        raise ConnectionResetError

    def find(self, reference):
        return Found("one", Outcome.SENT) if reference in self.taken else None


@pytest.fixture
def remembers(monkeypatch):
    carrier = Remembers()
    carrier.taken = {}
    monkeypatch.setattr(carriers, "carriers", lambda: {Channel.EMAIL: carrier})
    monkeypatch.setattr("notices.actions.sending.carriers", lambda: {Channel.EMAIL: carrier})
    return carrier


def test_what_was_taken_before_the_line_broke_is_found_and_not_sent_again(promise, remembers):
    promise("one")
    deliver(now=MONDAY)
    assert outcomes() == [(Channel.EMAIL, Outcome.UNKNOWN)]
    deliver(now=MONDAY + timedelta(minutes=2))
    assert outcomes() == [(Channel.EMAIL, Outcome.SENT)]
    assert len(remembers.taken) == 1
    assert Notice.objects.get().sent_at == MONDAY


def test_what_was_not_taken_is_put_back_and_sent_with_a_reference_of_its_own(promise, remembers):
    promise("one")
    deliver(now=MONDAY)
    remembers.taken.clear()
    deliver(now=MONDAY + timedelta(minutes=2))
    assert len(remembers.taken) == 1
    assert Attempt.objects.get().reference in remembers.taken


def test_after_three_days_nobody_is_asked_and_a_person_looks(promise, remembers):
    promise("one")
    deliver(now=MONDAY)
    deliver(now=MONDAY + timedelta(days=3, minutes=1))
    assert stuck(now=MONDAY).count() == 1
    assert len(remembers.taken) == 1


def test_a_message_has_one_open_attempt(sent):
    Attempt.objects.update(outcome="", outcome_at=None)
    with pytest.raises(IntegrityError, match="a_message_has_one_open_attempt"):
        Attempt.objects.create(notice=sent.notice, number=2, channel=Channel.LETTER, taken_at=MONDAY)
