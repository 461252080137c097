"""Checks of a project keep their distance: 60 days, or as many as were set on the day the check opened."""

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from accounts.choices import Role
from council.choices import Figure
from council.models import DatedFigure
from ladder.actions.closing import close_round
from ladder.actions.opening import open_round
from ladder.choices import ClosedEarly
from ladder.models import Round
from notices.actions import deliver, promise
from tests.factories import MONDAY, make_members, make_project, make_user
from words.errors import Refused, StaleState
from words.working_days import london_date

pytestmark = pytest.mark.django_db
APART = "checks_of_a_project_keep_their_distance"
REASON = ClosedEarly.PROJECT_STOPPED


def open_it(project, by, now=MONDAY):
    return open_round(project=project, answer_by=now.date() + timedelta(days=14), by=by, now=now)


def close_early(check, by, *, days_before=0):
    """Close it so many days before the day it should, in the morning. The reminder has gone by then."""
    reminder = datetime.combine(check.reminder_on, time(10), tzinfo=UTC)
    promise(only=["ladder.reminder"], now=reminder)
    deliver(now=reminder)
    now = check.closes_at - timedelta(days=days_before, hours=4)
    close_round(round_=check, by=by, now=now, early_because=REASON)
    check.refresh_from_db()
    return london_date(now)


def test_a_check_that_closes_in_its_time_rests_until_the_day_that_was_set(check):
    until = check.rest_until
    close_round(round_=check, by="system", now=check.closes_at)
    check.refresh_from_db()
    assert check.rest_until == until == london_date(check.closes_at) + timedelta(days=60)


def test_a_check_that_closes_late_by_some_fault_keeps_the_day_that_was_set(check):
    until = check.rest_until
    close_round(round_=check, by="system", now=check.closes_at + timedelta(days=3))
    check.refresh_from_db()
    assert check.rest_until == until


@pytest.mark.parametrize("days_before", [0, 1, 10])
def test_a_check_that_closes_early_rests_as_long_from_that_day(check, involvement, days_before):
    until = check.rest_until
    closed_on = close_early(check, involvement, days_before=days_before)
    assert check.rest_until == closed_on + timedelta(days=60) == until - timedelta(days=days_before)


def test_it_rests_as_many_days_as_were_set_on_the_day_it_opened(project, involvement):
    DatedFigure.objects.create(key=Figure.REST_DAYS, value=90, starts_on=MONDAY.date())
    DatedFigure.objects.create(key=Figure.REST_DAYS, value=60, starts_on=MONDAY.date() + timedelta(days=1))
    make_members(project, 7, by=involvement, now=MONDAY)
    check = open_it(project, involvement)
    closed_on = close_early(check, involvement, days_before=5)
    assert check.rest_until == closed_on + timedelta(days=90)


def test_the_next_check_opens_on_that_day_and_not_one_sooner(check, involvement):
    closed_on = close_early(check, involvement, days_before=10)
    noon = datetime.combine(closed_on + timedelta(days=59), time(12), tzinfo=UTC)
    with pytest.raises(Refused, match="The last check is too near"):
        open_it(check.project, involvement, now=noon)
    assert open_it(check.project, involvement, now=noon + timedelta(days=1)).pk != check.pk


@pytest.mark.parametrize(
    "change",
    [
        {"rest_until": -1},
        {"rest_until": 1},
        {"opens_on": -1},
        {"opens_on": 1},
        {"opens_on": -1, "rest_until": -1},
    ],
)
def test_nothing_else_moves_the_day_it_opened_or_the_day_it_rests_until(check, change):
    moved = {field: getattr(check, field) + timedelta(days=days) for field, days in change.items()}
    with pytest.raises(IntegrityError, match="rests until the day that was set"):
        Round.objects.filter(pk=check.pk).update(**moved)


@pytest.mark.parametrize(
    ("days", "because"),
    [(-9, REASON), (-11, REASON), (1, REASON), (-10, "")],
    ids=["a day too late", "a day too soon", "later", "without a reason"],
)
def test_not_even_closing_moves_it_but_early_and_by_as_many_days(check, days, because):
    closed_at = check.closes_at - timedelta(days=10)
    with pytest.raises(IntegrityError, match="rests until the day that was set"):
        Round.objects.filter(pk=check.pk).update(
            closed_at=closed_at,
            closed_early_because=because,
            rest_until=check.rest_until + timedelta(days=days),
        )


def test_once_it_is_closed_nothing_moves_it(check, involvement):
    close_early(check, involvement, days_before=3)
    with pytest.raises(IntegrityError, match="rests until the day that was set"):
        Round.objects.filter(pk=check.pk).update(rest_until=check.rest_until - timedelta(days=1))


def seven_people():
    """A project that two of the involvement team could open a check of."""
    project = make_project(by=make_user("Alex Morgan", Role.STAFF), now=MONDAY)
    team = [make_user(name, Role.INVOLVEMENT) for name in ("Jo Pascoe", "Kit Nance")]
    make_members(project, 7, by=team[0], now=MONDAY)
    return project, *team


def test_two_at_once_open_one_check(transactional_db, beside, somebody_waits):
    project, one, other = seven_people()
    with transaction.atomic():
        open_it(project, one)
        # The second cannot see the first yet: every look at the rules lets it through.
        second = beside(lambda: open_it(project, other))
        somebody_waits()
    with pytest.raises(StaleState, match="opened in the same moment"):
        second.result()
    assert Round.objects.count() == 1


def test_without_the_constraint_two_at_once_would_open_two(transactional_db, beside, somebody_waits):
    """The control of the test above: the same two, with the constraint left out."""
    project, one, other = seven_people()
    with left_out(APART):
        with transaction.atomic():
            open_it(project, one)
            second = beside(lambda: open_it(project, other))
            somebody_waits()  # for the project, which is locked where checks and talks look at each other
        second.result()
        assert Round.objects.count() == 2


@contextmanager
def left_out(name, *, of=Round):
    """Without one constraint, of checks or of what hangs on them. The owner takes it away, and puts it back
    over an empty table."""
    (constraint,) = (each for each in of._meta.constraints if each.name == name)
    with as_owner(), connection.schema_editor() as editor:
        editor.remove_constraint(of, constraint)
    try:
        yield
    finally:
        with as_owner(), connection.cursor() as cursor, connection.schema_editor() as editor:
            cursor.execute("TRUNCATE ladder_round CASCADE")
            editor.add_constraint(of, constraint)


@contextmanager
def as_owner():
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.DATABASE_OWNER_ROLE)}")
        try:
            yield
        finally:
            cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.DATABASE_APP_ROLE)}")
