"""Whether anything is shown, and to whom, rule by rule. What each rule says stands in `docs/scoring.md`.

How the score, the words and the steps are shown is in `test_disclosure_figures`.
"""

import dataclasses
import json
from fractions import Fraction

import pytest

from ladder.as_shown import MIXED, MOSTLY_NO, MOSTLY_YES, YES
from ladder.choices import Audience, Badge, Channel, Help
from ladder.disclosure import Rules, Shown, counted_as_answered
from tests.ladder.tallies import check_of, counts, person, same, show, tally, words

MEMBERS, PUBLIC = Audience.MEMBERS, Audience.PUBLIC
NOTHING = {
    "badge": "few",
    "small_group": False,
    "about": None,
    "rate": None,
    "score": None,
    "score_value": None,
    "likely_range": None,
    "few_people": False,
    "band": None,
    "band_word_shown": False,
    "held_back": False,
    "experienced": None,
    "most_people": None,
    "gap": None,
    "statements": [{"word": None, "some_unsure": False}] * 8,
    "some_helped": False,
    "some_paper_or_phone": False,
    "comments": False,
}


# Rule 2: each figure has its own number of people, and its floor
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("sent", [0, 1, 4])
def test_under_5_people_nothing_is_shown_to_anyone(audience, sent):
    assert show(tally(sent=sent), audience).as_dict() == NOTHING


def test_from_5_people_members_see_every_kind_of_figure():
    shown = show(tally(sent=5))
    assert shown.badge == Badge.TALK
    assert shown.experienced == 4
    assert shown.score == "4"
    assert words(shown) == [MIXED] * 8
    assert shown.about == 5
    assert shown.comments


@pytest.mark.parametrize("audience", list(Audience))
def test_under_7_invited_nothing_is_shown_even_when_everyone_answered(audience):
    assert show(tally(sent=6, invited=6), audience).as_dict() == NOTHING


def test_from_7_invited_members_see_figures():
    assert show(tally(sent=5, invited=7)).score == "4"
    assert show(tally(sent=7, invited=7)).score == "4"


@pytest.mark.parametrize(
    ("answered", "invited", "counted"),
    [(5, 20, 5), (18, 20, 18), (19, 20, 18), (20, 20, 18), (7, 7, 5), (0, 7, 0), (1, 1, 0), (0, 0, 0)],
)
def test_those_who_answered_count_as_at_most_two_fewer_than_were_invited(answered, invited, counted):
    assert counted_as_answered(answered, invited) == counted


@pytest.mark.parametrize("invited", [7, 9, 11, 12, 14, 20, 26, 27, 40])
@pytest.mark.parametrize("audience", list(Audience))
def test_nobody_can_tell_that_everyone_answered(audience, invited):
    # Alike answers from everyone, from all but one, and from all but two read the same.
    alike = [show(tally(sent=invited - away, invited=invited), audience) for away in (0, 1, 2)]
    assert alike[0] == alike[1] == alike[2]


def test_without_that_rule_a_full_house_of_11_would_have_looked_different():
    # 11 of 11 count as 9: three words and wide ends. 11 of 13 count as 11.
    full, not_full = (show(tally(sent=11, invited=invited, score=8)) for invited in (11, 13))
    assert (full.score, not_full.score) == ("7 or more", "7.5 or more")
    assert full.most_people is None
    assert not_full.most_people == (3, 5)


def test_a_statement_below_the_floor_is_hidden_on_its_own():
    shown = show(tally(sent=9, statement=counts(yes=4, unsure=3, skip=2)))
    assert words(shown) == [None] + [MIXED] * 7
    assert shown.score == "4"


def test_only_yes_partly_and_no_stand_behind_a_statement():
    shown = show(tally(sent=12, statement=counts(yes=1, partly=1, no=3, unsure=4, skip=3)))
    assert shown.statements[0].word == MOSTLY_NO  # 5 answers, so three words only
    assert words(show(tally(sent=12, statement=counts(yes=2, no=2, unsure=8))))[0] is None


def test_a_score_below_the_floor_is_hidden_while_the_step_is_shown():
    shown = show(tally(sent=9, scored=4))
    assert (shown.score, shown.score_value, shown.band, shown.likely_range) == (None, None, None, None)
    assert not shown.few_people
    assert not shown.band_word_shown
    assert shown.experienced == 4
    assert shown.badge == Badge.TALK


