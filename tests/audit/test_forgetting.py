"""Lines leave only when their year is old enough, only through one function, and never unseen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.actions import YEARS_KEPT, forget_old_events
from audit.models import Event
from audit.tasks import forget_events

pytestmark = pytest.mark.django_db
OPEN_THE_TRIGGER = "SELECT set_config('audit.forgetting', 'yes', true)"


def lines_of(*moments):
    for moment in moments:
        Event.objects.create(at=moment, by="system", what="thing.done", subject_type="t", subject_id="1")


def call(before, role=None):
    """Ask the database's function, as the app role unless another is given."""
    with connection.cursor() as cursor, transaction.atomic():
        if role:
            cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(role)}")
        cursor.execute("SELECT audit_forget(%s)", [before])
        return cursor.fetchone()[0]


@pytest.fixture
def kept_from():
    """The first day of the oldest year that is kept, by the database's own clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(year FROM now() AT TIME ZONE 'Europe/London')")
        return date(int(cursor.fetchone()[0]) - YEARS_KEPT, 1, 1)


@pytest.mark.parametrize(
    "change", ["UPDATE audit_event SET what = ''", "DELETE FROM audit_event", "TRUNCATE audit_event"]
)
def test_the_app_has_no_right_to_change_or_remove_a_line(change):
    lines_of(datetime(1999, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute(OPEN_THE_TRIGGER)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(change)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE audit_event SET what = ''", "Cannot update rows"),
        ("DELETE FROM audit_event", "Cannot delete rows"),
    ],
)
def test_not_even_the_owner_of_the_tables_changes_a_line(change, said):
    lines_of(datetime(1999, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.DATABASE_OWNER_ROLE)}")
        with pytest.raises(DatabaseError, match=said), transaction.atomic():
            cursor.execute(change)


def test_a_change_is_refused_to_the_owner_while_old_lines_may_leave():
    lines_of(datetime(1999, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.DATABASE_OWNER_ROLE)}")
        cursor.execute(OPEN_THE_TRIGGER)
        with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
            cursor.execute("UPDATE audit_event SET what = ''")


def test_old_lines_leave_and_a_line_says_how_many(kept_from):
    first = datetime(kept_from.year, 1, 1, tzinfo=UTC)
    lines_of(first - timedelta(days=900), first - timedelta(seconds=1), first, first + timedelta(days=1))
    assert call(kept_from) == 2
    assert list(Event.objects.filter(what="thing.done").values_list("at", flat=True)) == [
        first,
        first + timedelta(days=1),
    ]
    line = Event.objects.get(what="audit.forgotten")
    assert (line.by, line.details) == ("system", {"count": 2, "before": kept_from.isoformat()})


@pytest.mark.parametrize("role", [settings.DATABASE_APP_ROLE, settings.DATABASE_OWNER_ROLE])
@pytest.mark.parametrize("days", [1, 365, 3650, None])
def test_years_that_are_still_kept_are_refused_whoever_asks(kept_from, role, days):
    lines_of(datetime(1999, 1, 1, tzinfo=UTC))
    before = None if days is None else kept_from + timedelta(days=days)
    with pytest.raises(DatabaseError, match="are still kept"):
        call(before, role)
    assert Event.objects.count() == 1


def test_after_it_nobody_may_remove_a_line_in_the_same_transaction(kept_from):
    lines_of(datetime(1999, 1, 1, tzinfo=UTC), timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(settings.DATABASE_OWNER_ROLE)}")
        cursor.execute("SELECT audit_forget(%s)", [kept_from])
        with pytest.raises(DatabaseError, match="Cannot delete rows"), transaction.atomic():
            cursor.execute("DELETE FROM audit_event")


def test_it_runs_as_the_owner_and_nobody_else_was_given_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(proowner), prosecdef, array_to_string(proconfig, ' '), proacl::text"
            " FROM pg_proc WHERE proname = 'audit_forget'"
        )
        ((owner, as_owner, path, rights),) = cursor.fetchall()
    assert (owner, as_owner) == (settings.DATABASE_OWNER_ROLE, True)
    assert path == "search_path=pg_catalog, pg_temp"
    assert {one.partition("=")[0] for one in rights.strip("{}").split(",")} == {
        settings.DATABASE_APP_ROLE,
        settings.DATABASE_OWNER_ROLE,
    }


def test_the_job_forgets_what_need_not_be_kept_and_is_silent_when_there_is_nothing(kept_from):
    assert forget_old_events(now=timezone.now()) == 0
    assert not Event.objects.exists()
    lines_of(datetime(1999, 1, 1, tzinfo=UTC), timezone.now())
    assert forget_events() == 1
    assert Event.objects.count() == 2
    assert Event.objects.filter(what="audit.forgotten").count() == 1
