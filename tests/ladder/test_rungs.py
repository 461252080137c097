import tomllib
from pathlib import Path

import ladder
from ladder.choices import Answer, Help, Voice
from ladder.rungs import RUNGS, Rung
from ladder.scoring import POINTS, STATEMENTS

FRAMEWORK = tomllib.loads((Path(ladder.__file__).parent / "framework-1.toml").read_text(encoding="utf-8"))


def test_there_are_seven_steps_bottom_to_top():
    assert [int(rung) for rung in RUNGS] == [1, 2, 3, 4, 5, 6, 7]
    assert Rung.COERCING < Rung.CO_PRODUCTION


def test_steps_agree_with_the_framework_in_key_name_and_order():
    written = [(rung["step"], rung["key"], rung["name"]) for rung in FRAMEWORK["rung"]]
    assert [(int(rung), rung.key, rung.label) for rung in RUNGS] == written


def test_answers_agree_with_the_framework_in_key_word_and_order():
    assert [(answer.value, answer.label) for answer in Answer] == [
        (answer["key"], answer["word"]) for answer in FRAMEWORK["answer"]
    ]


def test_points_agree_with_the_framework():
    worth = {answer["key"]: answer["value"] for answer in FRAMEWORK["answer"] if "value" in answer}
    assert {str(answer): float(points) for answer, points in POINTS.items()} == worth


def test_ways_to_be_helped_agree_with_the_framework():
    asked = [(choice.value, choice.label) for choice in Help if choice != Help.NOT_ASKED]
    assert asked == [(helper["key"], helper["word"]) for helper in FRAMEWORK["helper"]]


def test_ways_to_share_a_comment_agree_with_the_framework():
    written = [(voice["key"], voice["word"]) for voice in FRAMEWORK["voice"]]
    assert [(voice.value, voice.label) for voice in Voice] == written


def test_there_are_eight_statements():
    assert [statement["number"] for statement in FRAMEWORK["statement"]] == list(range(1, STATEMENTS + 1))
