"""When the next check of a project is suggested, at every edge of its life."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.choices import CheckDue
from ladder.suggesting import Life, Spacing, next_check
from projects.choices import Stage

SPACING = Spacing(first=3, soonest=3, latest=6)
START, END = date(2026, 1, 10), date(2026, 12, 10)
RUNNING = Life(stage=Stage.RUNNING, listed_on=date(2025, 12, 1), starts_on=START)
WITH_END = replace(RUNNING, ends_on=END)
A_DAY = timedelta(days=1)


def suggested(life, today=date(2026, 2, 1), spacing=SPACING):
    found = next_check(life, spacing, today=today)
    return found and (found.on, found.why, found.late_after)


def test_the_first_is_about_three_months_in_and_late_after_six():
    assert suggested(RUNNING) == (date(2026, 4, 10), CheckDue.FIRST, date(2026, 7, 10))


def test_months_count_from_the_day_on_the_list_where_nobody_said_a_start():
    assert suggested(replace(RUNNING, starts_on=None))[0] == date(2026, 3, 1)


def test_a_project_that_is_still_to_start_is_asked_about_after_that():
    assert suggested(RUNNING, today=date(2025, 12, 2))[0] == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("met", "on", "why"),
    [
        (date(2026, 2, 20), date(2026, 2, 21), CheckDue.MET_TWICE),
        (date(2026, 4, 9), date(2026, 4, 10), CheckDue.MET_TWICE),
        (date(2026, 4, 10), date(2026, 4, 10), CheckDue.FIRST),
        (date(2026, 6, 1), date(2026, 4, 10), CheckDue.FIRST),
    ],
)
def test_the_first_comes_sooner_once_people_have_met_twice(met, on, why):
    assert suggested(replace(RUNNING, met_twice_on=met))[:2] == (on, why)


def test_the_next_is_three_months_after_the_last_and_late_after_six():
    life = replace(RUNNING, closed=(date(2026, 5, 1), date(2026, 8, 31)))
    assert suggested(life) == (date(2026, 11, 30), CheckDue.AGAIN, date(2027, 2, 28))


def test_meeting_twice_matters_for_the_first_only():
    life = replace(RUNNING, closed=(date(2026, 5, 1),), met_twice_on=date(2026, 5, 2))
    assert suggested(life)[1] == CheckDue.AGAIN


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_it_is_late_from_the_day_after(days):
    found = next_check(RUNNING, SPACING, today=date(2026, 4, 1))
    assert found.is_late(date(2026, 7, 10) + days * A_DAY) == (days > 0)


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        # Three months on is before the last month: it is one on the way.
        (date(2026, 8, 9), (date(2026, 11, 9), CheckDue.AGAIN)),
        # Three months on would be in the last month: wait for the end.
        (date(2026, 8, 10), (END, CheckDue.END)),
        (date(2026, 11, 9), (END, CheckDue.END)),
        # It closed in the last month: it was the one at the end.
        (date(2026, 11, 10), (date(2027, 3, 10), CheckDue.AFTER)),
        (END, (date(2027, 3, 10), CheckDue.AFTER)),
    ],
)
def test_near_the_end_people_are_asked_at_the_end_and_once(closed, expected):
    assert suggested(replace(WITH_END, closed=(closed,)), today=date(2026, 12, 10))[:2] == expected


def test_a_short_project_is_asked_about_at_its_end():
    life = replace(RUNNING, ends_on=date(2026, 3, 10))
    assert suggested(life) == (date(2026, 3, 10), CheckDue.END, date(2026, 4, 10))


@pytest.mark.parametrize(
    ("today", "on", "why"),
    [
        (END + A_DAY, END, CheckDue.END),
        (date(2027, 3, 9), END, CheckDue.END),
        (date(2027, 3, 10), date(2027, 3, 10), CheckDue.AFTER),
        (date(2027, 12, 10), date(2027, 3, 10), CheckDue.AFTER),
    ],
)
def test_after_the_end_the_one_at_the_end_is_wanted_until_it_is_time_for_what_lasted(today, on, why):
    assert suggested(replace(WITH_END, closed=(date(2026, 6, 1),)), today=today)[:2] == (on, why)


def test_what_lasted_is_asked_three_months_after_the_end_and_late_after_six():
    life = replace(WITH_END, closed=(date(2026, 12, 20),))
    assert suggested(life, today=date(2027, 1, 1)) == (date(2027, 3, 10), CheckDue.AFTER, date(2027, 6, 10))


@pytest.mark.parametrize(("closed", "is_done"), [(date(2027, 3, 9), False), (date(2027, 3, 10), True)])
def test_nothing_follows_once_what_lasted_was_asked(closed, is_done):
    life = replace(WITH_END, closed=(date(2026, 12, 20), closed))
    assert (suggested(life, today=date(2027, 4, 1)) is None) == is_done


def test_an_old_project_is_left_alone_in_the_end():
    assert suggested(WITH_END, today=date(2027, 12, 10))
    assert suggested(WITH_END, today=date(2027, 12, 11)) is None


def test_a_project_that_finished_before_its_day_is_asked_about_on_that_day():
    life = replace(WITH_END, stage=Stage.FINISHED)
    assert suggested(life, today=date(2026, 10, 1))[:2] == (END, CheckDue.END)


def test_without_an_end_nobody_knows_how_long_ago_a_project_finished():
    assert suggested(replace(RUNNING, stage=Stage.FINISHED)) is None


@pytest.mark.parametrize("life", [RUNNING, WITH_END])
def test_none_when_it_stopped_or_one_is_open(life):
    assert suggested(replace(life, stage=Stage.STOPPED)) is None
    assert suggested(replace(life, is_open=True)) is None


ONE_DAY = replace(RUNNING, ends_on=START)


@pytest.mark.parametrize("today", [START - A_DAY, START, START + A_DAY, date(2026, 7, 10)])
def test_an_event_of_one_day_is_asked_about_on_that_day(today):
    assert suggested(ONE_DAY, today=today) == (START, CheckDue.ONE_DAY, START)


def test_and_no_more_once_people_cannot_remember_or_were_asked():
    assert suggested(ONE_DAY, today=date(2026, 7, 11)) is None
    assert suggested(replace(ONE_DAY, closed=(START + A_DAY,))) is None
    assert suggested(replace(ONE_DAY, closed=(START - A_DAY,)))[1] == CheckDue.ONE_DAY


def test_an_end_without_a_start_is_no_event_of_one_day():
    life = Life(stage=Stage.RUNNING, listed_on=START, ends_on=START)
    assert suggested(life, today=START)[1] == CheckDue.END


@pytest.mark.parametrize(
    ("rests_until", "on", "late_after"),
    [
        (date(2026, 4, 9), date(2026, 4, 10), date(2026, 7, 10)),
        (date(2026, 4, 10), date(2026, 4, 10), date(2026, 7, 10)),
        (date(2026, 4, 11), date(2026, 4, 11), date(2026, 7, 10)),
        (date(2026, 9, 1), date(2026, 9, 1), date(2026, 9, 1)),
    ],
)
def test_it_is_never_suggested_while_the_project_rests(rests_until, on, late_after):
    found = suggested(replace(RUNNING, rests_until=rests_until))
    assert found == (on, CheckDue.FIRST, late_after)


def test_a_council_s_own_months_are_used():
    found = suggested(RUNNING, spacing=Spacing(first=1, soonest=2, latest=9))
    assert found == (date(2026, 2, 10), CheckDue.FIRST, date(2026, 9, 10))
    life = replace(RUNNING, closed=(date(2026, 5, 1),))
    assert suggested(life, spacing=Spacing(first=1, soonest=2, latest=9))[0] == date(2026, 7, 1)


def test_months_the_wrong_way_round_make_it_late_at_once_and_no_sooner():
    assert suggested(RUNNING, spacing=Spacing(first=3, soonest=6, latest=3))[2] == date(2026, 4, 10)


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(
    stage=st.sampled_from(Stage), starts_on=st.none() | days, ends_on=st.none() | days, today=days,
    closed=st.lists(days, max_size=4), rests_until=st.none() | days, met_twice_on=st.none() | days,
)  # fmt: skip
def test_no_life_is_too_odd_and_no_day_is_inside_the_rest(today, **life):
    found = next_check(Life(listed_on=date(2026, 1, 1), **life), SPACING, today=today)
    if found:
        assert found.late_after >= found.on
        assert life["rests_until"] is None or found.on >= life["rests_until"]
