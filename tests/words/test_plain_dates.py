from datetime import date

import pytest

from words.plain_dates import plain_date, short_date, the_month


@pytest.mark.parametrize(
    ("day", "full", "short"),
    [
        (date(2026, 12, 4), "Friday 4 December 2026", "4 December 2026"),
        (date(2026, 11, 27), "Friday 27 November 2026", "27 November 2026"),
        (date(2027, 2, 1), "Monday 1 February 2027", "1 February 2027"),
    ],
)
def test_a_day_is_said_as_people_say_it(day, full, short):
    assert plain_date(day) == full
    assert short_date(day) == short


def test_a_month_is_said_with_its_year():
    assert the_month(date(2027, 2, 1)) == "February 2027"
