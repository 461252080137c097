from dataclasses import replace
from fractions import Fraction

import pytest

from ladder import result_words
from ladder.choices import Audience, Badge
from ladder.disclosure import ShownStatement
from ladder.result_words import (
    answered_sentence,
    band_word,
    experienced_sentence,
    gap_sentence,
    gap_words,
    held_back_sentence,
    honest_step_sentence,
    most_people_sentence,
    out_of_eight,
    projects_that_match,
    range_sentence,
    score_sentence,
)
from tests.ladder.tallies import counts, show, tally

HIDDEN = show(tally(sent=3))
SMALL = show(tally(sent=7), Audience.PUBLIC)


def placed(stated, experienced):
    placements = [0] * 7
    placements[experienced - 1] = 12
    return show(tally(placements=placements), stated=stated)


def test_there_are_five_words_and_five_bands():
    assert result_words.WORDS == ("No", "Mostly no", "Mixed", "Mostly yes", "Yes")
    assert result_words.BANDS == (
        "Tokenistic",
        "Mostly tokenistic",
        "In between",
        "Mostly genuine",
        "Genuine",
    )


def test_every_badge_has_its_words():
    assert list(result_words.BADGES.values()) == [
        "Match",
        "Needs a conversation",
        "Experience is higher",
        "Not enough answers to show yet",
        "No check yet",
    ]
    assert result_words.SHORT_BADGES[Badge.FEW] == "Not enough yet"
    assert result_words.SHORT_BADGES[Badge.TALK] == "Needs a conversation"


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (None, ""),
        (0, "People agree"),
        (1, "People say 1 step lower"),
        (3, "People say 3 steps lower"),
        (-1, "People say 1 step higher"),
        (-2, "People say 2 steps higher"),
    ],
)
def test_a_gap_is_said_from_people_s_side(gap, said):
    assert gap_words(gap) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (placed(7, 5), "People put this project 2 steps lower than we do. So we need a conversation."),
        (placed(4, 6), "People put this project 2 steps higher than we do. We can learn from it."),
        (placed(5, 5), "People put this project on the same step as we do."),
        (placed(5, 4), "People put this project 1 step lower than we do."),
        (placed(5, 6), "People put this project 1 step higher than we do."),
        (SMALL, "People put this project 2 or more steps lower than we do. So we need a conversation."),
        (
            show(tally(sent=7), Audience.PUBLIC, stated=1),
            "People put this project 2 or more steps higher than we do. We can learn from it.",
        ),
        (
            show(tally(sent=7), Audience.PUBLIC, stated=5),
            "People put this project on the same step as we do, or one step apart.",
        ),
        (HIDDEN, ""),
    ],
)
def test_a_badge_is_explained_without_telling_more_than_it_does(shown, said):
    assert gap_sentence(shown) == said


@pytest.mark.parametrize(
    ("stated", "experienced", "said"),
    [
        (
            3,
            3,
            "This project says it is Informing, and people agree. "
            "It is not co-production, and does not say it is.",
        ),
        (
            4,
            5,
            "This project says it is Consulting. People put it at Engaging, which is one step higher. "
            "It does not say it is co-production.",
        ),
        (
            4,
            6,
            "This project says it is Consulting. People put it at Co-designing, which is 2 steps higher. "
            "It does not say it is co-production.",
        ),
        (
            4,
            3,
            "This project says it is Consulting. People put it at Informing, which is one step lower. "
            "It does not say it is co-production.",
        ),
        (4, None, "This project says it is Consulting. It does not say it is co-production."),
    ],
)
def test_an_honest_lower_step_has_a_sentence_instead_of_a_word(stated, experienced, said):
    gap = None if experienced is None else stated - experienced
    assert honest_step_sentence(stated, experienced, gap) == said


def test_a_score_is_printed_out_of_eight():
    assert out_of_eight(show(tally(score="4.5"))) == "4.5 out of 8"
    assert out_of_eight(show(tally(score=0))) == "0.5 or less out of 8"
    assert out_of_eight(HIDDEN) == "Not enough answers to show yet"


def test_the_band_has_its_word_only_where_it_is_printed():
    assert band_word(placed(7, 7)) == "In between"
    assert band_word(placed(3, 3)) == ""
    assert band_word(HIDDEN) == ""


