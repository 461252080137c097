import json
import statistics
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ladder.choices import Answer, Channel, Help, Voice
from ladder.scoring import (
    POINTS,
    Tally,
    add_up,
    mean,
    middle_step,
    most_people,
    person_score,
    points,
    scored_answers,
    statement_mean,
)
from tests.ladder.tallies import answers, check_of, counts, people, person, same, sent_and_invited


# A person's score
def test_yes_is_one_partly_a_half_and_no_nothing():
    assert [points(answer) for answer in (Answer.YES, Answer.PARTLY, Answer.NO)] == [1, Fraction(1, 2), 0]


def test_not_sure_and_a_skip_are_outside_the_score():
    assert points(Answer.NOT_SURE) is None
    assert points(Answer.SKIP) is None


@pytest.mark.parametrize(
    ("letters", "score"),
    [
        ("y", 8),
        ("n", 0),
        ("p", 4),
        ("yyyyyyyn", 7),
        ("yyyyyyyp", Fraction(15, 2)),
        ("yyyynnuu", Fraction(16, 3)),  # 4 of 6, times 8
        ("yyyynnus", Fraction(16, 3)),  # a skip weighs no more than "not sure"
        ("yyypnnns", 4),  # 3½ of 7, times 8
        ("yyyynuus", None),  # only five
        ("yyyyyuuu", None),
        ("s", None),
    ],
)
def test_a_person_s_score_counts_from_six_answers(letters, score):
    assert person_score(answers(letters)) == score


def test_a_score_is_an_exact_fraction():
    assert isinstance(person_score(answers("yyynnnny")), Fraction)
    assert mean([Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)]) == Fraction(1, 3)


def test_a_check_s_score_is_the_mean_over_people_and_not_over_answers():
    whole, part = person("y"), person("nnnnnnuu")
    tally = check_of(whole, part)
    assert mean(tally.scores) == 4
    assert sum(map(scored_answers, tally.answers)) == 14


def test_there_is_no_mean_of_nothing():
    with pytest.raises(ValueError, match="at least one value"):
        mean([])
    with pytest.raises(ValueError, match="at least one answer"):
        statement_mean(counts(unsure=9, skip=2))


def test_a_statement_s_mean_leaves_out_not_sure_and_skips():
    assert statement_mean(counts(yes=2, partly=1, no=1, unsure=20, skip=20)) == Fraction(5, 8)
    assert scored_answers(counts(yes=2, partly=1, no=1, unsure=20, skip=20)) == 4


@given(st.lists(people, min_size=1, max_size=12), st.data())
def test_a_better_answer_never_lowers_a_score_or_a_statement_s_mean(sent, data):
    who = data.draw(st.integers(0, len(sent) - 1))
    which = data.draw(st.integers(0, 7))
    before = sent[who]
    assume(before.answers[which] in (Answer.NO, Answer.PARTLY))
    better = Answer.PARTLY if before.answers[which] == Answer.NO else Answer.YES
    changed = list(before.answers)
    changed[which] = better
    after = replace(before, answers=tuple(changed))
    old, new = check_of(*sent), check_of(*sent[:who], after, *sent[who + 1 :])
    assert len(old.scores) == len(new.scores)
    assert sum(new.scores) >= sum(old.scores)
    if scored_answers(old.answers[which]):
        assert statement_mean(new.answers[which]) >= statement_mean(old.answers[which])


# Adding up
def test_a_tally_counts_each_answer_to_each_statement():
    tally = check_of(person("ypnusyyy", step=2), person("yyyyyyyy", step=None), person("nnnnnnnn", step=2))
    assert tally.answers[0] == counts(yes=2, no=1)
    assert tally.answers[1] == counts(yes=1, partly=1, no=1)
    assert tally.answers[3] == counts(yes=1, no=1, unsure=1)
    assert tally.answers[4] == counts(yes=1, no=1, skip=1)
    assert tally.placements == (0, 2, 0, 0, 0, 0, 0)
    assert tally.scores == (0, Fraction(6), 8)
    assert (tally.sent, tally.invited) == (3, 40)


