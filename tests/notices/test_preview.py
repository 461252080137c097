"""The preview: what will go out and what will not, asked as the worker will ask it, with nothing written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices import kinds
from notices.actions import deliver, queue, send_now, stop
from notices.actions import promise as promise_due
from notices.addressed import Addressed
from notices.choices import Channel, NotNow, Skip
from notices.models import Attempt, Contact, HowToReach, Notice
from notices.preview import find, look_at, mark_of, preview
from tests.factories import MONDAY
from tests.notices.conftest import saying
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def reminder(monkeypatch, person):
    """The kind "test.reminder": it is due by itself on Tuesday, and of use for two days."""
    made = {"to": [person], "why_not": None}
    kind = kinds.Kind(
        key="test.reminder",
        what="Reminder",
        compose=lambda notice, now, *, keys=True: saying("Reminder"),
        why_not=lambda notice, now: made["why_not"],
        useful_for=timedelta(days=2),
        candidates=kinds.ByItself(
            lambda until: {},
            lambda found, until: [
                Addressed(each, "test", "one", period="1", due_at=TUESDAY)
                for each in made["to"]
                if until >= TUESDAY
            ],
        ),
    )
    monkeypatch.setitem(kinds._kinds, kind.key, kind)
    return made


def says(seen):
    return [(each.notice.kind, each.at, each.channel) for each in seen.coming]


def why(seen):
    return [(each.notice.contact.name, each.because) for each in seen.not_going]


def test_it_tells_what_waits_and_what_will_be_due_with_its_way_and_moment(promise, person, reminder):
    promise("one")
    assert says(preview(now=MONDAY)) == [
        ("test.hello", MONDAY, Channel.EMAIL),
        ("test.reminder", TUESDAY, Channel.EMAIL),
    ]


def test_it_writes_nothing(reminder):
    preview(now=MONDAY)
    assert not Notice.objects.exists()
    assert not Attempt.objects.exists()


def test_it_says_when_the_hours_that_are_safe_begin(promise, person):
    HowToReach.objects.create(contact=person, safe_days="4", changed_at=MONDAY)
    promise("one")
    ((_, at, _),) = says(preview(now=MONDAY))
    assert (at.isoweekday(), at.hour) == (4, 9)


def test_who_is_paused_gets_nothing_and_the_page_can_say_until_when(promise, person):
    Contact.objects.filter(pk=person.pk).update(paused_until=date(2099, 1, 1))
    promise("one")
    (held,) = preview(now=MONDAY).not_going
    assert (held.because, held.until.date()) == (NotNow.PAUSED, date(2099, 1, 1))


def test_whom_no_way_reaches_is_among_those_who_get_nothing(promise):
    promise("one", contact=Contact.objects.create(name="Wyn"))
    HowToReach.objects.create(contact=Contact.objects.get(name="Wyn"), never=["letter"], changed_at=MONDAY)
    assert why(preview(now=MONDAY)) == [("Wyn", NotNow.NO_WAY)]


def test_a_reason_that_will_hold_then_is_said_now(reminder):
    reminder["why_not"] = Skip.ANSWERED
    assert why(preview(now=MONDAY)) == [("Bea Rowe", Skip.ANSWERED)]


def test_a_moment_that_comes_too_late_is_said_to_be_none(person, reminder):
    HowToReach.objects.create(contact=person, safe_days="5", changed_at=MONDAY)
    assert why(preview(now=MONDAY)) == [("Bea Rowe", NotNow.NO_MOMENT)]


def test_what_was_skipped_is_told_for_seven_days(promise, person, involvement):
    promise("one")
    stop(notice=Notice.objects.get(), by=involvement, now=MONDAY)
    assert why(preview(now=MONDAY + timedelta(days=6))) == [("Bea Rowe", Skip.STOPPED)]
    assert why(preview(now=MONDAY + timedelta(days=8))) == []


def test_what_nobody_has_written_down_can_be_stopped_and_then_never_goes(
    person, reminder, involvement, mailoutbox
):
    mark = mark_of(preview(now=MONDAY).coming[0].notice)
    stop(notice=find(mark, now=MONDAY), by=involvement, now=MONDAY)

    notice = Notice.objects.get()
    assert (notice.skipped_because, notice.stopped_by) == (Skip.STOPPED, involvement.contact)
    promise_due(now=TUESDAY)
    assert deliver(now=TUESDAY) == 0
    with pytest.raises(StaleState):
        stop(notice=find(mark, now=MONDAY), by=involvement, now=MONDAY)


def test_what_nobody_has_written_down_can_go_now_and_then_goes_once(
    person, reminder, involvement, mailoutbox
):
    send_now(notice=preview(now=MONDAY).coming[0].notice, by=involvement, now=MONDAY)
    assert deliver(now=MONDAY) == 1
    promise_due(now=TUESDAY)
    assert deliver(now=TUESDAY) == 0
    assert len(mailoutbox) == 1


def test_sending_now_still_waits_for_what_is_safe(promise, person, involvement):
    HowToReach.objects.create(contact=person, safe_days="4", changed_at=MONDAY)
    promise("one")
    send_now(notice=Notice.objects.get(), by=involvement, now=MONDAY)
    assert deliver(now=MONDAY) == 0
    assert Notice.objects.get().held_because == NotNow.NOT_SAFE_NOW


def test_what_is_of_no_use_now_is_not_sent_now_and_not_written_down(reminder, involvement):
    notice = preview(now=MONDAY).coming[0].notice
    reminder["why_not"] = Skip.ANSWERED
    with pytest.raises(Refused, match="They have answered"):
        send_now(notice=notice, by=involvement, now=MONDAY)
    assert not Notice.objects.exists()


def test_it_asks_as_little_for_many_as_for_one(reminder, promise):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            preview(now=MONDAY)
        return len(asked)

    promise("one")
    few = queries()
    more = [Contact.objects.create(name=f"N {n}", email=f"n{n}@example.org") for n in range(5)]
    reminder["to"] += more
    queue(kind="test.hello", to=[Addressed(each, "test", "one") for each in more], now=MONDAY)
    assert queries() == few


def test_whoever_wants_one_message_a_week_gets_it_in_that(person, promise, monkeypatch):
    monkeypatch.setitem(kinds._kinds, "test.hello", replace(kinds._kinds["test.hello"], alone=False))
    HowToReach.objects.create(contact=person, how_often="weekly", changed_at=MONDAY)
    promise("one", now=TUESDAY)
    (later,) = preview(now=TUESDAY).not_going
    assert (later.because, later.until.date()) == (NotNow.FOR_SUMMARY, (MONDAY + timedelta(days=7)).date())


@pytest.mark.parametrize("gone_before", [0, 2])
def test_the_fourth_of_a_day_is_foretold_to_wait_for_the_next_morning(promise, monkeypatch, gone_before):
    monkeypatch.setitem(kinds._kinds, "test.hello", replace(kinds._kinds["test.hello"], alone=False))
    promise("one", "two", "three", "four", "five")
    deliver(now=MONDAY, at_most=gone_before)
    seen = preview(now=MONDAY)
    assert [each.notice.subject_id for each in seen.coming] == ["one", "two", "three"][gone_before:]
    waits = [(each.notice.subject_id, each.because, each.until) for each in seen.not_going]
    morning = TUESDAY.replace(hour=9, minute=0)
    assert sorted(waits) == [(each, NotNow.FOR_SUMMARY, morning) for each in ("five", "four")]
    deliver(now=MONDAY)
    held = Notice.objects.filter(held_because=NotNow.FOR_SUMMARY, look_at=morning)
    assert set(held.values_list("subject_id", flat=True)) == {"four", "five"}
    assert look_at(held.first(), now=MONDAY).because == NotNow.FOR_SUMMARY


def test_what_speaks_of_nothing_any_more_does_not_go(reminder, monkeypatch):
    def gone(notice, now):
        raise Contact.DoesNotExist

    kind = kinds._kinds["test.reminder"]
    monkeypatch.setitem(kinds._kinds, kind.key, replace(kind, why_not=gone))
    assert why(preview(now=MONDAY)) == [("Bea Rowe", NotNow.NOT_WRITTEN)]


def test_one_message_is_looked_at_by_itself(promise):
    promise("one")
    assert look_at(Notice.objects.get(), now=MONDAY).channel == Channel.EMAIL