@pytest.mark.parametrize(
    ("score", "people", "said"),
    [
        (0, 12, "Hardly any of the 8 things are true."),
        (1, 12, "Hardly any of the 8 things are true."),
        ("1.5", 12, "Between one and two of the 8 things are true."),
        (3, 12, "About three of the 8 things are true."),
        ("3.5", 12, "About half of the 8 things are true."),
        ("4.5", 12, "About half of the 8 things are true."),
        (5, 12, "About five of the 8 things are true."),
        ("6.5", 12, "Between six and seven of the 8 things are true."),
        (7, 12, "Nearly all of the 8 things are true."),
        (8, 6, "Nearly all of the 8 things are true."),
        ("5.8", 30, "Nearly six of the 8 things are true."),
        ("5.2", 30, "Just over five of the 8 things are true."),
        ("6.9", 30, "Nearly seven of the 8 things are true."),
    ],
)
def test_a_score_is_said_as_how_many_of_the_eight_are_true(score, people, said):
    assert score_sentence(show(tally(sent=people, score=score))) == said


def test_every_score_that_can_be_printed_has_a_sentence():
    for tenths in range(81):
        said = score_sentence(show(tally(sent=30, score=Fraction(tenths, 10))))
        assert said.endswith(" of the 8 things are true.")
        assert "none" not in said


def test_a_hidden_score_has_no_sentence():
    assert score_sentence(HIDDEN) == ""
    assert range_sentence(HIDDEN) == ""


def test_the_range_says_what_it_takes_for_granted():
    said = "The likely range is 3.5 to 4.5. That is if the people who did not answer feel like those who did."
    assert range_sentence(show(tally(sent=12))) == said
    wide = "The likely range is 7 to 8. That is if the people who did not answer feel like those who did."
    assert range_sentence(show(tally(sent=12, score=8))) == wide


def test_few_people_are_said_to_be_few():
    assert range_sentence(show(tally(sent=7))) == "Few people answered, so this could be quite different."


@pytest.mark.parametrize(
    ("low", "said"),
    [
        ([], ""),
        ([counts(yes=6, no=6)], "One question reads Mixed, so this is not called genuine."),
        ([counts(no=12)], "One question reads No, so this is not called genuine."),
        ([counts(no=12)] * 2, "Two questions read Mixed or lower, so this is not called genuine."),
        ([counts(yes=4)], "Not every question can be shown, so this is not called genuine."),
        (
            [counts(yes=4), counts(yes=3, no=9)],
            "One question reads Mostly no, so this is not called genuine.",
        ),
    ],
)
def test_a_word_that_is_held_back_says_why(low, said):
    statements = low + [counts(yes=12)] * (8 - len(low))
    assert held_back_sentence(show(tally(score=7, statements=statements))) == said


def test_where_people_put_a_project_and_where_most_people_did():
    shown = show(tally(placements=(2, 1, 3, 3, 1, 0, 2)))
    assert most_people_sentence(shown) == "Most people said from step 2 to step 5."
    assert experienced_sentence(shown) == (
        "Step 3 of 7. This is the middle of where people put it. Most people said from step 2 to step 5."
    )
    few = show(tally(sent=7))
    assert experienced_sentence(few) == "Step 4 of 7. This is the middle of where people put it."
    assert most_people_sentence(few) == ""
    assert experienced_sentence(HIDDEN) == ""


@pytest.mark.parametrize(
    ("sent", "invited", "said"),
    [
        (3, 40, ""),
        (6, 40, "About 5 people answered."),
        (12, 15, "About 10 people answered. That is most of the people we asked."),
        (12, 24, "About 10 people answered. That is about half of the people we asked."),
        (12, 40, "About 10 people answered. That is fewer than half of the people we asked."),
    ],
)
def test_how_many_answered_is_said_in_fives_and_in_three_words(sent, invited, said):
    assert answered_sentence(show(tally(sent=sent, invited=invited))) == said


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (
            {Badge.MATCH: 6, Badge.TALK: 3, Badge.HIGHER: 2, Badge.FEW: 4, Badge.NONE: 1},
            "6 of 11 projects match.",
        ),
        ({Badge.MATCH: 1, Badge.TALK: 3}, "1 of 4 projects matches."),
        ({Badge.TALK: 3}, "0 of 3 projects match."),
        ({Badge.MATCH: 1}, "The one project with a result matches."),
        ({Badge.TALK: 1, Badge.FEW: 3}, "The one project with a result does not match."),
        ({Badge.FEW: 3}, "No project has a result to show yet."),
    ],
)
def test_a_total_counts_projects_that_have_a_result_to_show(counted, said):
    assert projects_that_match(counted) == said


def test_no_sentence_says_more_than_the_result_does():
    # Whatever is taken out of a result is gone from its sentences too.
    whole = show(tally(sent=15, helped=6))
    bare = replace(
        whole,
        about=None,
        rate=None,
        score=None,
        score_value=None,
        likely_range=None,
        band=None,
        band_word_shown=False,
        experienced=None,
        most_people=None,
        gap=None,
        statements=(ShownStatement(None, False),) * 8,
    )
    for sentence in (score_sentence, range_sentence, band_word, experienced_sentence, answered_sentence):
        assert sentence(whole)
        assert sentence(bare) == ""
