"""What holds for every check that could ever be, tried on checks made up at random."""

from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ladder.as_shown import GENUINE, MIXED, MOSTLY_GENUINE, badge_of, band_of
from ladder.choices import Answer, Audience, Badge
from ladder.disclosure import Rules, Shown, ShownStatement, disclose, widest_gap_first
from ladder.scoring import add_up, scored_answers
from tests.ladder.tallies import sent_and_invited, show, tally

stated_steps = st.integers(1, 7)
audiences = st.sampled_from(list(Audience))
rules = st.builds(
    Rules, floor=st.integers(5, 14), invited_floor=st.integers(7, 20), public_floor=st.integers(10, 16)
)
# What says less when it is there, so hiding something else may bring it up.
WARNINGS = {"small_group", "held_back"}
FIGURES = [
    field.name for field in fields(Shown) if field.name not in {*WARNINGS, "badge", "band", "statements"}
]


def assert_tells_no_more(less, more):
    """Everything that `less` shows is shown by `more`, the same; and its band is no better."""
    for name in FIGURES:
        value = getattr(less, name)
        assert value in (None, False) or value == getattr(more, name), name
    assert less.badge in (Badge.FEW, more.badge)
    for hidden, seen in zip(less.statements, more.statements, strict=True):
        assert hidden.word in (None, seen.word)
        assert not hidden.some_unsure or seen.some_unsure
    if less.band is not None:
        assert less.band <= more.band


@given(sent_and_invited(), stated_steps, rules)
def test_the_public_never_sees_a_figure_that_members_do_not_nor_a_better_band(group, stated, rules):
    sent, invited = group
    results = add_up(sent, invited=invited)
    public, members = (
        disclose(results, stated=stated, audience=audience, rules=rules) for audience in ("public", "members")
    )
    assert_tells_no_more(public, members)
    assert not public.comments


@given(sent_and_invited(), stated_steps, audiences, rules, rules)
def test_raising_a_floor_never_reveals_more_nor_gives_a_better_band(group, stated, audience, one, other):
    sent, invited = group
    results = add_up(sent, invited=invited)
    raised = Rules(
        floor=max(one.floor, other.floor),
        invited_floor=max(one.invited_floor, other.invited_floor),
        public_floor=max(one.public_floor, other.public_floor),
    )
    before, after = (
        disclose(results, stated=stated, audience=audience, rules=each) for each in (one, raised)
    )
    # An unknown gap no longer keeps the word of a score that is shown anyway from being printed.
    if before.badge == Badge.HIGHER and after.badge == Badge.FEW:
        after = replace(after, band_word_shown=False)
    assert_tells_no_more(after, before)


@given(sent_and_invited(), stated_steps, audiences, st.randoms(use_true_random=False))
def test_the_order_in_which_people_answered_never_matters(group, stated, audience, random):
    sent, invited = group
    shuffled = sent[:]
    random.shuffle(shuffled)
    one, other = (add_up(people, invited=invited) for people in (sent, shuffled))
    assert show(one, audience, stated) == show(other, audience, stated)


@given(sent_and_invited(), stated_steps, audiences, st.data())
def test_a_better_answer_to_a_scored_question_never_lowers_score_word_or_band(group, stated, audience, data):
    sent, invited = group
    could_be_better = [
        (who, which)
        for who, one in enumerate(sent)
        for which, answer in enumerate(one.answers)
        if answer in (Answer.NO, Answer.PARTLY)
    ]
    assume(could_be_better)
    who, which = data.draw(st.sampled_from(could_be_better))
    better = Answer.PARTLY if sent[who].answers[which] == Answer.NO else Answer.YES
    changed = list(sent[who].answers)
    changed[which] = better
    improved = [*sent[:who], replace(sent[who], answers=tuple(changed)), *sent[who + 1 :]]
    old, new = (show(add_up(people, invited=invited), audience, stated) for people in (sent, improved))
    assert (old.score is None) == (new.score is None)
    if old.score is not None:
        assert new.score_value >= old.score_value
        assert new.band >= old.band
    for was, now in zip(old.statements, new.statements, strict=True):
        assert (was.word is None) == (now.word is None)
        assert was.word is None or now.word >= was.word


