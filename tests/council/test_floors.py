"""Floors only rise: said kindly in the form, and kept by the database, whoever writes and when."""

from datetime import timedelta

import pgtrigger
import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from council import actions
from council.choices import FLOORS, SHIPPED, Figure
from council.models import DatedFigure
from council.queries import figures, least_of
from tests.factories import MONDAY, make_user
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
NEVER_LOWERED = "council.DatedFigure:a_floor_is_never_lowered"


def day(days):
    return TODAY + timedelta(days=days)


def row(value, days, figure=Figure.FLOOR):
    return DatedFigure.objects.create(key=figure, value=value, starts_on=day(days))


def set_floor(value, days, by, figure=Figure.FLOOR):
    return actions.set_figure(figure=figure, value=value, starts_on=day(days), by=by, now=MONDAY)


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_never_goes_below_what_it_has_been(floor, administrator):
    row(SHIPPED[floor] + 3, -10, floor)
    with pytest.raises(Refused, match=f"may not go below {SHIPPED[floor] + 3}. It keeps people safe"):
        set_floor(SHIPPED[floor] + 2, 1, administrator, floor)
    set_floor(SHIPPED[floor] + 3, 1, administrator, floor)
    assert least_of(floor, on=day(1)) == SHIPPED[floor] + 3


def test_the_highest_ever_counts_also_when_a_later_row_is_as_high(administrator):
    row(7, -20)
    row(9, -10)
    with pytest.raises(Refused, match="below 9"):
        set_floor(8, 1, administrator)


def test_other_figures_may_come_down_again(administrator):
    actions.set_figure(figure=Figure.REST_DAYS, value=90, starts_on=TODAY, by=administrator, now=MONDAY)
    actions.set_figure(figure=Figure.REST_DAYS, value=60, starts_on=day(1), by=administrator, now=MONDAY)
    assert figures(on=day(1))[Figure.REST_DAYS] == 60


def test_a_slip_that_has_not_started_is_taken_back_and_then_a_lower_number_may_come(administrator):
    slip = set_floor(80, 10, administrator)
    with pytest.raises(Refused, match="below 80"):
        set_floor(8, 20, administrator)
    with pytest.raises(StaleState, match="already changes on that day"):
        set_floor(80, 10, administrator)
    actions.take_back(coming=slip, by=administrator, now=MONDAY)
    set_floor(8, 10, administrator)
    assert [figures(on=day(days))[Figure.FLOOR] for days in (9, 10, 90)] == [5, 8, 8]


def test_a_floor_may_not_be_raised_above_one_that_is_coming(administrator):
    set_floor(8, 30, administrator)
    with pytest.raises(Refused, match="Take back 8 answers, from 23 December 2026, first"):
        set_floor(9, 10, administrator)
    set_floor(7, 10, administrator)


def test_a_floor_starts_tomorrow_at_the_earliest_so_that_a_slip_never_stays(administrator):
    with pytest.raises(Refused, match="Choose tomorrow or a later day"):
        set_floor(8, 0, administrator)
    set_floor(8, 1, administrator)


@pytest.mark.parametrize(("value", "days"), [(7, 1), (7, -1), (5, 400)])
def test_the_database_itself_lowers_no_floor(value, days):
    row(8, -2)
    row(9, 10)
    with pytest.raises(IntegrityError, match="A floor may be raised, never lowered"), transaction.atomic():
        row(value, days)


def test_the_database_takes_no_floor_above_one_that_comes_later():
    row(9, 10)
    with pytest.raises(IntegrityError, match="never lowered"), transaction.atomic():
        row(10, 5)


def test_one_floor_does_not_hold_another_back():
    row(50, -1, Figure.PUBLIC_FLOOR)
    row(6, 1, Figure.FLOOR)


def test_a_change_that_was_taken_back_holds_no_floor_up():
    slip = row(80, 10)
    DatedFigure.objects.filter(pk=slip.pk).update(taken_back_on=TODAY)
    row(8, 10)
    assert figures(on=day(20))[Figure.FLOOR] == 8


def test_the_app_can_neither_edit_nor_remove_what_was_set():
    there = DatedFigure.objects.filter(pk=row(9, 10).pk)
    for change in (
        lambda: there.update(value=6),
        lambda: there.update(key=Figure.CHECK_MINUTES),
        lambda: there.update(starts_on=day(20)),
        lambda: there.delete(),
        lambda: there.update(taken_back_on=day(10)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    there.update(taken_back_on=TODAY)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        there.update(taken_back_on=None)


def test_two_who_set_a_floor_at_once_do_not_lower_it(transactional_db, beside, somebody_waits):
    one, other = (make_user(name, Role.ADMINISTRATOR) for name in ("Max Carne", "Tess Rowe"))
    with transaction.atomic():
        set_floor(9, 1, one)
        # The second cannot see the first yet: every look at the rules lets it through.
        second = beside(lambda: set_floor(7, 5, other))
        somebody_waits()
    with pytest.raises(StaleState, match="Someone else changed this first"):
        second.result()
    assert figures(on=day(30))[Figure.FLOOR] == 9


def test_without_the_trigger_two_at_once_would_lower_it(transactional_db, beside):
    """The control of the test above: the same two, with the trigger left out."""
    one, other = (make_user(name, Role.ADMINISTRATOR) for name in ("Max Carne", "Tess Rowe"))

    def lower():
        with pgtrigger.ignore(NEVER_LOWERED):
            set_floor(7, 5, other)

    with transaction.atomic(), pgtrigger.ignore(NEVER_LOWERED):
        set_floor(9, 1, one)
        beside(lower).result()
    assert figures(on=day(30))[Figure.FLOOR] == 7


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    with time_machine.travel(MONDAY, tick=False):
        yield client


def type_floor(client, value, days):
    on = day(days)
    parts = {"starts_on_day": on.day, "starts_on_month": on.month, "starts_on_year": on.year}
    return client.post(reverse("council:figure", args=["floor"]), {"value": value} | parts)


def test_the_page_says_how_low_a_floor_may_go_and_why_a_number_will_not_do(signed_in):
    row(8, -5)
    page = signed_in.get("/settings/numbers/floor/").text
    assert "never goes below 8" in page
    assert "8 or more" in page
    page = type_floor(signed_in, "7", 1).text
    assert page.count("This may not go below 8. It keeps people safe") == 2
    assert 'value="7"' in page
    assert type_floor(signed_in, "9", 0).text.count("Choose tomorrow or a later day") == 2
    assert type_floor(signed_in, "9", 1).status_code == 302


def test_the_page_says_what_to_take_back_first(signed_in):
    row(8, 30)
    page = type_floor(signed_in, "9", 10).text
    assert page.count("Take back 8 answers, from 23 December 2026, first") == 2
