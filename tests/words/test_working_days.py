from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words.working_days import (
    add_working_days,
    at_london,
    closes_at,
    is_working_day,
    london_date,
    one_year_after,
    one_year_before,
    working_days_before,
)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 1))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2026, 12, 24), True),  # Christmas Eve is a working day
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), False),  # Boxing Day, a Saturday
        (date(2026, 12, 28), False),  # so its holiday is on Monday
        (date(2026, 12, 29), True),
        (date(2027, 1, 1), False),
        (date(2027, 12, 27), False),  # Christmas Day on a Saturday
        (date(2027, 12, 28), False),  # Boxing Day on a Sunday
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 5, 4), False),
        (date(2026, 5, 25), False),
        (date(2026, 8, 31), False),  # in England
        (date(2026, 8, 3), True),  # in Scotland only
        (date(2026, 3, 17), True),  # in Northern Ireland only
        (date(2022, 9, 19), False),  # a single day of mourning
        (date(2023, 5, 8), False),  # a coronation
    ],
)
def test_working_days_are_england_s(day, working):
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 27), 5, date(2026, 12, 4)),
        (date(2026, 12, 18), 5, date(2026, 12, 29)),  # over Christmas
        (date(2026, 12, 24), 5, date(2027, 1, 5)),  # over Christmas and New Year
        (date(2026, 4, 1), 5, date(2026, 4, 10)),  # over Easter
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(day, n, then):
    assert add_working_days(day, n) == then


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 11, 20), -1)


@given(days, st.integers(1, 40))
def test_there_are_just_so_many_working_days_up_to_the_day_found(day, n):
    then = add_working_days(day, n)
    between = [day + timedelta(days=passed) for passed in range(1, (then - day).days + 1)]
    assert is_working_day(then)
    assert sum(is_working_day(one) for one in between) == n


@given(days, st.integers(0, 20), st.integers(0, 20))
def test_counting_on_in_two_steps_is_counting_on_in_one(day, first, second):
    assert add_working_days(add_working_days(day, first), second) == add_working_days(day, first + second)


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 20)),
        (date(2026, 12, 4), 5, date(2026, 11, 27)),
        (date(2026, 12, 29), 2, date(2026, 12, 23)),  # over Christmas
        (date(2026, 12, 24), 1, date(2026, 12, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_before_a_day_are_counted_too(day, n, then):
    assert working_days_before(day, n) == then


def test_working_days_before_a_day_are_never_fewer_than_none():
    with pytest.raises(ValueError, match="backwards"):
        working_days_before(date(2026, 11, 20), -1)


@given(days.filter(is_working_day), st.integers(0, 20))
def test_going_on_and_back_again_ends_on_the_same_working_day(day, n):
    assert working_days_before(add_working_days(day, n), n) == day


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 1, 5, 23, 59, tzinfo=UTC), date(2026, 1, 5)),
        (datetime(2026, 7, 5, 22, 59, tzinfo=UTC), date(2026, 7, 5)),
        (datetime(2026, 7, 5, 23, 0, tzinfo=UTC), date(2026, 7, 6)),  # summer time is an hour ahead
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_the_date_in_london_follows_its_clocks(instant, day):
    assert london_date(instant) == day


def test_an_instant_without_a_time_zone_has_no_london_date():
    with pytest.raises(ValueError, match="time zone"):
        london_date(datetime(2026, 1, 5, 12, 0))  # noqa: DTZ001 - the fault that is refused


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 17, tzinfo=UTC)),  # the day before clocks go forward
        (date(2026, 3, 29), datetime(2026, 3, 29, 16, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 16, tzinfo=UTC)),  # the day before they go back
        (date(2026, 10, 25), datetime(2026, 10, 25, 17, tzinfo=UTC)),
    ],
)
def test_five_in_london_is_five_on_both_sides_of_a_clock_change(day, in_utc):
    assert at_london(day, time(17)) == in_utc
    assert at_london(day, time(17)).hour == 17


@given(days, st.times(timezones=st.none()).filter(lambda wall: wall.hour != 1))
def test_a_time_in_london_falls_on_its_own_day(day, wall_time):
    assert london_date(at_london(day, wall_time)) == day


@pytest.mark.parametrize(
    ("answer_by", "closes"),
    [
        (date(2026, 11, 27), datetime(2026, 12, 4, 17, tzinfo=UTC)),
        (date(2026, 12, 18), datetime(2026, 12, 29, 17, tzinfo=UTC)),  # over Christmas
        (date(2026, 4, 1), datetime(2026, 4, 10, 16, tzinfo=UTC)),  # over Easter
        (date(2026, 3, 26), datetime(2026, 4, 2, 16, tzinfo=UTC)),  # over the change to summer time
        (date(2026, 10, 22), datetime(2026, 10, 29, 17, tzinfo=UTC)),  # over the change back
    ],
)
def test_a_check_closes_at_five_in_london_five_working_days_later(answer_by, closes):
    assert closes_at(answer_by) == closes


def test_a_check_may_be_given_another_number_of_days():
    assert closes_at(date(2026, 11, 27), days=1) == datetime(2026, 11, 30, 17, tzinfo=UTC)


def test_a_year_after_29_february_is_28_february():
    assert one_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert one_year_after(date(2026, 11, 23)) == date(2027, 11, 23)


def test_a_year_before_29_february_is_28_february():
    assert one_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert one_year_before(date(2026, 11, 23)) == date(2025, 11, 23)
