"""How words, score, band, range and step are shown, rule by rule, edges from both sides."""

from fractions import Fraction

import pytest

from ladder.as_shown import MIXED, MOSTLY_NO, MOSTLY_YES, NO, YES
from ladder.choices import Audience, Badge
from ladder.disclosure import Rules
from tests.ladder.tallies import counts, show, tally, words

MEMBERS, PUBLIC = Audience.MEMBERS, Audience.PUBLIC


# Rule 3: words, not figures
@pytest.mark.parametrize(
    ("statement", "five", "three"),
    [
        (counts(no=20), NO, MOSTLY_NO),
        (counts(yes=4, no=16), NO, MOSTLY_NO),  # 0.2
        (counts(yes=4, partly=1, no=15), MOSTLY_NO, MOSTLY_NO),
        (counts(yes=7, partly=1, no=12), MOSTLY_NO, MOSTLY_NO),
        (counts(yes=8, no=12), MIXED, MIXED),  # 0.4
        (counts(yes=12, no=8), MIXED, MIXED),  # 0.6
        (counts(yes=12, partly=1, no=7), MOSTLY_YES, MOSTLY_YES),
        (counts(yes=15, partly=1, no=4), MOSTLY_YES, MOSTLY_YES),
        (counts(yes=16, no=4), YES, MOSTLY_YES),  # 0.8
        (counts(yes=20), YES, MOSTLY_YES),
    ],
)
def test_a_word_is_the_fifth_and_under_10_people_one_of_three(statement, five, three):
    assert words(show(tally(sent=20, statement=statement)))[0] == five
    assert words(show(tally(sent=20, statement=statement, scored=9)))[0] == three


@pytest.mark.parametrize(
    ("sent", "yes", "no"), [(5, MOSTLY_YES, MOSTLY_NO), (9, MOSTLY_YES, MOSTLY_NO), (10, YES, NO)]
)
def test_five_words_start_at_10_answers(sent, yes, no):
    assert words(show(tally(sent=sent, statement=counts(yes=sent))))[0] == yes
    assert words(show(tally(sent=sent, statement=counts(no=sent))))[0] == no


@pytest.mark.parametrize(("invited", "word"), [(11, MOSTLY_YES), (12, YES)])
def test_five_words_count_people_as_two_fewer_than_invited(invited, word):
    assert words(show(tally(sent=11, invited=invited, statement=counts(yes=11))))[0] == word


# Rule 4: the score
@pytest.mark.parametrize(
    ("score", "people", "text"),
    [
        (0, 5, "1 or less"), (0, 9, "1 or less"), (0, 10, "0.5 or less"), (0, 24, "0.5 or less"),
        (0, 25, "0.0"),
        (8, 5, "7 or more"), (8, 9, "7 or more"), (8, 10, "7.5 or more"), (8, 24, "7.5 or more"),
        (8, 25, "8.0"),
        ("4.2", 9, "4"), ("4.25", 9, "4.5"), ("4.25", 24, "4.5"), ("4.25", 25, "4.3"), ("4.24", 25, "4.2"),
    ],
)  # fmt: skip
def test_the_score_is_coarser_the_fewer_people_stand_behind_it(score, people, text):
    assert show(tally(sent=people, score=score)).score == text


@pytest.mark.parametrize(("invited", "text"), [(25, "4.5"), (26, "4.5"), (27, "4.3")])
def test_one_decimal_needs_25_counted_people(invited, text):
    assert show(tally(sent=25, invited=invited, score="4.25")).score == text


@pytest.mark.parametrize(
    ("score", "people", "band", "value"),
    [
        ("1.74", 12, 0, 1.5),  # 1.74 itself would be Mostly tokenistic
        ("3.24", 12, 1, 3),
        ("3.25", 12, 2, 3.5),
        ("4.74", 12, 2, 4.5),
        ("4.75", 12, 3, 5),
        ("6.24", 12, 3, 6),
        ("1.6", 30, 0, 1.6),
        ("1.65", 30, 1, 1.7),
        ("3.15", 30, 2, 3.2),
        ("4.84", 30, 2, 4.8),
        ("4.85", 30, 3, 4.9),
        ("6.34", 30, 3, 6.3),
        (0, 6, 0, 1),
    ],
)
def test_the_band_is_read_off_the_score_as_shown(score, people, band, value):
    shown = show(tally(sent=people, score=score))
    assert (shown.band, shown.score_value) == (band, value)


def test_a_hidden_score_has_no_band():
    shown = show(tally(sent=12, scored=4), stated=7)
    assert shown.band is None
    assert not shown.band_word_shown


# Section 2: Genuine
HIGH = counts(yes=12)
LOW = counts(yes=7, no=5)  # 0.58: Mixed


def test_a_high_score_reads_genuine_where_no_statement_reads_mixed_or_lower():
    shown = show(tally(score="6.5", statements=[counts(yes=8, no=4)] * 8))  # 0.67: Mostly yes
    assert shown.band == 4
    assert not shown.held_back


@pytest.mark.parametrize("low", [LOW, counts(yes=3, no=9), counts(no=12)])
def test_one_statement_that_reads_mixed_or_lower_holds_genuine_back(low):
    shown = show(tally(score=7, statements=[HIGH] * 7 + [low]))
    assert shown.band == 3
    assert shown.held_back


def test_a_hidden_statement_holds_genuine_back():
    shown = show(tally(score=7, statements=[HIGH] * 7 + [counts(yes=4, skip=8)]))
    assert words(shown)[7] is None
    assert shown.band == 3
    assert shown.held_back