@given(sent_and_invited(), stated_steps, audiences, rules)
def test_what_is_derived_comes_from_what_is_shown(group, stated, audience, rules):
    sent, invited = group
    shown = disclose(add_up(sent, invited=invited), stated=stated, audience=audience, rules=rules)
    if shown.experienced is None:
        assert shown.gap is None
    else:
        assert shown.gap == stated - shown.experienced
        assert shown.badge == badge_of(shown.gap)
    if shown.score_value is None:
        assert (shown.band, shown.likely_range, shown.few_people) == (None, None, False)
        assert all(statement.word is None for statement in shown.statements)
        return
    read_off = band_of(Fraction(str(shown.score_value)))
    all_high = all(statement.word is not None and statement.word > MIXED for statement in shown.statements)
    assert shown.held_back == (read_off == GENUINE and not all_high)
    assert shown.band == (MOSTLY_GENUINE if shown.held_back else read_off)


@given(sent_and_invited(), stated_steps, audiences, rules)
def test_genuine_means_all_eight_are_shown_and_none_reads_mixed_or_lower(group, stated, audience, rules):
    sent, invited = group
    shown = disclose(add_up(sent, invited=invited), stated=stated, audience=audience, rules=rules)
    if shown.band == GENUINE:
        assert all(statement.word is not None and statement.word > MIXED for statement in shown.statements)


@given(sent_and_invited(), stated_steps, audiences)
def test_a_hidden_statement_is_wholly_hidden(group, stated, audience):
    sent, invited = group
    for statement in show(add_up(sent, invited=invited), audience, stated).statements:
        if statement.word is None:
            assert statement == ShownStatement(word=None, some_unsure=False)


@given(sent_and_invited(), stated_steps, audiences, rules)
def test_nothing_shows_under_a_floor(group, stated, audience, rules):
    sent, invited = group
    results = add_up(sent, invited=invited)
    shown = disclose(results, stated=stated, audience=audience, rules=rules)
    floor, most_counted = rules.floor_for(audience), invited - 2 if invited >= rules.invited_floor else 0

    def is_under(people, floor=floor):
        return min(people, most_counted) < floor

    if is_under(len(results.scores)):
        assert (shown.score, shown.score_value, shown.likely_range, shown.band) == (None, None, None, None)
    if is_under(sum(results.placements)):
        assert (shown.experienced, shown.most_people, shown.gap) == (None, None, None)
    if is_under(sum(results.placements), rules.floor):
        assert shown.badge == Badge.FEW
    if is_under(results.sent):
        assert (shown.about, shown.rate, shown.comments) == (None, None, False)
        assert not shown.some_helped
        assert not shown.some_paper_or_phone
    for counts, statement in zip(results.answers, shown.statements, strict=True):
        if is_under(scored_answers(counts)) or is_under(len(results.scores)):
            assert statement == ShownStatement(word=None, some_unsure=False)


@given(sent_and_invited(), stated_steps, audiences)
def test_few_people_or_a_range_stands_beside_every_score_and_never_both(group, stated, audience):
    sent, invited = group
    shown = show(add_up(sent, invited=invited), audience, stated)
    assert (shown.score is not None) == (shown.few_people or shown.likely_range is not None)
    assert not (shown.few_people and shown.likely_range)


# Rules 8 and 9: lists and totals
def result(stated, experienced, audience=Audience.MEMBERS, sent=12):
    placements = [0] * 7
    placements[experienced - 1] = sent
    return show(tally(sent=sent, placements=placements), audience, stated)


def test_lists_start_with_the_widest_gap_and_people_lower_before_people_higher():
    few, match, one_up, one_down = result(7, 1, sent=3), result(5, 5), result(4, 5), result(5, 4)
    two_up, two_down, five_down = result(4, 6), result(6, 4), result(7, 2)
    ranked = sorted([few, match, one_up, two_up, one_down, five_down, two_down], key=widest_gap_first)
    assert ranked == [five_down, two_down, two_up, one_down, one_up, match, few]


@pytest.mark.parametrize(("stated", "experienced", "alike"), [(7, 1, (6, 4)), (1, 7, (4, 6)), (5, 4, (4, 4))])
def test_a_list_tells_no_more_of_a_small_group_than_its_badge(stated, experienced, alike):
    small = result(stated, experienced, Audience.PUBLIC, sent=7)
    assert small.small_group
    assert widest_gap_first(small) == widest_gap_first(result(*alike))
