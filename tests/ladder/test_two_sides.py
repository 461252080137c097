"""The team's side beside people's: where the two differ most."""

from dataclasses import replace

import pytest

from ladder.choices import TeamAnswer
from ladder.disclosure import ShownStatement
from ladder.two_sides import Widest, apart, can_compare, widest_difference
from tests.ladder.tallies import check_of, same, show

YES, PARTLY, NO, UNSURE = TeamAnswer.YES, TeamAnswer.PARTLY, TeamAnswer.NO, TeamAnswer.NOT_SURE
ALL_YES = (YES,) * 8


def shown_as(*words):
    """A result whose eight statements have these words."""
    statements = tuple(ShownStatement(word=word, some_unsure=False) for word in words)
    return replace(show(check_of(*same(12))), statements=statements)


@pytest.mark.parametrize(
    ("people", "team", "distance"),
    [(4, YES, 0), (0, YES, 4), (2, PARTLY, 0), (3, PARTLY, 1), (4, NO, 4), (0, NO, 0)],
)
def test_two_sides_are_as_far_apart_as_their_words(people, team, distance):
    assert apart(people, team) == distance


@pytest.mark.parametrize(("people", "team"), [(None, YES), (2, UNSURE), (2, None), (None, UNSURE)])
def test_a_hidden_word_or_a_team_that_is_not_sure_is_no_distance(people, team):
    assert apart(people, team) is None


def test_the_widest_difference_is_the_statement_where_the_sides_differ_most():
    shown = shown_as(4, 3, 0, 2, 4, 4, 4, 4)
    assert widest_difference(shown, ALL_YES) == Widest(number=3, apart=4, people_are_lower=True)


def test_of_two_that_differ_alike_the_lower_number_counts():
    assert widest_difference(shown_as(4, 4, 1, 4, 4, 1, 4, 4), ALL_YES).number == 3


def test_a_team_that_thinks_less_of_itself_than_people_do_is_a_difference_too():
    widest = widest_difference(shown_as(*(4,) * 8), (*(YES,) * 7, NO))
    assert (widest.number, widest.people_are_lower) == (8, False)


def test_where_the_two_sides_agree_there_is_no_widest_difference():
    assert widest_difference(shown_as(*(4,) * 8), ALL_YES) is None
    assert can_compare(shown_as(*(4,) * 8), ALL_YES)


def test_nothing_is_compared_where_everything_is_hidden():
    assert widest_difference(shown_as(*(None,) * 8), ALL_YES) is None
    assert not can_compare(shown_as(*(None,) * 8), ALL_YES)