def test_the_public_word_is_more_careful_where_a_statement_is_hidden_from_the_public_only():
    results = tally(score=7, statements=[HIGH] * 7 + [counts(yes=9, skip=3)])
    assert show(results, MEMBERS).band == 4
    assert show(results, PUBLIC).band == 3


def test_a_raised_floor_that_hides_a_statement_never_gives_a_better_word():
    results = tally(score=7, statements=[HIGH] * 7 + [counts(yes=9, skip=3)])
    assert show(results, rules=Rules(floor=10)).band == 3


def test_in_a_small_group_mostly_yes_everywhere_may_be_genuine():
    shown = show(tally(sent=6, score=7, statements=[counts(yes=6)] * 8))
    assert words(shown) == [MOSTLY_YES] * 8
    assert shown.band == 4


def test_a_lower_band_is_not_held_back():
    shown = show(tally(score=6, statements=[HIGH] * 7 + [LOW]))
    assert (shown.band, shown.held_back) == (3, False)


# Section 2: where the word is printed
def stepped(experienced, sent=12):
    placements = [0] * 7
    placements[experienced - 1] = sent
    return tally(sent=sent, placements=placements)


@pytest.mark.parametrize("experienced", range(1, 8))
@pytest.mark.parametrize("stated", range(1, 8))
def test_the_word_is_printed_from_engaging_up_or_for_a_wide_gap_and_never_where_people_say_higher(
    stated, experienced
):
    gap = stated - experienced
    shown = show(stepped(experienced), stated=stated)
    assert shown.gap == gap
    assert shown.band is not None  # every project has its place on the line
    assert shown.band_word_shown == ((stated >= 5 or gap >= 2) and gap > -2)


@pytest.mark.parametrize(("stated", "printed"), [(4, False), (5, True)])
def test_where_the_step_is_hidden_the_word_follows_what_the_council_says(stated, printed):
    shown = show(tally(sent=12, placements=(0,) * 7), stated=stated)
    assert shown.badge == Badge.FEW
    assert shown.band_word_shown is printed


def test_the_public_word_follows_the_badge_where_the_step_is_hidden():
    results = tally(sent=12, placements=(6, 0, 0, 0, 0, 0, 0))
    shown = show(results, PUBLIC, stated=4)
    assert (shown.badge, shown.gap, shown.band_word_shown) == (Badge.TALK, None, True)


# Rule 5: the likely range
@pytest.mark.parametrize(("people", "few"), [(5, True), (7, True), (8, False), (9, False)])
def test_the_range_starts_at_8_people_and_before_that_a_sentence(people, few):
    shown = show(tally(sent=people))
    assert shown.few_people is few
    assert (shown.likely_range is None) is few


@pytest.mark.parametrize(("invited", "few"), [(8, True), (9, True), (10, False)])
def test_the_range_needs_8_counted_people(invited, few):
    assert show(tally(sent=8, invited=invited)).few_people is few


def test_the_range_is_rounded_outward_to_halves():
    scores = [Fraction(score) for score in (1, 2, 3, 4, 4, 5, 6, 7)]
    # mean 4, reach 1.415 × 2 / √8 × √(1 − 8/40) = 0.895
    shown = show(tally(sent=8, invited=40, scores=scores))
    assert (shown.score, shown.likely_range) == ("4", (3.0, 5.0))


def test_the_range_stays_half_a_point_away_when_all_say_the_same():
    assert show(tally(sent=12, score=4)).likely_range == (3.5, 4.5)
    assert show(tally(sent=12, score=8)).likely_range == (7, 8)
    assert show(tally(sent=9, score=8)).likely_range == (6.5, 8)
    assert show(tally(sent=30, score="6.1")).likely_range == (5.5, 7)


def test_the_range_counts_people_as_two_fewer_than_invited():
    scores = [Fraction(0)] * 10 + [Fraction(8)] * 10
    # If 20 of 20 counted as 20 there would be no doubt left, and the range would be 3.5 to 4.5.
    assert show(tally(sent=20, invited=20, scores=scores)).likely_range == (3.5, 4.5)
    # 18 of 20: t(17) = 1.333 × 4.104 / √18 × √(1 − 18/20) = 0.41; 12 of 12 count as 10: 0.75
    scores = [Fraction(0)] * 6 + [Fraction(8)] * 6
    assert show(tally(sent=12, invited=12, scores=scores)).likely_range == (3.0, 5.0)


def test_few_people_is_not_said_beside_a_hidden_score():
    assert not show(tally(sent=9, scored=4)).few_people


# Rule 6: the experienced step
@pytest.mark.parametrize(
    ("placements", "step"),
    [
        ((1, 1, 1, 1, 1, 0, 0), 3),
        ((0, 0, 3, 3, 0, 0, 0), 3),
        ((3, 0, 0, 0, 0, 0, 3), 1),
        ((0, 0, 0, 0, 0, 0, 5), 7),
    ],
)
def test_the_experienced_step_is_the_median_and_a_tie_goes_to_the_lower(placements, step):
    shown = show(tally(sent=sum(placements), placements=placements))
    assert shown.experienced == step
    assert shown.gap == 7 - step


@pytest.mark.parametrize(("placed", "most"), [(9, None), (10, (3, 5))])
def test_most_people_starts_at_10_placements(placed, most):
    assert show(tally(sent=12, placements=(0, 0, 0, placed, 0, 0, 0))).most_people == most


@pytest.mark.parametrize(("invited", "most"), [(10, None), (11, None), (12, (3, 5))])
def test_most_people_needs_10_counted_placements(invited, most):
    assert show(tally(sent=10, invited=invited)).most_people == most


def test_most_people_is_the_third_placement_from_each_end_of_twelve():
    assert show(tally(placements=(2, 1, 3, 3, 1, 0, 2))).most_people == (2, 5)
