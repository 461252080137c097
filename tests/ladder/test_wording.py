"""The framework's wording: whole, in version 1, and never edited."""

import copy
import tomllib
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

import ladder
from ladder.choices import Answer, Help, Voice
from ladder.models import StatementSet
from ladder.queries import newest_wording
from ladder.rungs import RUNGS
from ladder.wording import read
from projects.choices import Reason

FILE = Path(ladder.__file__).parent / "framework-1.toml"


@pytest.fixture(scope="module")
def data():
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def wording(data):
    return read(data)


def test_there_are_eight_statements_in_order_each_in_every_form(wording):
    assert [statement.number for statement in wording.statements] == list(range(1, 9))
    for statement in wording.statements:
        assert all(
            (
                statement.wording,
                statement.short,
                statement.easy,
                statement.phone,
                statement.picture,
                statement.we,
                statement.yes_looks_like,
                statement.no_looks_like,
            )
        )


def test_the_steps_are_the_seven_of_the_ladder(wording):
    assert [(step.step, step.key, step.name) for step in wording.steps] == [
        (rung.value, rung.key, rung.label) for rung in RUNGS
    ]
    assert wording.step(4).name == "Consulting"


@pytest.mark.parametrize(
    ("part", "choices"),
    [("answers", Answer), ("voices", Voice), ("reasons", Reason)],
)
def test_its_keys_are_the_keys_that_are_stored(wording, part, choices):
    assert [choice.key for choice in getattr(wording, part)] == choices.values


def test_the_ways_of_being_helped_are_those_that_are_stored(wording):
    assert [choice.key for choice in wording.helpers] == [key for key in Help.values if key != Help.NOT_ASKED]


def test_the_credit_that_reuse_asks_for_is_there_with_its_link(wording):
    assert wording.credit
    assert wording.credit_url.startswith("https://")


@pytest.mark.parametrize("part", ["statement", "rung", "practice", "credit", "answer", "helper"])
def test_a_version_with_a_part_missing_cannot_be_read(data, part):
    without = {key: value for key, value in data.items() if key != part}
    with pytest.raises(KeyError):
        read(without)


def test_a_statement_with_a_form_missing_cannot_be_read(data):
    without = copy.deepcopy(data)
    del without["statement"][3]["phone"]
    with pytest.raises(TypeError):
        read(without)


@pytest.mark.django_db
def test_the_database_holds_version_1_as_the_file_says_it(data):
    assert StatementSet.objects.get(version=1).data == data
    assert newest_wording() == read(data)


@pytest.mark.django_db
def test_a_wording_in_the_database_cannot_be_edited():
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        StatementSet.objects.filter(version=1).update(data={})
