"""The two intervals of `ladder.scoring`, and Student's t beneath one of them."""

import math
import statistics
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.scoring import (
    likely_range,
    mean,
    regularised_incomplete_beta,
    student_t_quantile,
    wilson_interval,
)


# Student's t: the printed table, 80% two-sided (0.10 in each tail), and other levels
@pytest.mark.parametrize(
    ("df", "printed"),
    [
        (1, 3.078), (2, 1.886), (3, 1.638), (4, 1.533), (5, 1.476), (6, 1.440), (7, 1.415), (8, 1.397),
        (9, 1.383), (10, 1.372), (11, 1.363), (12, 1.356), (15, 1.341), (20, 1.325), (24, 1.318),
        (29, 1.311), (30, 1.310), (40, 1.303), (60, 1.296), (120, 1.289),
    ],
)  # fmt: skip
def test_t_agrees_with_the_printed_table_at_80_per_cent(df, printed):
    assert student_t_quantile(df, 0.80) == pytest.approx(printed, abs=0.0005)


@pytest.mark.parametrize(
    ("df", "confidence", "printed"),
    [
        (1, 0.95, 12.706), (2, 0.95, 4.303), (10, 0.95, 2.228), (30, 0.95, 2.042), (120, 0.95, 1.980),
        (1, 0.50, 1.000), (5, 0.90, 2.015), (10, 0.99, 3.169), (4, 0.999, 8.610),
    ],
)  # fmt: skip
def test_t_agrees_with_the_printed_table_at_other_levels(df, confidence, printed):
    assert student_t_quantile(df, confidence) == pytest.approx(printed, abs=0.0005)


@given(st.floats(0.01, 0.999))
def test_t_agrees_with_its_closed_forms_for_one_and_two_degrees_of_freedom(confidence):
    assert student_t_quantile(1, confidence) == pytest.approx(math.tan(math.pi * confidence / 2), rel=1e-8)
    closed = confidence * math.sqrt(2 / (1 - confidence**2))
    assert student_t_quantile(2, confidence) == pytest.approx(closed, rel=1e-8)


