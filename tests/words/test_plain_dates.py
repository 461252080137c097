from datetime import UTC, date, datetime, timedelta

import pytest

from words.plain_dates import day_in, near_moment, plain_date, short_date, the_month


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


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "Today, 11:30pm"),
        (1, "Tomorrow, 12:30am"),
        (-24, "Yesterday, 11:30pm"),
        (72, "Thursday 4 June, 11:30pm"),
    ],
)
def test_a_moment_that_is_near_is_said_by_its_day_in_london(hours, said):
    now = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)
    assert near_moment(now + timedelta(hours=hours), now=now) == said


def test_a_month_is_said_with_its_year():
    assert the_month(date(2027, 2, 1)) == "February 2027"


@pytest.mark.parametrize(
    "typed",
    [
        "27/3/2027", "27-03-2027", "27.3.2027", "27 3 2027", "27 March 2027", " 27  mar 2027 ",
        "27th March, 2027", "Saturday 27 March 2027", "Sat 27 March 2027", "March 27, 2027", "2027-03-27",
        "2027-03-27 00:00:00", "2027-03-27T00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written_in_one_piece(typed):
    assert day_in(typed) == date(2027, 3, 27)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "27/3/27",
        "31/2/2027",
        "3/27/2027",
        "27 Mars 2027",
        "March 2027",
        "46473",
        "27/3/1066",
        "٢٧/٣/٢٠٢٧",
        "tomorrow",
    ],
)
def test_what_is_no_day_is_none(typed):
    with pytest.raises(ValueError, match="."):
        day_in(typed)