def test_a_step_below_the_floor_is_hidden_while_the_score_is_shown():
    shown = show(tally(sent=9, placements=(0, 0, 0, 4, 0, 0, 0)))
    assert (shown.experienced, shown.gap, shown.most_people, shown.badge) == (None, None, None, Badge.FEW)
    assert shown.score == "4"
    assert shown.band_word_shown  # the council says co-production


def test_a_score_counts_people_with_six_answers_or_more():
    people = [*same(4), *same(5, "yyyyyuuu")]
    shown = show(check_of(*people))
    assert shown.score is None
    assert show(check_of(*people, person("yyyyyyuu"))).score == "7 or more"


def test_statements_are_hidden_together_with_the_score():
    # 9 answers stand behind each of the first five statements, 4 people behind the score.
    shown = show(check_of(*same(4), *same(5, "yyyyyuuu")))
    assert words(shown) == [None] * 8


def test_five_words_need_the_score_to_have_as_many_people():
    # 12 people answered the first five statements, 9 of them enough for a score.
    shown = show(check_of(*same(9), *same(3, "yyyyyuuu")))
    assert words(shown) == [MOSTLY_YES] * 8
    assert words(show(check_of(*same(10), *same(2, "yyyyyuuu")))) == [YES] * 8


# Rule 7: people in fives, and what only some said
@pytest.mark.parametrize(
    ("sent", "invited", "about"),
    [(4, 40, None), (5, 40, 5), (8, 40, 10), (12, 40, 10), (13, 40, 15), (13, 14, 10)],
)
def test_about_how_many_is_the_nearest_five_counted_as_two_fewer(sent, invited, about):
    assert show(tally(sent=sent, invited=invited)).about == about


@pytest.mark.parametrize(
    ("unsure", "scored", "invited", "said"),
    [
        (2, 8, 40, False),  # a fifth, but two people
        (3, 12, 40, True),  # three people, and a fifth of 15
        (3, 13, 40, False),  # three of 16 is under a fifth
        (4, 16, 40, True),
        (4, 17, 40, False),
        (3, 10, 14, False),  # fewer than 15 invited
        (3, 10, 15, True),
        (3, 13, 17, True),  # 16 answers count as 15
        (9, 4, 40, False),  # never beside a hidden statement
        (9, 5, 40, True),
    ],
)
def test_some_were_not_sure_from_three_people_and_a_fifth_of_the_answers(unsure, scored, invited, said):
    sent = unsure + scored
    results = tally(
        sent=sent, invited=invited, statement=counts(partly=scored, unsure=unsure), scored=min(sent, 12)
    )
    assert show(results).statements[0].some_unsure is said


def test_some_were_not_sure_is_never_said_beside_a_statement_hidden_from_that_reader():
    results = tally(sent=14, statement=counts(partly=9, unsure=5))
    assert show(results, MEMBERS).statements[0].some_unsure
    assert not show(results, PUBLIC).statements[0].some_unsure
    assert not show(results, rules=Rules(floor=10)).statements[0].some_unsure


def test_some_were_not_sure_is_never_said_where_the_score_is_hidden():
    assert (
        not show(tally(sent=20, scored=4, statement=counts(partly=10, unsure=10))).statements[0].some_unsure
    )


def test_skips_are_never_told():
    plain = tally(sent=20, statement=counts(partly=12))
    skipped = tally(sent=20, statement=counts(partly=12, skip=8))
    assert show(plain) == show(skipped)


@pytest.mark.parametrize(
    ("did", "did_not", "said"), [(5, 5, True), (4, 8, False), (8, 4, False), (5, 7, True), (0, 12, False)]
)
def test_some_had_help_only_when_5_did_and_5_did_not(did, did_not, said):
    assert show(tally(sent=did + did_not, helped=did)).some_helped is said


@pytest.mark.parametrize(
    ("paper", "phone", "online", "said"),
    [(3, 2, 5, True), (5, 0, 5, True), (0, 5, 5, True), (3, 1, 8, False), (6, 2, 4, False)],
)
def test_some_answered_on_paper_or_by_phone_only_when_5_did_and_5_did_not(paper, phone, online, said):
    results = tally(sent=paper + phone + online, by_paper=paper, by_phone=phone)
    assert show(results).some_paper_or_phone is said


