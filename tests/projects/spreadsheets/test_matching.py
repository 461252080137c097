"""What people type instead of an answer."""

import pytest

from ladder.rungs import RUNGS, Rung
from projects.choices import AccessPromise, CouldBe, PayOffered, Stage
from projects.spreadsheets.columns import COLUMNS, column_of
from projects.spreadsheets.matching import choice_in, key_of, pick_several, step_in


@pytest.mark.parametrize(
    ("typed", "rung"),
    [
        ("Engaging", Rung.ENGAGING),
        (" engaging\u00a0", Rung.ENGAGING),
        ("5", Rung.ENGAGING),
        ("Step 5", Rung.ENGAGING),
        ("5 Engaging", Rung.ENGAGING),
        ("5: engaging", Rung.ENGAGING),
        ("Step 5 of 7", Rung.ENGAGING),
        ("Co\u2011designing", Rung.CO_DESIGNING),
        ("Codesigning", Rung.CO_DESIGNING),
        ("CO PRODUCTION", Rung.CO_PRODUCTION),
        ("0", None),
        ("8", None),
        ("55", None),
        ("5 Consulting", None),
        ("", None),
        ("co", None),
    ],
)
def test_steps(typed, rung):
    assert step_in(typed) == rung


@pytest.mark.parametrize("rung", RUNGS)
def test_every_step_is_found_by_name_key_and_number(rung):
    assert step_in(rung.label) == step_in(rung.key) == step_in(str(rung.value)) == rung


@pytest.mark.parametrize(
    ("choices", "typed", "found"),
    [
        (Stage, "designing ", Stage.DESIGNING),
        (Stage, "Begun", None),
        (CouldBe, "yes, ALL of it.", CouldBe.ALL),
        (CouldBe, "parts", CouldBe.PARTS),
        (CouldBe, "yes", None),
        (PayOffered, "Yes", PayOffered.YES),
        (PayOffered, "no", PayOffered.NOT_YET),
        (Stage, "yes", None),
    ],
)
def test_answers(choices, typed, found):
    assert choice_in(choices, typed) == found


def test_several_answers_in_one_cell():
    known = {key_of(str(each.label)): each for each in AccessPromise}
    typed = (
        "A quiet room; a sign language interpreter, if you ask\nStep-free rooms and toilets, "
        "A hearing loop; Cake"
    )
    found, unknown = pick_several(typed, known)
    assert found == [
        AccessPromise.QUIET_ROOM,
        AccessPromise.INTERPRETER,
        AccessPromise.STEP_FREE,
        AccessPromise.HEARING_LOOP,
    ]
    assert unknown == ["Cake"]


def test_every_heading_finds_its_column_in_any_case():
    for column in COLUMNS:
        assert column_of(f" {column.heading.upper()}*") == column
    assert column_of("Manager") is None
    assert column_of("") is None