def test_help_way_in_and_voice_count_everyone_who_sent():
    tally = check_of(
        person(help=Help.READ, channel=Channel.PAPER, voice=Voice.WORDS),
        person(help=Help.ANSWERED, channel=Channel.PHONE, paid_helper=True),
        person(help=Help.NOT_ASKED, voice=Voice.COUNT),
        person(),
    )
    assert tally.help == {"none": 1, "read": 1, "wrote": 0, "answered": 1, "not-asked": 1}
    assert tally.channel == {"online": 2, "paper": 1, "phone": 1}
    assert tally.voice == {"count": 1, "words": 1, "name": 0}
    assert tally.sent == 4


FOR_THEM = {"help": Help.ANSWERED}


def test_answers_given_for_people_count_when_under_half_had_them_so():
    tally = check_of(*same(3, "y", 7), *same(2, "n", 1, **FOR_THEM))
    assert tally.scores == (0, 0, 8, 8, 8)
    assert tally.placements == (2, 0, 0, 0, 0, 0, 3)
    assert tally.answers[0] == counts(yes=3, no=2)


@pytest.mark.parametrize("for_them", [3, 4])
def test_answers_given_for_people_are_out_when_half_or_more_had_them_so(for_them):
    tally = check_of(*same(3, "y", 7), *same(for_them, "n", 1, **FOR_THEM))
    assert tally.scores == (8, 8, 8)
    assert tally.placements == (0, 0, 0, 0, 0, 0, 3)
    assert all(statement == counts(yes=3) for statement in tally.answers)
    assert tally.sent == 3 + for_them
    assert tally.help[Help.ANSWERED] == for_them


def test_answers_given_by_paid_staff_are_always_out():
    tally = check_of(*same(9, "y", 7), person("n", 1, help=Help.ANSWERED, paid_helper=True))
    assert tally.scores == (8,) * 9
    assert tally.placements[0] == 0
    assert tally.answers[0] == counts(yes=9)
    assert tally.sent == 10


def test_answers_given_by_paid_staff_still_tip_the_balance_against_the_others():
    others = [*same(1, "n", 1, **FOR_THEM), *same(1, "n", 1, help=Help.ANSWERED, paid_helper=True)]
    assert check_of(*same(2), *others).scores == (8, 8)
    assert check_of(*same(3), *others).scores == (0, 8, 8, 8)


@pytest.mark.parametrize("help", [Help.NONE, Help.READ, Help.WROTE, Help.NOT_ASKED])
def test_a_paid_helper_who_only_reads_or_writes_changes_nothing(help):
    assert check_of(person("n", 1, help=help, paid_helper=True)).scores == (0,)


def test_a_check_that_nobody_answered_adds_up_to_nothing():
    tally = add_up([], invited=9)
    assert tally.sent == 0
    assert tally.scores == ()
    assert tally.placements == (0,) * 7


@given(sent_and_invited(), st.randoms(use_true_random=False))
def test_the_order_of_people_never_matters(group, random):
    sent, invited = group
    shuffled = sent[:]
    random.shuffle(shuffled)
    assert add_up(shuffled, invited=invited) == add_up(sent, invited=invited)


@given(sent_and_invited())
def test_a_tally_comes_back_from_json_as_it_was(group):
    sent, invited = group
    tally = add_up(iter(sent), invited=invited)
    assert Tally.from_dict(json.loads(json.dumps(tally.as_dict()))) == tally


def test_a_stored_tally_holds_exact_scores():
    assert check_of(person("yyyynnuu")).as_dict()["scores"] == ["16/3"]


def test_nobody_can_answer_who_was_not_invited():
    with pytest.raises(ValueError, match="invited"):
        add_up(same(3), invited=2)


