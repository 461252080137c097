"""A closed check as its page tells it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from ladder.choices import Audience, Badge
from ladder.queries import ShownCheck
from ladder.rungs import Rung
from ladder.told import tell
from ladder.wording import read
from tests.ladder.tallies import check_of, person, same, show

FRAMEWORK = Path(__file__).parents[2] / "ladder" / "framework-1.toml"
WORDING = read(tomllib.loads(FRAMEWORK.read_text()))


def told(*people, stated=7, audience=Audience.MEMBERS, invited=40, early=""):
    check = ShownCheck(
        project_id=1,
        round_id=1,
        stated=Rung(stated),
        closed_on=date(2026, 9, 11),
        closed_early_because=early,
        version=1,
        floor=5,
        shown=show(check_of(*people, invited=invited), stated=stated, audience=audience),
    )
    return tell(check, WORDING)


def test_both_steps_and_the_gap_are_told():
    page = told(*same(12, "p", 4))
    assert (page.badge, page.stated, page.experienced) == (Badge.TALK, Rung.CO_PRODUCTION, Rung.CONSULTING)
    assert (page.low, page.high) == (3, 5)
    assert page.gap_words == "People say 3 steps lower"
    assert page.why_no_step == ""


def test_the_score_comes_with_its_word_its_place_and_its_range():
    page = told(*same(12, "p", 4))
    assert (page.band_word, page.score_words, page.score) == ("In between", "4 out of 8", 4.0)
    assert page.band == 2
    assert page.likely_low < 4 < page.likely_high
    assert page.line == ""


def test_an_honest_lower_step_has_its_sentence_and_no_word():
    page = told(*same(12, "p", 3), stated=3)
    assert (page.band_word, page.band) == ("", None)
    assert page.score_words == "4 out of 8"
    assert page.line.startswith("This project says it is Informing, and people agree.")


def test_a_held_back_word_says_why():
    page = told(*same(12, "yyyyyyyp", 7))
    assert page.band_word == "Mostly genuine"
    assert page.line == "One question reads Mixed, so this is not called genuine."


def test_the_eight_carry_the_words_of_their_own_version():
    page = told(*same(12, "yyyyyyyn", 7))
    assert [one.number for one in page.statements] == list(range(1, 9))
    assert [one.question for one in page.statements] == [one.wording for one in WORDING.statements]
    assert [one.words for one in page.statements] == ["Yes"] * 7 + ["No"]


def test_a_hidden_statement_is_told_apart_from_a_shown_one():
    page = told(*[person("yyyyyyys", 7)] * 8, *same(2, "y", 7))
    assert [one.hidden for one in page.statements] == [False] * 7 + [True]
    assert page.statements[7].words == "Not enough answers to show yet"


def test_people_who_were_not_sure_are_told_of_beside_their_statement():
    page = told(*[person("uyyyyyyy", 7)] * 4, *same(8, "y", 7))
    assert [one.say for one in page.statements] == ["Some people were not sure."] + [""] * 7


@pytest.mark.parametrize(
    ("people", "audience", "sentence"),
    [
        (7, Audience.PUBLIC, "A small group: the people in the project see more"),
        (3, Audience.PUBLIC, "Not enough answers to show yet"),
        (3, Audience.MEMBERS, "Not enough answers to show yet"),
    ],
)
def test_a_small_group_has_nothing_but_a_sentence(people, audience, sentence):
    page = told(*same(people, "p", 4), audience=audience)
    assert page.why_no_step == sentence
    assert not page.shows_answers
    assert (page.experienced, page.score, page.line, page.answered, page.some) == (None, None, "", "", ())


def test_a_hidden_step_does_not_hide_the_score():
    page = told(*[person("p", None)] * 8, *same(4, "p", 4))
    assert page.why_no_step == "Not enough answers to show yet"
    assert page.shows_answers
    assert page.score_words == "4 out of 8"


def test_a_check_that_closed_in_its_time_says_when():
    assert told(*same(12)).closed == "The check closed on 11 September 2026."


def test_a_check_that_closed_early_says_why():
    assert told(*same(12), early="The project has stopped").closed == (
        "The involvement team closed the check early, on 11 September 2026, after a reminder. "
        "The reason: the project has stopped."
    )