@pytest.mark.parametrize(("invited", "said"), [(10, False), (11, False), (12, True)])
def test_those_who_did_not_are_counted_as_two_fewer(invited, said):
    assert show(tally(sent=10, invited=invited, helped=5)).some_helped is said
    assert show(tally(sent=10, invited=invited, by_phone=5)).some_paper_or_phone is said


def test_people_who_were_not_asked_about_help_are_not_people_without_help():
    people = [*same(5, help=Help.READ), *same(4), *same(6, help=Help.NOT_ASKED)]
    assert not show(check_of(*people)).some_helped
    assert show(check_of(*people, person())).some_helped


def test_every_kind_of_help_is_help_and_every_other_way_in_counts():
    kinds = [*same(2, help=Help.READ), *same(2, help=Help.WROTE), *same(1, help=Help.ANSWERED), *same(5)]
    assert show(check_of(*kinds)).some_helped
    ways = [*same(2, channel=Channel.PAPER), *same(3, channel=Channel.PHONE), *same(5)]
    assert show(check_of(*ways)).some_paper_or_phone


def test_what_nobody_said_counts_as_nobody():
    full = tally(sent=10, statement=counts(partly=8, unsure=2))
    bare = dataclasses.replace(
        full,
        answers=tuple({key: people for key, people in each.items() if people} for each in full.answers),
        help={Help.READ: 4, Help.NONE: 6},
        channel={Channel.PAPER: 4, Channel.ONLINE: 6},
    )
    four_had_help = dataclasses.replace(full, help=full.help | bare.help, channel=full.channel | bare.channel)
    assert show(bare) == show(four_had_help)
    assert not show(dataclasses.replace(bare, help={Help.READ: 10}, channel={Channel.PHONE: 10})).some_helped


# Rule 11: who sees what
@pytest.mark.parametrize("sent", [5, 9])
def test_from_5_to_9_people_the_public_sees_the_badge_and_that_it_is_a_small_group(sent):
    shown = show(tally(sent=sent), PUBLIC)
    assert shown.as_dict() == NOTHING | {"badge": "talk", "small_group": True}


@pytest.mark.parametrize("invited", [10, 11])
def test_ten_of_ten_or_eleven_invited_are_still_a_small_group_to_the_public(invited):
    shown = show(tally(sent=10, invited=invited), PUBLIC)
    assert shown.as_dict() == NOTHING | {"badge": "talk", "small_group": True}


def test_from_10_people_the_public_sees_what_members_see_but_comments():
    results = tally(sent=15, helped=6, by_phone=6, statement=counts(partly=10, unsure=5))
    assert show(results, PUBLIC) == dataclasses.replace(show(results, MEMBERS), comments=False)


def test_each_figure_is_hidden_from_the_public_on_its_own():
    shown = show(tally(sent=12, statement=counts(partly=9)), PUBLIC)
    assert words(shown) == [None] + [MIXED] * 7
    few_steps = show(tally(sent=12, placements=(0, 0, 0, 9, 0, 0, 0)), PUBLIC)
    assert (few_steps.badge, few_steps.small_group) == (Badge.TALK, True)
    assert (few_steps.experienced, few_steps.gap, few_steps.most_people) == (None, None, None)
    assert few_steps.score == "4"
    few_scores = show(tally(sent=12, scored=9), PUBLIC)
    assert (few_scores.score, few_scores.band, few_scores.small_group) == (None, None, False)
    assert few_scores.experienced == 4
    assert words(few_scores) == [None] * 8


def test_a_small_group_is_never_told_to_its_members():
    assert not any(show(tally(sent=sent)).small_group for sent in range(13))


# Rule 12: the rate
@pytest.mark.parametrize(
    ("sent", "invited", "rate"),
    [
        (9, 12, None),
        (10, 12, "most"),
        (10, 10, None),  # 10 of 10 count as 8
        (11, 11, None),
        (10, 26, "fewer than half"),  # 0.38
        (10, 25, "about half"),  # two fifths
        (12, 20, "about half"),  # three fifths
        (13, 20, "most"),
        (40, 40, "most"),
    ],
)
def test_a_rate_needs_10_who_count_as_having_answered(sent, invited, rate):
    assert show(tally(sent=sent, invited=invited)).rate == rate
    assert show(tally(sent=sent, invited=invited), PUBLIC).rate == rate


