"""The seven gates at each of their edges, over made records, and the step that they add up to."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.choices import ActivityKind, GateState
from ladder.evidence import (
    Activity,
    Asked,
    Change,
    Decision,
    Gate,
    Joined,
    Options,
    Records,
    evidenced_rung,
    gates,
    record_words,
)
from ladder.rungs import Rung

TODAY = date(2026, 11, 27)
A_YEAR_AGO = date(2025, 11, 27)
A_DAY = timedelta(days=1)
MET, NOT_MET, NOT_YET = GateState.MET, GateState.NOT_MET, GateState.NOT_YET
EVERYTHING = Records(
    decisions=(Decision(date(2026, 6, 1), jointly=True, told_on=date(2026, 6, 3)),),
    asked=(Asked(date(2026, 4, 1), "survey"), Asked(date(2026, 5, 1), "meeting")),
    changes=(Change(date(2026, 6, 1), from_input=True),),
    options=(Options(date(2026, 5, 1), with_people=True),),
    joined=(Joined(date(2026, 3, 1)),),
    activities=(Activity(date(2026, 9, 1), ActivityKind.REVIEW, expert_attended=True),),
)
"""A project whose records open every gate."""


def gate(number, records=None, today=TODAY, **lists):
    """One gate over these records."""
    return gates(records or Records(**lists), today=today)[number - 1]


def state(number, **lists):
    return gate(number, **lists).state


def decisions(*days, **said):
    return tuple(Decision(day, **said) for day in days)


def test_there_are_seven_gates_each_for_its_step():
    found = gates(Records(), today=TODAY)
    assert [each.key for each in found] == ["g1", "g2", "g3", "g4", "g5", "g6", "g7"]
    assert [int(each.rung) for each in found] == [3, 4, 5, 6, 7, 7, 7]
    assert len({each.asks for each in found}) == 7


def test_with_no_record_no_gate_speaks():
    for each in gates(Records(), today=TODAY):
        assert (each.state, each.found) == (NOT_YET, "")
    assert evidenced_rung(gates(Records(), today=TODAY)) is None


def test_a_gate_that_speaks_says_what_its_records_show():
    assert [each.found for each in gates(EVERYTHING, today=TODAY)] == [
        "Decisions people were told of, with the reason: 1 of 1",
        "Decisions made after people were asked: 1 of 1",
        "Days people were asked: 2. Ways: 2. Changes from what they said: 1",
        "Times that people helped to shape the choices: 1 of 1",
        "Decisions of the last 12 months made together: 1 of 1",
        "Decisions taken before the first expert joined: 0 of 1",
        "Times an expert helped to run it or check it: 1 of 1",
    ]


# G1


def test_g1_is_met_when_people_were_told_even_on_the_same_day():
    assert state(1, decisions=decisions(TODAY, told_on=TODAY)) == MET


def test_g1_is_not_met_while_one_decision_of_the_last_12_months_is_untold():
    told, untold = Decision(TODAY, told_on=TODAY), Decision(A_YEAR_AGO)
    assert state(1, decisions=(told, untold)) == NOT_MET
    assert gate(1, decisions=(told, untold)).found.endswith("1 of 2")


def test_g1_forgets_an_untold_decision_after_exactly_12_months_and_a_day():
    told = Decision(TODAY, told_on=TODAY)
    assert state(1, decisions=(told, Decision(A_YEAR_AGO - A_DAY))) == MET


def test_g1_of_a_quiet_project_looks_at_its_last_decision():
    old = Decision(date(2020, 1, 1))
    assert state(1, decisions=(old, Decision(date(2021, 1, 1), told_on=date(2021, 1, 5)))) == MET
    assert state(1, decisions=(replace(old, told_on=date(2020, 1, 2)), Decision(date(2021, 1, 1)))) == NOT_MET


def test_g1_does_not_count_what_people_are_to_be_told_tomorrow():
    assert state(1, decisions=decisions(TODAY, told_on=TODAY + A_DAY)) == NOT_MET


# G2


@pytest.mark.parametrize(
    ("asked_on", "expected"),
    [
        (date(2026, 5, 31), MET),
        (date(2026, 6, 1), NOT_MET),  # the same day is not before
        (date(2026, 6, 2), NOT_MET),
        (date(2025, 6, 1), MET),  # exactly 12 months before
        (date(2025, 5, 31), NOT_MET),
    ],
)
def test_g2_is_met_when_people_were_asked_on_an_earlier_day_within_12_months(asked_on, expected):
    assert state(2, decisions=decisions(date(2026, 6, 1)), asked=(Asked(asked_on, "survey"),)) == expected


def test_g2_asks_it_of_each_decision_of_the_last_12_months():
    asked = (Asked(date(2026, 5, 1), "survey"),)
    assert state(2, decisions=decisions(date(2026, 6, 1), date(2026, 7, 1)), asked=asked) == MET
    assert state(2, decisions=decisions(date(2026, 6, 1), date(2026, 4, 1)), asked=asked) == NOT_MET


def test_g2_says_nothing_of_people_asked_before_any_decision_is_recorded():
    assert state(2, asked=(Asked(TODAY, "survey"),)) == NOT_YET


# G3


def test_g3_needs_two_days_two_ways_and_a_change():
    survey, meeting = Asked(A_YEAR_AGO, "survey"), Asked(TODAY, "meeting")
    change = Change(TODAY, from_input=True)
    assert state(3, asked=(survey, meeting), changes=(change,)) == MET
    assert state(3, asked=(survey, replace(meeting, on=A_YEAR_AGO)), changes=(change,)) == NOT_MET
    assert state(3, asked=(survey, replace(meeting, way="survey")), changes=(change,)) == NOT_MET
    assert state(3, asked=(survey,), changes=(change,)) == NOT_MET
    assert state(3, asked=(survey, meeting)) == NOT_MET


def test_g3_does_not_count_a_change_that_came_from_elsewhere():
    asked = (Asked(A_YEAR_AGO, "survey"), Asked(TODAY, "meeting"))
    assert state(3, asked=asked, changes=(Change(TODAY, from_input=False),)) == NOT_MET
    assert state(3, changes=(Change(TODAY, from_input=False),)) == NOT_MET


# G4


def test_g4_is_met_when_people_helped_to_shape_the_choices_once():
    alone, together = Options(TODAY, with_people=False), Options(TODAY, with_people=True)
    assert state(4, options=(alone, together)) == MET
    assert state(4, options=(alone,)) == NOT_MET


# G5


@pytest.mark.parametrize(
    ("joint", "alone", "expected"),
    [(1, 0, MET), (1, 1, MET), (2, 2, MET), (1, 2, NOT_MET), (2, 3, NOT_MET), (0, 1, NOT_MET)],
)
def test_g5_is_met_by_exactly_half_of_the_decisions(joint, alone, expected):
    taken = decisions(*[TODAY] * joint, jointly=True) + decisions(*[TODAY] * alone)
    assert state(5, decisions=taken) == expected


def test_g5_takes_in_a_decision_of_exactly_12_months_ago():
    alone = decisions(TODAY, jointly=False)
    assert state(5, decisions=alone + decisions(A_YEAR_AGO, jointly=True)) == MET
    assert state(5, decisions=alone + decisions(A_YEAR_AGO - A_DAY, jointly=True)) == NOT_MET


def test_g5_has_nothing_to_look_at_when_every_decision_is_older():
    assert state(5, decisions=decisions(A_YEAR_AGO - A_DAY, jointly=True)) == NOT_YET


def test_a_year_that_ends_on_29_february_starts_on_the_28th():
    leap_day = date(2028, 2, 29)
    assert gate(5, decisions=decisions(date(2027, 2, 28), jointly=True), today=leap_day).state == MET
    assert gate(5, decisions=decisions(date(2027, 2, 27), jointly=True), today=leap_day).state == NOT_YET


# G6


@pytest.mark.parametrize(
    ("taken_on", "expected"),
    [(date(2026, 3, 2), MET), (date(2026, 3, 1), MET), (date(2026, 2, 28), NOT_MET)],
)
def test_g6_is_met_when_no_decision_came_before_the_first_expert_joined(taken_on, expected):
    joined = (Joined(date(2026, 5, 1)), Joined(date(2026, 3, 1)))
    assert state(6, decisions=decisions(taken_on, TODAY), joined=joined) == expected


def test_g6_is_not_met_by_decisions_that_no_expert_ever_joined():
    assert state(6, decisions=decisions(TODAY)) == NOT_MET


def test_g6_looks_back_further_than_12_months():
    assert state(6, decisions=decisions(date(2020, 1, 1)), joined=(Joined(date(2020, 1, 2)),)) == NOT_MET


def test_g6_says_nothing_while_experts_have_joined_and_no_decision_is_recorded():
    assert state(6, joined=(Joined(TODAY),)) == NOT_YET


# G7


@pytest.mark.parametrize("kind", [ActivityKind.DELIVER, ActivityKind.REVIEW])
def test_g7_is_met_by_one_activity_that_an_expert_attended(kind):
    there, away = Activity(TODAY, kind, expert_attended=True), Activity(TODAY, kind, expert_attended=False)
    assert state(7, activities=(there, away)) == MET
    assert state(7, activities=(away,)) == NOT_MET


def test_g7_does_not_count_a_planning_meeting():
    assert state(7, activities=(Activity(TODAY, ActivityKind.PLAN, expert_attended=True),)) == NOT_YET


# All of them


def test_what_is_planned_for_tomorrow_counts_for_nothing_yet():
    later = gates(EVERYTHING, today=date(2026, 2, 28))
    assert {each.state for each in later} == {NOT_YET}


def test_the_order_of_records_changes_nothing():
    more = replace(
        EVERYTHING,
        decisions=(*EVERYTHING.decisions, Decision(TODAY), Decision(A_YEAR_AGO, jointly=True)),
        joined=(*EVERYTHING.joined, Joined(A_YEAR_AGO)),
    )
    turned = replace(more, decisions=more.decisions[::-1], joined=more.joined[::-1], asked=more.asked[::-1])
    assert gates(turned, today=TODAY) == gates(more, today=TODAY)


# The step


def test_a_project_whose_records_open_every_gate_is_co_production():
    assert evidenced_rung(gates(EVERYTHING, today=TODAY)) == Rung.CO_PRODUCTION


@pytest.mark.parametrize(
    ("missing", "rung"),
    [(1, None), (2, Rung.INFORMING), (3, Rung.CONSULTING), (4, Rung.ENGAGING), (5, Rung.CO_DESIGNING),
     (6, Rung.CO_DESIGNING), (7, Rung.CO_DESIGNING)],
)  # fmt: skip
@pytest.mark.parametrize("why", [NOT_MET, NOT_YET])
def test_the_step_is_the_highest_with_every_lower_gate_met(missing, rung, why):
    found = list(gates(EVERYTHING, today=TODAY))
    found[missing - 1] = replace(found[missing - 1], state=why)
    assert evidenced_rung(found) == rung


def test_the_step_follows_the_rule_for_every_mix_of_gates():
    plain = gates(Records(), today=TODAY)
    for mix in product([MET, NOT_MET], repeat=7):
        found = [replace(gate, state=state) for gate, state in zip(plain, mix, strict=True)]
        climbed = [3, 4, 5, 6][: ([*mix[:4], NOT_MET]).index(NOT_MET)]
        expected = 7 if set(mix) == {MET} else climbed[-1] if climbed else None
        assert evidenced_rung(found) == expected


def test_the_order_of_gates_does_not_matter():
    assert evidenced_rung(gates(EVERYTHING, today=TODAY)[::-1]) == Rung.CO_PRODUCTION


def test_no_gates_give_no_step():
    assert evidenced_rung(()) is None


@given(
    st.lists(st.tuples(st.integers(0, 800), st.booleans(), st.booleans()), min_size=1, max_size=8),
    st.integers(0, 7),
)
def test_making_one_more_decision_jointly_never_closes_g5(made, which):
    before = [
        Decision(TODAY - days * A_DAY, jointly=jointly, told_on=TODAY if told else None)
        for days, jointly, told in made
    ]
    better = list(before)
    better[which % len(before)] = replace(better[which % len(before)], jointly=True)
    rank = {NOT_YET: 0, NOT_MET: 0, MET: 1}
    assert rank[state(5, decisions=tuple(better))] >= rank[state(5, decisions=tuple(before))]


def test_the_record_says_its_step_or_that_there_is_none():
    assert record_words(gates(EVERYTHING, today=TODAY)) == "Co-production"
    assert record_words(gates(Records(), today=TODAY)) == "Nothing recorded yet"
    shaped = Records(options=EVERYTHING.options)
    assert record_words(gates(shaped, today=TODAY)) == "No step yet"


def test_a_gate_knows_whether_it_is_met():
    assert Gate("g1", Rung.INFORMING, "", MET, "").is_met
    assert not Gate("g1", Rung.INFORMING, "", NOT_MET, "").is_met
