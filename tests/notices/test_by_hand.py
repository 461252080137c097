"""Letters and calls: what waits for a person, what comes of it, and what is not safe any more."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from django.db.models import Q

from notices import kinds
from notices.actions import (
    asked_not_to_ring,
    came_back,
    deliver,
    let_go,
    made_by_hand,
    make_letters,
    number_is_wrong,
    open_call,
    posted,
    print_again,
    rang,
)
from notices.choices import Channel, Format, NotNow, Outcome, Skip
from notices.handling import kept_from
from notices.models import Attempt, Contact, Notice
from notices.queries import attempts_for, not_printed, posted_lately, waiting_for_a_person
from notices.reaching import how_to_reach, pause, set_how_to_reach
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)
TOMORROW = MONDAY + timedelta(days=1)
ADDRESS = "12 High Street\nTruro\nTR1 1AA"


@made_once
def staff(involvement):
    """Whoever posts letters and rings people."""
    return involvement


@pytest.fixture
def reached(promise, staff):
    """`reached("Ana", address=…)` is the open attempt of a message to somebody who is reached like that."""

    def make(name="Ana Bell", *subjects, email="", **told):
        contact = Contact.objects.create(name=name, email=email)
        if told:
            set_how_to_reach(contact=contact, by=staff, now=MONDAY, **told)
        promise(*(subjects or (f"about {name}",)), contact=contact)
        deliver(now=MONDAY)
        return Attempt.objects.filter(notice__contact=contact, outcome="").first()

    return make


@pytest.fixture
def by_phone(reached):
    def make(*subjects, **told):
        return reached("Cy Dowr", *subjects, phone="01632 960 111", order=["phone"], **told)

    return make


def now_of(attempt):
    """What stands of an attempt and of its message by now."""
    attempt = Attempt.objects.select_related("notice").get(pk=attempt.pk)
    return SimpleNamespace(
        outcome=attempt.outcome, sent=attempt.notice.sent_at is not None, held=attempt.notice.held_because,
        skipped=attempt.notice.skipped_because, open=_open_channel(attempt.notice),
    )  # fmt: skip


def _open_channel(notice):
    return next(iter(notice.attempts.filter(outcome="").values_list("channel", flat=True)), "")


def test_a_letter_that_cannot_be_made_is_a_task_the_same_day_and_the_others_are_made(reached, staff):
    large = reached("Ana Bell", address=ADDRESS, format=Format.LARGE_PRINT, print_size=24)
    plain = reached("Bo Carne", address=ADDRESS, plain_envelope=True)
    stuck = reached("照顧", address=ADDRESS, order=["letter"])
    run = make_letters(attempts=[large, plain, stuck], by=staff, now=LATER)
    assert (run.made, run.not_made, run.not_needed) == (2, 1, 0)
    assert run.file.startswith(b"%PDF")
    assert [now_of(each).outcome for each in (large, plain, stuck)] == ["", "", Outcome.CANNOT_PRINT]
    assert [now_of(each).sent for each in (large, plain, stuck)] == [False] * 3
    deliver(now=LATER)
    assert now_of(stuck).held == NotNow.NO_WAY
    assert list(not_printed(attempts_for(staff))) == [stuck]


def test_a_letter_that_cannot_be_written_makes_no_key_and_goes_another_way(reached, staff, monkeypatch):
    good, bad = reached(), reached("Bo Carne", email="bo@example.org", order=["letter"], address=ADDRESS)
    written = kinds.kind_of(good.notice).compose

    def compose(notice, now, **how):
        if notice == bad.notice:
            Contact.objects.create(name="A key that must not stay")
            raise LookupError("What it speaks of is gone")
        return written(notice, now, **how)

    with monkeypatch.context() as this_once:
        broken = kinds.Kind(key="test.hello", compose=compose, what="Hello")
        this_once.setitem(kinds._kinds, "test.hello", broken)
        run = make_letters(attempts=[good, bad], by=staff, now=LATER)
    assert (run.made, run.not_made) == (1, 1)
    assert not Contact.objects.filter(name="A key that must not stay").exists()
    deliver(now=LATER)
    assert now_of(bad).sent
    assert not not_printed(attempts_for(staff)).exists()


def test_a_letter_counts_as_sent_when_somebody_says_it_is_posted_and_may_come_back(
    reached, staff, mailoutbox
):
    letter = reached(email="ana@example.org", order=["letter"], address=ADDRESS)
    make_letters(attempts=[letter], by=staff, now=LATER)
    make_letters(attempts=[letter], by=staff, now=LATER)
    assert not now_of(letter).sent
    assert posted(notice=letter.notice, by=staff, now=LATER)
    assert now_of(letter).sent
    assert not posted(notice=letter.notice, by=staff, now=LATER)
    assert list(posted_lately(attempts_for(staff), now=TOMORROW)) == [letter]
    came_back(attempt=letter, by=staff, now=TOMORROW)
    assert deliver(now=TOMORROW) == 1
    assert len(mailoutbox) == 1
    assert not posted_lately(attempts_for(staff), now=TOMORROW).exists()


@pytest.mark.parametrize(
    ("action", "outcome", "sent"), [(made_by_hand, Outcome.SENT, True), (print_again, "", False)]
)
def test_what_could_not_be_made_is_written_by_hand_or_tried_again(reached, staff, action, outcome, sent):
    letter = reached("照顧", address=ADDRESS, order=["letter"])
    make_letters(attempts=[letter], by=staff, now=LATER)
    deliver(now=LATER)
    action(attempt=letter, by=staff, now=LATER)
    deliver(now=LATER)
    assert (now_of(letter).outcome, now_of(letter).sent) == (outcome, sent)
    assert not not_printed(attempts_for(staff)).exists()
    with pytest.raises(StaleState):
        action(attempt=letter, by=staff, now=LATER)


def test_a_letter_is_not_made_for_whoever_said_no_to_post_since(reached, staff, mailoutbox):
    letter = reached(email="ana@example.org", order=["letter"], address=ADDRESS)
    set_how_to_reach(contact=letter.notice.contact, by=staff, now=LATER, never=["letter"])
    assert not waiting_for_a_person(attempts_for(staff), Channel.LETTER).exists()
    run = make_letters(attempts=[letter], by=staff, now=LATER)
    assert (run.file, run.not_needed) == (None, 1)
    assert deliver(now=LATER) == 1
    assert now_of(letter).outcome == Outcome.NOT_SENT


def test_nothing_is_posted_to_whoever_paused_since(reached, staff):
    letter = reached()
    pause(contact=letter.notice.contact, until=date(2026, 12, 24), by=staff, now=LATER)
    assert let_go(now=LATER) == 1
    deliver(now=LATER)
    assert now_of(letter).held == NotNow.PAUSED


def test_what_is_of_no_use_any_more_leaves_the_list(reached, staff, monkeypatch):
    letter, call = reached(), reached("Cy Dowr", phone="01632 960 111", order=["phone"])
    assert let_go(now=LATER) == 0
    over = kinds.Kind(key="test.hello", compose=None, why_not=lambda notice, now: Skip.CLOSED)
    monkeypatch.setitem(kinds._kinds, "test.hello", over)
    with pytest.raises(StaleState):
        open_call(attempt=call, now=LATER)
    assert now_of(call).skipped == Skip.CLOSED
    assert let_go(now=LATER) == 1
    assert (now_of(letter).skipped, now_of(letter).open) == (Skip.CLOSED, "")


def test_more_than_one_file_takes_is_refused(staff):
    with pytest.raises(Refused, match="50 letters at most"):
        make_letters(attempts=[Attempt()] * 51, by=staff, now=LATER)


def test_nobody_handles_what_is_kept_from_them(reached, staff, monkeypatch):
    letter = reached()
    assert attempts_for(staff).exists()
    monkeypatch.setattr("notices.handling.kept_from", [*kept_from, lambda user: Q(pk=letter.notice_id)])
    assert not attempts_for(staff).exists()


def test_whoever_was_told_on_the_phone_has_heard(by_phone, staff):
    call = by_phone()
    assert open_call(attempt=call, now=LATER) == call.notice
    assert not now_of(call).sent
    rang(attempt=call, outcome=Outcome.SENT, by=staff, now=LATER)
    assert now_of(call).sent
    with pytest.raises(StaleState):
        open_call(attempt=call, now=LATER)


def test_three_calls_that_nobody_answers_lead_to_the_next_way(by_phone, staff):
    call, now = by_phone(address=ADDRESS), LATER
    for _ in range(3):
        call = waiting_for_a_person(attempts_for(staff), Channel.PHONE).get()
        rang(attempt=call, outcome=Outcome.NO_ANSWER, by=staff, now=now)
        now += timedelta(days=1)
        deliver(now=now)
    assert _open_channel(Notice.objects.get()) == Channel.LETTER


def test_a_wrong_number_is_taken_off_and_every_call_to_it_ends(by_phone, staff):
    call = by_phone("one", "two", address=ADDRESS)
    number_is_wrong(attempt=call, by=staff, now=LATER)
    assert how_to_reach(Contact.objects.get(name="Cy Dowr")).phone == ""
    assert set(Attempt.objects.values_list("outcome", flat=True)) == {Outcome.WRONG_NUMBER}
    deliver(now=LATER)
    assert set(Attempt.objects.filter(outcome="").values_list("channel", flat=True)) == {Channel.LETTER}


def test_whoever_asks_not_to_be_rung_never_is_again(by_phone, staff, promise):
    call = by_phone(address=ADDRESS, never=["text"])
    asked_not_to_ring(attempt=call, by=staff, now=LATER)
    contact = Contact.objects.get(name="Cy Dowr")
    assert how_to_reach(contact).never == ["text", "phone"]
    promise("more", contact=contact, now=LATER)
    deliver(now=LATER)
    assert set(Attempt.objects.filter(outcome="").values_list("channel", flat=True)) == {Channel.LETTER}


def test_nobody_is_rung_outside_their_safe_hours(by_phone):
    call = by_phone(safe_from=time(14), safe_until=time(16))
    with pytest.raises(Refused, match="not a safe time"):
        open_call(attempt=call, now=MONDAY.replace(hour=10))
    assert open_call(attempt=call, now=MONDAY.replace(hour=15))
    assert now_of(call).outcome == ""