def test_t_comes_down_to_the_normal_curve_for_many_people():
    found = [student_t_quantile(df, 0.80) for df in (1, 2, 5, 10, 50, 500, 5000, 100_000)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(statistics.NormalDist().inv_cdf(0.9), abs=1e-4)


@pytest.mark.parametrize(("df", "confidence"), [(0, 0.8), (-1, 0.8), (5, 0), (5, 1), (5, 1.2), (5, math.nan)])
def test_t_needs_people_and_a_confidence(df, confidence):
    with pytest.raises(ValueError, match="t needs"):
        student_t_quantile(df, confidence)


@given(st.floats(0.001, 0.999), st.floats(1.1, 80), st.floats(1.1, 80))
def test_the_incomplete_beta_function_steps_down_as_it_should(x, a, b):
    # Abramowitz & Stegun, 26.5.10
    beta = regularised_incomplete_beta
    assert beta(x, a, b) == pytest.approx(x * beta(x, a - 1, b) + (1 - x) * beta(x, a, b - 1), abs=1e-10)


@given(st.integers(1, 60), st.integers(1, 60), st.fractions(0, 1, max_denominator=50))
def test_the_incomplete_beta_function_is_a_sum_of_binomial_chances(a, b, x):
    # Abramowitz & Stegun, 26.5.24
    tries = a + b - 1
    chance = sum(math.comb(tries, hits) * x**hits * (1 - x) ** (tries - hits) for hits in range(a, tries + 1))
    assert regularised_incomplete_beta(float(x), a, b) == pytest.approx(float(chance), abs=1e-10)


@pytest.mark.parametrize(
    ("x", "a", "b", "known"),
    [
        (0, 2, 3, 0),
        (1, 2, 3, 1),
        (0.3, 1, 1, 0.3),
        (0.5, 0.5, 0.5, 0.5),
        (0.2, 1, 4, 1 - 0.8**4),
        (0.2, 4, 1, 0.2**4),
        (0.4, 2, 3, 0.5248),  # the chance of 2 or more of 4 at 0.4
    ],
)
def test_the_incomplete_beta_function_agrees_with_known_values(x, a, b, known):
    assert regularised_incomplete_beta(x, a, b) == pytest.approx(known, abs=1e-12)


@pytest.mark.parametrize(
    ("x", "a", "b"), [(-0.1, 1, 1), (1.1, 1, 1), (0.5, 0, 1), (0.5, 1, -1), (math.nan, 1, 1)]
)
def test_the_incomplete_beta_function_is_only_asked_where_it_lives(x, a, b):
    with pytest.raises(ValueError, match="incomplete beta"):
        regularised_incomplete_beta(x, a, b)


# The likely range
EIGHT = [Fraction(score) for score in (2, 3, 4, 4, 5, 5, 6, 7)]


def test_the_likely_range_is_a_t_interval_with_the_correction_for_a_small_group():
    # Mean 4.5, deviation √(18/7) = 1.6036 over n − 1, t(7) = 1.415, √(1 − 8/10) = 0.4472:
    # 1.415 × 1.6036 / √8 × 0.4472 = 0.3588
    low, high = likely_range(EIGHT, invited=10)
    assert low == pytest.approx(4.5 - 0.3588, abs=0.0005)
    assert high == pytest.approx(4.5 + 0.3588, abs=0.0005)


def test_more_people_who_did_not_answer_make_the_range_wider():
    reach = [likely_range(EIGHT, invited=invited)[1] - 4.5 for invited in (8, 10, 16, 1000)]
    assert reach == sorted(reach)
    assert reach[0] == 0
    assert reach[-1] == pytest.approx(1.4149 * math.sqrt(18 / 7 / 8), abs=0.005)


def test_people_who_count_as_fewer_make_the_range_wider():
    whole, fewer = likely_range(EIGHT, invited=8), likely_range(EIGHT, invited=8, counted=6)
    assert whole == (4.5, 4.5)
    # t(5) = 1.476, deviation 1.6036, √6, √(1 − 6/8) = 0.5
    assert fewer[1] == pytest.approx(4.5 + 1.476 * 1.6036 / math.sqrt(6) * 0.5, abs=0.0005)


def test_a_range_stays_within_0_and_8():
    assert likely_range([Fraction(0), Fraction(8)], invited=100) == (0, 8)
    assert likely_range([Fraction(8)] * 9, invited=100) == (8, 8)


@pytest.mark.parametrize(
    ("scores", "invited", "counted"), [(1, 9, None), (0, 9, None), (9, 8, None), (9, 12, 1), (9, 12, 10)]
)
def test_a_range_needs_two_people_and_no_more_than_were_invited(scores, invited, counted):
    with pytest.raises(ValueError, match="likely range needs"):
        likely_range([Fraction(4)] * scores, invited=invited, counted=counted)


@given(st.lists(st.fractions(0, 8, max_denominator=16), min_size=2, max_size=20), st.integers(0, 20))
def test_a_range_holds_its_own_mean(scores, more):
    low, high = likely_range(scores, invited=len(scores) + more)
    centre = float(mean(scores))
    assert 0 <= low <= centre + 1e-9
    assert centre - 1e-9 <= high <= 8


def test_the_order_of_scores_never_moves_a_range():
    found = {likely_range(list(order), invited=9) for order in permutations(map(Fraction, (1, 4, 6, 8)))}
    assert len(found) == 1


# Wilson's interval: the values printed in Newcombe (1998), Table I, method 3
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_s_interval_agrees_with_newcombe_s_printed_values(successes, n, low, high):
    found = wilson_interval(successes, n)
    assert (round(found[0], 4), round(found[1], 4)) == (low, high)


@pytest.mark.parametrize("n", [1, 2, 7, 100, 10**6])
def test_wilson_s_interval_ends_exactly_at_nothing_and_all(n):
    assert wilson_interval(0, n)[0] == 0
    assert wilson_interval(n, n)[1] == 1


@given(st.integers(1, 500), st.data(), st.floats(0.01, 0.999))
def test_wilson_s_interval_holds_its_share_and_mirrors_itself(n, data, confidence):
    successes = data.draw(st.integers(0, n))
    low, high = wilson_interval(successes, n, confidence)
    assert 0 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1
    mirrored = wilson_interval(n - successes, n, confidence)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 500), st.data(), st.floats(0.05, 0.99))
def test_wilson_s_ends_solve_the_score_equation(n, data, confidence):
    # Each end is the share whose own spread just reaches what was seen.
    successes = data.draw(st.integers(0, n))
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    for share in wilson_interval(successes, n, confidence):
        assert (successes / n - share) ** 2 == pytest.approx(z * z * share * (1 - share) / n, abs=1e-9)


def test_more_confidence_makes_wilson_s_interval_wider():
    narrow, usual, wide = (wilson_interval(15, 16, level) for level in (0.8, 0.95, 0.99))
    assert wide[0] < usual[0] < narrow[0] < narrow[1] < usual[1] < wide[1]
    assert wilson_interval(15, 16, 0.95) == wilson_interval(15, 16)


@pytest.mark.parametrize(
    ("successes", "n", "confidence"),
    [
        (0, 0, 0.95),
        (0, -1, 0.95),
        (-1, 5, 0.95),
        (6, 5, 0.95),
        (1, 5, 0),
        (1, 5, 1),
        (1, 5, 1.5),
        (1, 5, math.nan),
    ],
)
def test_wilson_s_interval_needs_a_share_and_a_confidence(successes, n, confidence):
    with pytest.raises(ValueError, match="A share needs"):
        wilson_interval(successes, n, confidence)