def test_a_tally_that_cannot_be_is_refused():
    real = check_of(*same(3)).as_dict()
    for wrong in (
        {"scores": ["8/1"] * 4},
        {"scores": ["8/1", "4/1"]},
        {"placements": [4, 0, 0, 0, 0, 0, 0]},
        {"placements": [3]},
        {"answers": real["answers"][:7]},
        {"answers": [{"yes": 4}, *real["answers"][1:]]},
    ):
        with pytest.raises(ValueError, match=r".+"):
            Tally.from_dict(real | wrong)


@pytest.mark.parametrize("step", [0, 8, -1])
def test_a_placement_is_on_the_ladder(step):
    with pytest.raises(ValueError, match="1 to 7"):
        person(step=step)


def test_a_person_sends_eight_answers():
    with pytest.raises(ValueError, match="8 answers"):
        person("yyyyyyy")


# Steps
def on_steps(*steps):
    return tuple(steps.count(step) for step in range(1, 8))


@pytest.mark.parametrize(
    ("steps", "middle"),
    [
        ((4,), 4),
        ((1, 7), 1),  # a tie goes to the lower
        ((3, 4), 3),
        ((2, 3, 3, 4, 5), 3),
        ((2, 3, 4, 7), 3),
        ((2, 2, 7, 7, 7), 7),
        ((7, 7), 7),
        ((1, 1, 1, 6, 7, 7), 1),
    ],
)
def test_the_middle_step_is_the_median_and_a_tie_goes_to_the_lower(steps, middle):
    assert middle_step(on_steps(*steps)) == middle


@given(st.lists(st.integers(1, 7), min_size=1, max_size=40))
def test_the_middle_step_is_the_low_median(steps):
    assert middle_step(on_steps(*steps)) == statistics.median_low(steps)


@pytest.mark.parametrize("find", [middle_step, most_people])
def test_nobody_s_placements_have_no_middle(find):
    with pytest.raises(ValueError, match="at least one placement"):
        find((0,) * 7)


@pytest.mark.parametrize(
    ("steps", "most"),
    [
        # 12 people: the third from each end
        ((1, 1, 2, 3, 3, 3, 4, 4, 4, 5, 7, 7), (2, 5)),
        # 10 people: ⌈10/4⌉ is the third from each end too
        ((1, 2, 3, 4, 4, 5, 5, 6, 7, 7), (3, 6)),
        # 13 people: the fourth from each end
        ((1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 7, 7, 7), (2, 6)),
        # everyone on one step: both sides are as short, so downwards first, then upwards
        ((4,) * 10, (3, 5)),
        # the middle half is 4 to 5 with its middle at 4: its lower side is the shorter
        ((4, 4, 4, 4, 4, 4, 5, 5, 5, 5), (3, 5)),
        # the middle half is 3 to 4 with its middle at 4: its upper side is the shorter
        ((3, 3, 3, 4, 4, 4, 4, 4, 4, 4), (3, 5)),
        # never off the ladder
        ((7,) * 10, (5, 7)),
        ((1,) * 10, (1, 3)),
        ((6, 6, 6, 6, 6, 6, 7, 7, 7, 7), (5, 7)),
        ((6, 6, 6, 7, 7, 7, 7, 7, 7, 7), (5, 7)),
        ((1, 1, 1, 1, 1, 1, 2, 2, 2, 2), (1, 3)),
        # wide enough already
        ((2, 2, 2, 3, 3, 3, 3, 4, 4, 4), (2, 4)),
        ((1, 1, 1, 1, 1, 7, 7, 7, 7, 7), (1, 7)),
    ],
)
def test_most_people_is_the_middle_half_widened_to_three_steps(steps, most):
    assert most_people(on_steps(*steps)) == most


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_most_people_holds_half_of_the_people_and_their_middle_on_the_ladder(steps):
    lowest, highest = most_people(on_steps(*steps))
    assert {lowest, highest} <= set(range(1, 8))
    assert highest - lowest >= 2
    assert lowest <= middle_step(on_steps(*steps)) <= highest
    assert 2 * sum(lowest <= step <= highest for step in steps) >= len(steps)


def test_every_scored_answer_is_worth_between_nothing_and_one():
    assert sorted(POINTS.values()) == [0, Fraction(1, 2), 1]
