"""Every edge of the rounding, from both sides."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.as_shown import (
    BAND_EDGES,
    badge_of,
    band_of,
    fifth_of,
    nearest_five,
    range_as_shown,
    rate_of,
    score_as_shown,
)
from ladder.choices import Badge

A_LITTLE = Fraction(1, 10**9)
scores = st.fractions(0, 8, max_denominator=1000)


def parts(*edges):
    """Fractions from text, so that 0.2 is exactly a fifth."""
    return [Fraction(edge) for edge in edges]


@pytest.mark.parametrize(
    ("mean", "word"),
    [
        (Fraction(0), 0),
        (Fraction("0.2"), 0),
        (Fraction("0.2") + A_LITTLE, 1),
        (Fraction("0.4") - A_LITTLE, 1),
        (Fraction("0.4"), 2),
        (Fraction("0.5"), 2),
        (Fraction("0.6"), 2),
        (Fraction("0.6") + A_LITTLE, 3),
        (Fraction("0.8") - A_LITTLE, 3),
        (Fraction("0.8"), 4),
        (Fraction(1), 4),
    ],
)
def test_a_word_is_the_fifth_that_the_mean_falls_in(mean, word):
    assert fifth_of(mean) == word


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (Fraction(0), 0),
        (Fraction("1.6"), 0),
        (Fraction("1.6") + A_LITTLE, 1),
        (Fraction("3.2") - A_LITTLE, 1),
        (Fraction("3.2"), 2),
        (Fraction("4.8"), 2),
        (Fraction("4.8") + A_LITTLE, 3),
        (Fraction("6.4") - A_LITTLE, 3),
        (Fraction("6.4"), 4),
        (Fraction(8), 4),
    ],
)
def test_a_band_is_the_fifth_of_eight_that_the_score_falls_in(score, band):
    assert band_of(score) == band
    assert band_of(score) == fifth_of(score / 8)


def test_the_bands_meet_at_equal_fifths_of_eight():
    assert list(BAND_EDGES) == parts("1.6", "3.2", "4.8", "6.4")


def test_a_council_s_own_edges_move_the_bands():
    edges = tuple(parts("2", "3", "5", "6.5"))
    assert [band_of(Fraction(score), edges) for score in ("2", "2.5", "3", "5", "6", "6.5")] == [
        0,
        1,
        2,
        2,
        3,
        4,
    ]


@pytest.mark.parametrize(
    ("score", "people", "value", "text"),
    [
        # from 5 to 9 people
        (0, 5, 1, "1 or less"),
        ("1.24", 9, 1, "1 or less"),
        ("1.25", 9, "1.5", "1.5"),  # halves up
        ("1.74", 5, "1.5", "1.5"),
        ("1.75", 5, 2, "2"),
        ("6.74", 9, "6.5", "6.5"),
        ("6.75", 9, 7, "7 or more"),
        (8, 5, 7, "7 or more"),
        # from 10 to 24 people
        (0, 10, "0.5", "0.5 or less"),
        ("0.74", 24, "0.5", "0.5 or less"),
        ("0.75", 10, 1, "1"),
        (1, 10, 1, "1"),
        (7, 10, 7, "7"),
        ("7.24", 24, 7, "7"),
        ("7.25", 10, "7.5", "7.5 or more"),
        (8, 24, "7.5", "7.5 or more"),
        # from 25 people
        (0, 25, 0, "0.0"),
        ("0.04", 25, 0, "0.0"),
        ("0.05", 25, "0.1", "0.1"),  # halves up
        ("4.25", 25, "4.3", "4.3"),
        ("6.14", 300, "6.1", "6.1"),
        ("7.96", 25, 8, "8.0"),
    ],
)
def test_a_score_is_printed_by_how_many_people_stand_behind_it(score, people, value, text):
    assert score_as_shown(Fraction(score), people) == (Fraction(value), text)


def test_a_quarter_is_compared_exactly_and_not_nearly():
    just_under = Fraction(5, 4) - Fraction(1, 10**30)
    assert score_as_shown(just_under, 10)[1] == "1"
    assert score_as_shown(Fraction(5, 4), 10)[1] == "1.5"
    assert fifth_of(Fraction(1, 5) + Fraction(1, 10**30)) == 1


@given(scores, scores, st.integers(5, 60))
def test_a_higher_score_is_never_printed_lower_nor_in_a_lower_band(one, other, people):
    low, high = sorted((one, other))
    shown_low, shown_high = (score_as_shown(score, people)[0] for score in (low, high))
    assert shown_low <= shown_high
    assert band_of(shown_low) <= band_of(shown_high)
    assert fifth_of(low / 8) <= fifth_of(high / 8)


@given(scores, st.integers(5, 24))
def test_under_25_people_a_score_is_only_ever_said_in_halves(score, people):
    value, text = score_as_shown(score, people)
    assert value.denominator in (1, 2)
    low, high = (1, 7) if people < 10 else (Fraction(1, 2), Fraction(15, 2))
    assert low <= value <= high
    assert text.endswith("or less") == (value == low)
    assert text.endswith("or more") == (value == high)


@pytest.mark.parametrize(
    ("low", "high", "shown", "printed"),
    [
        ("3.2", "4.8", "4", (3.0, 5.0)),  # outward
        ("3.0", "5.0", "4", (3.0, 5.0)),  # on a half already
        ("2.9", "5.1", "4", (2.5, 5.5)),
        ("3.9", "4.1", "4", (3.5, 4.5)),  # never nearer than half a point
        ("4", "4", "4", (3.5, 4.5)),
        ("7.6", "8", "7", (6.5, 8.0)),  # "7 or more" tells no more than that
        ("0", "0.2", "1", (0.0, 1.5)),  # "1 or less"
        ("0", "0", "0.5", (0.0, 1.0)),
        ("8", "8", "7.5", (7.0, 8.0)),
        ("5.7", "6.5", "6.1", (5.5, 7.0)),  # half a point from one decimal, then outward
        ("0", "0", "0", (0.0, 0.5)),  # within 0 to 8
        ("8", "8", "8", (7.5, 8.0)),
    ],
)
def test_a_range_is_rounded_outward_and_keeps_its_distance(low, high, shown, printed):
    assert range_as_shown(Fraction(low), Fraction(high), Fraction(shown)) == printed


@given(scores, scores, scores, st.integers(5, 60))
def test_a_printed_range_holds_the_true_one_within_0_and_8(one, other, score, people):
    low, high = sorted((one, other))
    shown, _ = score_as_shown(score, people)
    printed_low, printed_high = range_as_shown(low, high, shown)
    assert 0 <= printed_low <= low <= high <= printed_high <= 8
    assert (2 * printed_low).is_integer()
    assert (2 * printed_high).is_integer()
    assert printed_low == 0 or shown - Fraction(printed_low) >= Fraction(1, 2)
    assert printed_high == 8 or Fraction(printed_high) - shown >= Fraction(1, 2)


@pytest.mark.parametrize(
    ("people", "about"),
    [
        (5, 5),
        (7, 5),
        (8, 10),
        (10, 10),
        (12, 10),
        (13, 15),
        (17, 15),
        (18, 20),
        (22, 20),
        (23, 25),
        (101, 100),
    ],
)
def test_people_are_said_to_the_nearest_five(people, about):
    assert nearest_five(people) == about


@pytest.mark.parametrize(
    ("share", "rate"),
    [
        (Fraction(39, 100), "fewer than half"),
        (Fraction(2, 5) - A_LITTLE, "fewer than half"),
        (Fraction(2, 5), "about half"),
        (Fraction(1, 2), "about half"),
        (Fraction(3, 5), "about half"),
        (Fraction(3, 5) + A_LITTLE, "most"),
        (Fraction(1), "most"),
    ],
)
def test_a_rate_is_said_in_three_words(share, rate):
    assert rate_of(share) == rate


@pytest.mark.parametrize(
    ("gap", "badge"),
    [
        (-6, Badge.HIGHER),
        (-3, Badge.HIGHER),
        (-2, Badge.HIGHER),
        (-1, Badge.MATCH),
        (0, Badge.MATCH),
        (1, Badge.MATCH),
        (2, Badge.TALK),
        (3, Badge.TALK),
        (6, Badge.TALK),
    ],
)
def test_a_badge_is_read_off_the_gap(gap, badge):
    assert badge_of(gap) == badge
