"""On Mondays each member of staff hears what waits for them, if something does."""

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.weekly import everyone_at_work
from notices.actions import deliver, promise
from notices.choices import Skip
from notices.models import Notice
from tests.factories import MONDAY, make_draft, make_members, make_project

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
ONLY = ["staff.weekly"]


def told():
    rows = Notice.objects.filter(kind="staff.weekly").order_by("contact__name")
    return list(rows.values_list("contact__name", "period", "skipped_because"))


def test_who_has_something_to_do_hears_it_once_a_week_and_the_others_do_not(
    lead, involvement, other_staff, mailoutbox
):
    make_draft(by=lead, now=MONDAY - timedelta(days=3))
    make_members(make_project("Parks", by=other_staff), 2, by=other_staff)
    assert promise(now=NINE - timedelta(seconds=1), only=ONLY) in (0, 2)
    Notice.objects.all().delete()
    for hours in (0, 1, 24):
        promise(now=NINE + timedelta(hours=hours), only=ONLY)
    deliver(now=NINE + timedelta(hours=24))
    assert told() == [
        ("Alex Morgan", "2026-W48", ""),
        ("Jo Pascoe", "2026-W48", ""),
        ("Robin Shah", "2026-W48", Skip.NOTHING_WAITS),
    ]
    said = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "- Finish registering: Direct payments support." in said[lead.email]
    assert "- Confirm 2 experts: Parks." in said[involvement.email]
    assert "/staff/" in said[involvement.email]
    assert "Expert 1" not in said[involvement.email]


def test_next_week_it_is_another_message(lead):
    assert {each.period for each in everyone_at_work(NINE)} == {"2026-W48"}
    assert {each.period for each in everyone_at_work(NINE + timedelta(days=7))} == {"2026-W49"}


def test_who_has_left_hears_nothing(lead):
    lead.grants.update(ends_on=MONDAY.date() - timedelta(days=1))
    assert list(everyone_at_work(NINE)) == []
