"""A day in an address."""

import re
from datetime import date

import pytest

from words.addresses import Day

DAY = Day()


def test_a_day_goes_into_an_address_and_comes_back():
    day = date(2026, 9, 11)
    assert DAY.to_url(day) == "2026-09-11"
    assert DAY.to_python(DAY.to_url(day)) == day
    assert re.fullmatch(Day.regex, DAY.to_url(day))


@pytest.mark.parametrize("text", ["2026-02-30", "0000-01-01", "2026-13-01"])
def test_a_day_that_no_calendar_has_is_no_address(text):
    with pytest.raises(ValueError, match="year|month|day"):
        DAY.to_python(text)
