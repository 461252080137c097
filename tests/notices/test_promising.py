"""What is due by itself becomes a message once, whatever happens to the schedule and to the days."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from notices import kinds
from notices.actions import deliver, promise
from notices.addressed import Addressed
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY
from tests.notices.conftest import saying

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


@pytest.fixture
def dates(monkeypatch, person):
    """Days by number, of the kind "test.date": one message to Bea Rowe on each. A test changes them."""
    days = {"1": MONDAY}

    def candidates(found, until):
        for period, due_at in days.items():
            if due_at <= until:
                yield Addressed(person, "date", "7", due_at=due_at, period=period)

    kind = kinds.Kind(
        key="test.date",
        compose=lambda notice, now, *, keys=True: saying(f"Date {notice.period}"),
        useful_for=2 * A_DAY,
        candidates=kinds.ByItself(lambda until: {}, candidates),
    )
    monkeypatch.setitem(kinds._kinds, kind.key, kind)
    return days


def rows():
    return list(Notice.objects.order_by("pk").values_list("period", "skipped_because", "due_at"))


def test_nothing_is_promised_before_it_is_due_and_then_once(dates):
    assert promise(now=MONDAY - timedelta(seconds=1)) == 0
    assert [promise(now=MONDAY + each * AN_HOUR) for each in range(3)] == [1, 0, 0]
    assert rows() == [("1", "", MONDAY)]


def test_what_comes_after_its_limit_is_written_down_as_too_late(dates, mailoutbox):
    late = MONDAY + 2 * A_DAY + timedelta(seconds=1)
    assert promise(now=late) == 0
    deliver(now=late)
    assert rows() == [("1", Skip.TOO_LATE, MONDAY)]
    assert mailoutbox == []


def test_what_waits_past_its_limit_does_not_go(dates, mailoutbox):
    promise(now=MONDAY)
    deliver(now=MONDAY + 3 * A_DAY)
    assert rows() == [("1", Skip.TOO_LATE, MONDAY)]


def test_a_moved_day_moves_what_has_not_gone(dates, mailoutbox):
    promise(now=MONDAY)
    dates["1"] = MONDAY + A_DAY
    promise(now=MONDAY)
    assert rows() == [("1", "", MONDAY + A_DAY)]
    deliver(now=MONDAY)
    assert mailoutbox == []
    deliver(now=MONDAY + A_DAY)
    assert [mail.subject for mail in mailoutbox] == ["Date 1"]


def test_a_day_that_moves_after_its_message_went_brings_no_second_one(dates, mailoutbox):
    promise(now=MONDAY)
    deliver(now=MONDAY)
    dates["1"] = MONDAY + A_DAY
    promise(now=MONDAY + A_DAY)
    deliver(now=MONDAY + A_DAY)
    assert len(mailoutbox) == 1


def test_only_some_kinds_can_be_asked_for(dates):
    assert promise(now=MONDAY, only=["test.hello"]) == 0
    assert promise(now=MONDAY, only=["test.date"]) == 1


def test_looking_ahead_writes_nothing(dates):
    list(kinds._kinds["test.date"].candidates(MONDAY + 7 * A_DAY))
    assert rows() == []


def test_it_costs_the_same_for_one_and_for_many(dates, django_assert_num_queries):
    promise(now=MONDAY - A_DAY)
    for number in range(2, 40):
        dates[str(number)] = MONDAY
    with django_assert_num_queries(3):
        promise(now=MONDAY, only=["test.date"])


def test_every_kind_has_words_for_pages_and_a_limit():
    for kind in kinds.every_kind():
        if not kind.key.startswith("test."):
            assert kind.what, kind.key
            assert 0 < len(kind.what) <= 45, kind.key
            assert kind.useful_for > timedelta(0), kind.key


def test_the_document_tells_every_kind_and_for_whom():
    told = (Path(settings.BASE_DIR) / "docs" / "messages.md").read_text(encoding="utf-8")
    rows = {cells[1].strip(" `"): cells for line in told.splitlines() if len(cells := line.split("|")) > 6}
    ours = {kind.key: kind for kind in kinds.every_kind() if not kind.key.startswith("test.")}
    assert set(ours) == {key for key in rows if "." in key}
    for key, kind in ours.items():
        assert rows[key][2].strip() == kind.what
        assert rows[key][3].strip().startswith(kind.audience.value), key
