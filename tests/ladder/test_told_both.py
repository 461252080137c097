"""The two sides of a check in plain sentences."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from ladder.choices import Audience, TeamAnswer
from ladder.queries import ShownCheck
from ladder.rungs import Rung
from ladder.told_both import tell_both
from ladder.wording import read
from tests.ladder.tallies import check_of, same, show

LETTERS = {"y": TeamAnswer.YES, "p": TeamAnswer.PARTLY, "n": TeamAnswer.NO, "?": TeamAnswer.NOT_SURE}
WORDING = read(tomllib.loads((Path(__file__).parents[2] / "ladder/framework-1.toml").read_text("utf-8")))


def closed(letters, people=12):
    shown = show(check_of(*same(people, letters, 4)), audience=Audience.MEMBERS)
    return ShownCheck(
        project_id=1,
        round_id=1,
        stated=Rung.CO_PRODUCTION,
        closed_on=date(2026, 9, 11),
        closed_early_because="",
        version=1,
        floor=5,
        shown=shown,
    )


def told(people, team, number=12):
    answers = None if team is None else [LETTERS[letter] for letter in team]
    return tell_both(closed(people, number), WORDING, answers)


def test_the_biggest_difference_comes_first_with_both_questions_and_an_example_of_a_yes():
    both = told("ynyyyyyy", "y" * 8)
    assert both.heading == "Start here: the biggest difference"
    assert both.widest.people.question == "Do I have a say in decisions from the start?"
    assert both.widest.people.words == "No"
    assert both.widest.we == "We involve people before the choices are set."
    assert both.widest.team == "Yes"
    assert both.widest.yes_looks_like == WORDING.statements[1].yes_looks_like
    assert both.after == (
        "This is the best place to begin the conversation. Ask people: what would a yes look like here?"
    )


def test_where_two_lines_differ_alike_the_lower_number_comes_first():
    assert told("ynnyyyyy", "y" * 8).widest.people.number == 2


def test_people_may_see_more_than_the_team_does():
    both = told("y" * 8, "yyynyyyy")
    assert both.heading == "Start here: the biggest difference"
    assert both.after == "People see more here than the team does. Ask them what works, and keep it."


def test_one_word_apart_is_close_and_not_called_the_biggest_difference():
    people = closed("y" * 8, people=6)  # six people: only the three middle words are used
    both = tell_both(people, WORDING, [TeamAnswer.YES] * 8)
    assert both.widest.people.words == "Mostly yes"
    assert both.heading == "The two sides are close"
    assert both.before == "No two answers are far apart. They differ most here."
    assert both.after == "Ask people: what would a yes look like here?"


@pytest.mark.parametrize(
    ("people", "team", "says"),
    [
        ("y" * 8, "yyyyyyy?", "Where we can show both, both say yes. Ask people what keeps it that way."),
        (
            "pnyyyyyy",
            "pnyyyyyy",
            "Where we can show both, both say the same. Not all of it is a yes. Ask people what would help.",
        ),
    ],
)
def test_two_sides_that_agree_are_said_to_agree(people, team, says):
    both = told(people, team)
    assert (both.heading, both.widest, both.before) == ("The two sides agree", None, says)


def test_a_team_that_did_not_answer_is_said_so_and_nothing_is_compared():
    both = told("n" * 8, None)
    assert (both.heading, both.widest) == ("The team did not answer", None)
    assert {pair.team_says for pair in both.pairs} == {"The team did not answer"}
    assert {pair.apart for pair in both.pairs} == {""}
    assert not both.team_answered


def test_hidden_answers_cannot_be_compared_but_the_team_is_read():
    both = told("n" * 8, "yyyynppp", number=3)
    assert both.heading == "The two sides cannot be compared"
    assert both.before == "There are not enough answers to show yet. You can still read what the team says."
    assert [pair.team for pair in both.pairs][3:6] == ["Yes", "No", "Partly"]
    assert {pair.people.words for pair in both.pairs} == {"Not enough answers to show yet"}


def test_a_team_that_is_sure_of_nothing_cannot_be_compared():
    both = told("y" * 8, "?" * 8)
    assert both.before == "The team was not sure of any line that we can show. Talk about those first."
    assert both.pairs[0].team_says == "The team: Not sure"
    assert both.pairs[0].team_place is None


def test_each_of_the_eight_says_how_far_apart_it_is_in_words():
    both = told("ynpyyyyy", "yypn?yyy")
    assert [pair.apart for pair in both.pairs[:5]] == [
        "Both sides agree",
        "4 words apart",
        "Both sides agree",
        "4 words apart",
        "",
    ]