# Rule 13, as far as a result decides it
@pytest.mark.parametrize(
    ("sent", "invited", "beside"), [(4, 40, False), (5, 40, True), (6, 6, False), (7, 7, True)]
)
def test_comments_stand_beside_a_result_from_5_people_and_never_in_public(sent, invited, beside):
    assert show(tally(sent=sent, invited=invited)).comments is beside
    assert not show(tally(sent=sent, invited=invited), PUBLIC).comments


# A council's own rules
@pytest.mark.parametrize(
    "lower", [{"floor": 4}, {"invited_floor": 6}, {"public_floor": 9}, {"floor": 0}, {"floor": -5}]
)
def test_a_floor_is_never_lowered(lower):
    with pytest.raises(ValueError, match="never lowered"):
        Rules(**lower)


def test_a_floor_may_be_raised():
    results = tally(sent=12, invited=20)
    assert show(results, rules=Rules(floor=13)).as_dict() == NOTHING
    assert show(results, rules=Rules(floor=12)).score == "4"
    assert show(results, rules=Rules(invited_floor=21)).as_dict() == NOTHING
    assert show(results, rules=Rules(invited_floor=20)).score == "4"
    assert show(results, PUBLIC, rules=Rules(public_floor=13)).score is None
    assert show(results, PUBLIC, rules=Rules(public_floor=12)).score == "4"
    assert show(results, rules=Rules(public_floor=13)).score == "4"


def test_a_members_floor_above_the_public_one_holds_for_the_public_too():
    assert Rules(floor=12).floor_for(PUBLIC) == 12
    assert show(tally(sent=11), PUBLIC, rules=Rules(floor=12)).as_dict() == NOTHING


def test_a_raised_floor_holds_for_what_only_some_did():
    results = tally(sent=13, helped=6, by_phone=6)
    assert show(results).some_helped
    raised = show(results, rules=Rules(floor=7))
    assert not raised.some_helped
    assert not raised.some_paper_or_phone


def test_a_council_may_move_its_bands():
    edges = tuple(map(Fraction, ("2", "4", "5", "7")))
    assert show(tally(score="1.9"), rules=Rules(band_edges=edges)).band == 0
    assert show(tally(score=6), rules=Rules(band_edges=edges)).band == 3
    assert Rules(band_edges=tuple(map(Fraction, (1, 3, 5, 7)))).band_edges[0] == 1


@pytest.mark.parametrize(
    "edges",
    [
        ("2", "2", "5", "7"),
        ("3", "2", "5", "7"),
        ("2", "4", "5"),
        ("0.9", "3", "5", "7"),  # "1 or less" must be Tokenistic
        ("2", "3", "5", "7.1"),  # "7 or more" must read Genuine
    ],
)
def test_bands_rise_and_hold_the_ends_of_the_score(edges):
    with pytest.raises(ValueError, match=r"rising edges|ends of the score"):
        Rules(band_edges=tuple(map(Fraction, edges)))


@pytest.mark.parametrize(
    "own", [Rules(), Rules(floor=8, band_edges=tuple(map(Fraction, ("1.7", "3", "5", "6.5"))))]
)
def test_rules_come_back_from_json_as_they_were(own):
    stored = own.as_dict()
    assert json.loads(json.dumps(stored)) == stored
    assert Rules.from_dict(stored) == own


def test_stored_rules_with_a_lower_floor_are_refused():
    with pytest.raises(ValueError, match="never lowered"):
        Rules.from_dict(Rules().as_dict() | {"floor": 4})


# The result itself
@pytest.mark.parametrize("stated", [0, 8, -1])
def test_a_stated_step_is_on_the_ladder(stated):
    with pytest.raises(ValueError, match="1 to 7"):
        show(tally(), stated=stated)


@pytest.mark.parametrize("sent", [0, 6, 12, 30])
def test_a_result_comes_back_from_json_as_it_was(sent):
    shown = show(tally(sent=sent, helped=sent // 2))
    stored = shown.as_dict()
    assert json.loads(json.dumps(stored)) == stored
    assert Shown.from_dict(json.loads(json.dumps(stored))) == shown


def test_a_result_holds_no_count_and_no_share_of_answers():
    fields = {field.name for field in dataclasses.fields(Shown)}
    assert fields == set(NOTHING)
