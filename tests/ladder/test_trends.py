"""Checks over time: what may be said of two of them, and what may not."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.choices import Audience
from ladder.disclosure import STANDARD_RULES, Rules
from ladder.queries import ShownCheck
from ladder.rungs import Rung
from ladder.trends import CANNOT, FEW, NEW_BANDS, NEW_FLOORS, NEW_QUESTIONS, OVERLAP, SAME, compare, trend
from tests.ladder.tallies import check_of, same, sent_and_invited, show

NEW_EDGES = tuple(Fraction(number, 10) for number in (20, 36, 52, 68))


def closed(*people, days_ago=0, version=1, rules=STANDARD_RULES, audience=Audience.MEMBERS, invited=40):
    shown = show(check_of(*people, invited=invited), audience=audience, rules=rules)
    return ShownCheck(
        project_id=1,
        round_id=1,
        stated=Rung.CO_PRODUCTION,
        closed_on=date(2026, 11, 23) - timedelta(days=days_ago),
        closed_early_because="",
        version=version,
        floor=rules.floor_for(audience),
        shown=shown,
        rules=rules,
    )


def low(**more):
    return closed(*same(15, "n", 3), days_ago=90, **more)


def high(**more):
    return closed(*same(15, "y", 6), **more)


def mixed(yes, no, **more):
    return closed(*same(yes, "y", 5), *same(no, "n", 5), **more)


def test_one_check_alone_is_no_trend():
    assert trend([]) is None
    assert trend([high()]) is None


def test_each_check_is_a_row_newest_first_with_its_word_score_range_and_steps():
    newest, first = trend([high(), low()]).rows
    assert (newest.closed, first.closed) == ("23 November 2026", "25 August 2026")
    assert (newest.band_word, newest.score_words, newest.range_words) == (
        "Genuine", "7.5 or more out of 8", "7 to 8",
    )  # fmt: skip
    assert (first.band_word, first.score_words) == ("Tokenistic", "0.5 or less out of 8")
    assert (newest.council_said, newest.people_said, first.people_said) == (
        "Co-production", "Co-designing", "Informing",
    )  # fmt: skip
    assert (newest.score, newest.likely_low, newest.likely_high, newest.band) == (7.5, 7.0, 8.0, 4)


def test_ranges_that_are_apart_may_be_told_and_still_not_as_a_certainty():
    assert compare(high(), low()) == (
        "The score is higher than the time before. The ranges are apart, so chance is less likely."
    )
    assert compare(low(), high()).startswith("The score is lower than the time before.")


def test_ranges_that_overlap_are_never_told_as_a_change():
    assert compare(mixed(8, 6), mixed(6, 8)) == OVERLAP


def test_ranges_that_only_touch_count_as_overlapping():
    newer, older = mixed(14, 6), mixed(8, 12)
    ranges = older.shown.likely_range, newer.shown.likely_range
    assert ranges[0][1] >= ranges[1][0]
    assert compare(newer, older) == OVERLAP


def test_the_same_score_is_said_to_be_the_same():
    assert compare(high(), high()) == SAME


def test_few_people_have_no_range_and_nothing_is_claimed():
    few = closed(*same(6, "n", 3))
    assert compare(few, high()) == compare(high(), few) == FEW
    row = trend([few, high()]).rows[0]
    assert (row.range_words, row.likely_low, row.hidden) == ("Few people answered", None, False)


def test_a_hidden_check_stays_a_row_and_says_that_it_is_hidden():
    found = trend([high(), closed(*same(3, "n", 3)), low()])
    hidden = found.rows[1]
    assert hidden.hidden
    assert hidden.score_words == hidden.people_said == "Not enough answers to show yet"
    assert (hidden.band_word, hidden.range_words, hidden.score) == ("", "", None)
    assert found.says == CANNOT


def test_the_public_reads_of_a_small_group_only_that_it_is_one():
    small = closed(*same(7, "n", 3), audience=Audience.PUBLIC)
    row = trend([high(audience=Audience.PUBLIC), small]).rows[1]
    assert row.score_words == row.people_said == "A small group: the people in the project see more"


def test_other_questions_are_never_compared():
    newer, older = high(version=2), low(version=1)
    assert compare(newer, older) == NEW_QUESTIONS
    assert [row.changed for row in trend([newer, older]).rows] == [(NEW_QUESTIONS,), ()]


@pytest.mark.parametrize(
    ("rules", "audience", "marks"),
    [
        (Rules(floor=6), Audience.MEMBERS, (NEW_FLOORS,)),
        (Rules(invited_floor=9), Audience.MEMBERS, (NEW_FLOORS,)),
        (Rules(public_floor=12), Audience.MEMBERS, ()),
        (Rules(public_floor=12), Audience.PUBLIC, (NEW_FLOORS,)),
        (Rules(band_edges=NEW_EDGES), Audience.MEMBERS, (NEW_BANDS,)),
    ],
)
def test_other_rules_are_marked_where_they_matter_to_this_reader(rules, audience, marks):
    rows = trend([high(rules=rules, audience=audience), low(audience=audience)]).rows
    assert rows[0].changed == marks


@given(sent_and_invited(), sent_and_invited(), st.sampled_from(Audience))
def test_no_sentence_claims_a_change_unless_the_two_ranges_as_printed_are_apart(one, other, audience):
    newer, older = (closed(*sent, invited=invited, audience=audience) for sent, invited in (one, other))
    if "than the time before" in compare(newer, older):
        lower, upper = sorted([newer.shown.likely_range, older.shown.likely_range])
        assert lower[1] < upper[0]
