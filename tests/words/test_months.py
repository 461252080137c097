"""Counting in months."""

from datetime import date

import pytest

from words.months import months_after, months_before


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 23), 3, date(2027, 2, 23)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 10, 31), 12, date(2027, 10, 31)),
    ],
)
def test_months_are_counted_on_to_the_same_day_or_the_last_of_the_month(day, months, found):
    assert months_after(day, months) == found


def test_back_is_the_other_way():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)
