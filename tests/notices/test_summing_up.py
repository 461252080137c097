"""One message instead of many: for whoever wants one a week, and after a day with more than three."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from notices import kinds
from notices.actions import deliver, sum_up
from notices.choices import HowOften, NotNow, Skip
from notices.models import HowToReach, Notice
from notices.summing_up import next_summary, this_week
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
NEXT_MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
TOMORROW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def can_be_put_together(monkeypatch, hello):
    """Here the kind "test.hello" may go with others."""
    with_others = replace(kinds._kinds["test.hello"], alone=False)
    monkeypatch.setitem(kinds._kinds, "test.hello", with_others)


@made_once
def weekly(person):
    """Bea Rowe wants one message a week."""
    return HowToReach.objects.create(contact=person, how_often=HowOften.WEEKLY, changed_at=MONDAY)


def state():
    rows = Notice.objects.exclude(kind="notices.summary").order_by("pk")
    return [row.held_because or row.skipped_because or ("sent" if row.sent_at else "waits") for row in rows]


@pytest.mark.parametrize(
    ("now", "tomorrow", "monday"),
    [
        (MONDAY, TOMORROW, NEXT_MONDAY),
        # On a Monday before 9am it is the next one: what is due then goes by itself.
        (datetime(2026, 11, 30, 8, 59, tzinfo=UTC), datetime(2026, 12, 1, 9, tzinfo=UTC),
         datetime(2026, 12, 7, 9, tzinfo=UTC)),
        # The clocks go forward on Sunday 28 March 2027: 9am in London is 8am in UTC on Monday.
        (datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 28, 8, tzinfo=UTC),
         datetime(2027, 3, 29, 8, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_summary_comes_at_9am_in_london(now, tomorrow, monday):
    assert next_summary(now, weekly=False) == tomorrow
    assert next_summary(now, weekly=True) == monday


def test_a_week_has_one_name_also_at_the_turn_of_the_year():
    assert this_week(MONDAY) == "2026-W48"
    assert this_week(datetime(2027, 1, 1, 12, tzinfo=UTC)) == "2026-W53"


def test_whoever_wants_one_message_a_week_gets_one_on_monday(weekly, promise, mailoutbox):
    promise("one", "two")
    deliver(now=MONDAY)
    promise("three", now=MONDAY + A_DAY)
    deliver(now=MONDAY + A_DAY)
    assert state() == [NotNow.FOR_SUMMARY] * 3
    assert sum_up(now=NEXT_MONDAY - timedelta(seconds=1)) == 0
    assert [sum_up(now=NEXT_MONDAY), sum_up(now=NEXT_MONDAY)] == [1, 0]
    deliver(now=NEXT_MONDAY)
    (mail,) = mailoutbox
    assert mail.subject == "3 things for you, in one message"
    for subject in ("one", "two", "three"):
        assert f"Hello {subject}." in mail.body
    summary = Notice.objects.get(kind="notices.summary")
    assert summary.period == "2026-W49"
    assert list(summary.summed_up.values_list("skipped_because", flat=True)) == [Skip.IN_SUMMARY] * 3


def test_a_worker_leaves_what_waits_for_a_summary_to_the_job(weekly, promise, mailoutbox):
    promise("one")
    deliver(now=MONDAY)
    deliver(now=NEXT_MONDAY + A_DAY)
    assert mailoutbox == []
    assert sum_up(now=NEXT_MONDAY + A_DAY) == 1


def test_what_would_be_of_no_use_by_monday_goes_at_once(weekly, promise, mailoutbox, monkeypatch):
    soon_over = kinds.Kind(key="test.hello", compose=kinds._kinds["test.hello"].compose, useful_for=3 * A_DAY)
    monkeypatch.setitem(kinds._kinds, "test.hello", soon_over)
    promise("one")
    deliver(now=MONDAY)
    assert state() == ["sent"]


@pytest.mark.parametrize("how", ["urgent", "alone"])
def test_what_somebody_waits_for_is_never_held(weekly, promise, mailoutbox, monkeypatch, how):
    kind = kinds.Kind(key="test.hello", compose=kinds._kinds["test.hello"].compose, **{how: True})
    monkeypatch.setitem(kinds._kinds, "test.hello", kind)
    promise("one", "two", "three", "four", "five")
    deliver(now=MONDAY)
    assert state() == ["sent"] * 5


def test_from_the_fourth_of_a_day_on_they_come_together_next_morning(promise, mailoutbox):
    promise("one", "two", "three", "four", "five")
    deliver(now=MONDAY)
    assert state() == ["sent"] * 3 + [NotNow.FOR_SUMMARY] * 2
    sum_up(now=TOMORROW)
    deliver(now=TOMORROW)
    assert [mail.subject for mail in mailoutbox[3:]] == ["2 things for you, in one message"]


def test_what_is_done_with_meanwhile_is_not_in_it_and_says_why(weekly, promise, mailoutbox, monkeypatch):
    promise("one", "two")
    deliver(now=MONDAY)
    answered = kinds.Kind(
        key="test.hello",
        compose=kinds._kinds["test.hello"].compose,
        why_not=lambda notice, now: Skip.ANSWERED if notice.subject_id == "one" else None,
    )
    monkeypatch.setitem(kinds._kinds, "test.hello", answered)
    sum_up(now=NEXT_MONDAY)
    deliver(now=NEXT_MONDAY)
    assert state() == [Skip.ANSWERED, Skip.IN_SUMMARY]
    assert [mail.subject for mail in mailoutbox] == ["1 thing for you, in one message"]


def test_a_summary_of_things_that_are_all_done_with_does_not_go(weekly, promise, mailoutbox, monkeypatch):
    promise("one")
    deliver(now=MONDAY)
    sum_up(now=NEXT_MONDAY)
    done = kinds.Kind(
        key="test.hello",
        compose=kinds._kinds["test.hello"].compose,
        why_not=lambda notice, now: Skip.ANSWERED,
    )
    monkeypatch.setitem(kinds._kinds, "test.hello", done)
    deliver(now=NEXT_MONDAY)
    assert mailoutbox == []
    assert Notice.objects.get(kind="notices.summary").skipped_because == Skip.ANSWERED


def test_a_crash_while_it_is_made_leaves_everything_waiting(weekly, promise, monkeypatch):
    promise("one", "two")
    deliver(now=MONDAY)

    def dies(*args, **fields):
        raise RuntimeError("The machine stops")

    monkeypatch.setattr(type(Notice.objects.all()), "update", dies)
    with pytest.raises(RuntimeError):
        sum_up(now=NEXT_MONDAY)
    monkeypatch.undo()
    assert not Notice.objects.filter(kind="notices.summary").exists()
    assert Notice.objects.for_summary(now=NEXT_MONDAY).count() == 2


def test_where_safe_hours_leave_no_moment_it_becomes_a_task_at_once(person, promise, monkeypatch, mailoutbox):
    """Bea Rowe may be written to on Sundays alone, and by Sunday it would be of no use."""
    HowToReach.objects.create(contact=person, safe_days="7", changed_at=MONDAY)
    soon_over = kinds.Kind(key="test.hello", compose=kinds._kinds["test.hello"].compose, useful_for=3 * A_DAY)
    monkeypatch.setitem(kinds._kinds, "test.hello", soon_over)
    promise("one")
    deliver(now=MONDAY)
    assert state() == [NotNow.NO_MOMENT]
