"""Every problem of a new wording is told at once, in sentences."""

import copy
import tomllib
from pathlib import Path

import pytest

import ladder
from ladder.pictures import pictures
from ladder.wording import read
from ladder.wording_checks import STATEMENT_KEYS, next_version_problem, problems
from words.readability import sentences_of

FILE = Path(ladder.__file__).parent / "framework-1.toml"
PICTURES = pictures()


@pytest.fixture
def data():
    return copy.deepcopy(tomllib.loads(FILE.read_text(encoding="utf-8")))


def told(data):
    return problems(data, pictures=PICTURES)


def test_version_1_has_every_form(data):
    assert told(data) == []
    assert tuple(row["key"] for row in data["statement"]) == STATEMENT_KEYS


@pytest.mark.parametrize(
    ("form", "called"),
    [
        ("wording", "plain wording"),
        ("short", "short name"),
        ("phone", "words for the phone"),
        ("picture", "picture"),
        ("we", "“We” sentence for the team"),
        ("yes_looks_like", "example of a yes"),
        ("no_looks_like", "example of a no"),
    ],
)
@pytest.mark.parametrize("how", ["left out", "empty", "a number"])
def test_a_statement_needs_every_form(data, form, called, how):
    del data["statement"][3][form]
    if how != "left out":
        data["statement"][3][form] = "  " if how == "empty" else 4
    assert told(data) == [f"Statement 4 has no {called}"]


@pytest.mark.parametrize("easy", [None, [], "One line", [""], [1], ["Fine", " "]])
def test_easy_read_is_a_list_of_lines(data, easy):
    data["statement"][0]["easy"] = easy
    assert "Statement 1 has no Easy Read lines. Write a list with one sentence or more" in told(data)


def test_a_picture_must_be_among_the_pictures(data):
    data["statement"][7]["picture"] = "9-nowhere.svg"
    data["practice"]["picture"] = "../secret.svg"
    assert told(data) == [
        "Statement 8 names the picture “9-nowhere.svg”, which is not among the pictures",
        "The practice question names the picture “../secret.svg”, which is not among the pictures",
    ]


def test_every_problem_is_told_at_once(data):
    del data["statement"][0]["phone"], data["rung"][6]["easy"], data["better"], data["credit"]
    data["credit_url"] = "http://example.org"
    assert told(data) == [
        "The file has no credit",
        "“credit_url” must begin with https://",
        "Statement 1 has no words for the phone",
        "Step 7 has no Easy Read lines",
        "The box for ideas is missing. Write it under [better]",
    ]


@pytest.mark.parametrize("change", ["seven", "nine", "swapped", "renumbered"])
def test_there_are_eight_statements_numbered_1_to_8(data, change):
    rows = data["statement"]
    if change == "seven":
        rows.pop()
    elif change == "nine":
        rows.append({**rows[7], "number": 9})
    elif change == "swapped":
        rows[0], rows[1] = rows[1], rows[0]
    else:
        rows[4]["number"] = 6
    assert "There must be 8 statements, with the numbers 1 to 8 in this order" in told(data)


def test_a_statement_stays_about_the_same_thing(data):
    rows = data["statement"]
    rows[0]["key"], rows[1]["key"] = rows[1]["key"], rows[0]["key"]
    (said,) = told(data)
    assert said.startswith("The keys of the statements must be these, in this order: equal-partner, ")


@pytest.mark.parametrize("change", ["six", "other name", "other key"])
def test_the_ladder_keeps_its_seven_steps(data, change):
    if change == "six":
        data["rung"].pop(0)
    else:
        data["rung"][2][change.split()[1]] = "telling"
    (said,) = told(data)
    assert said.startswith("There must be 7 steps")


@pytest.mark.parametrize(
    ("part", "called"),
    [
        ("answer", "answers"),
        ("helper", "ways of being helped"),
        ("voice", "ways to share words"),
        ("reason", "reasons"),
    ],
)
@pytest.mark.parametrize("change", ["one less", "turned round", "another key"])
def test_the_choices_keep_their_keys_and_their_order(data, part, called, change):
    rows = data[part]
    if change == "one less":
        rows.pop()
    elif change == "turned round":
        rows.reverse()
    else:
        rows[0]["key"] = "maybe"
    assert any(said.startswith(f"The keys of the {called} must be these") for said in told(data))


def test_an_answer_counts_what_the_score_counts(data):
    data["answer"][1]["value"] = 0.75
    assert told(data) == ["The answer “partly” has another value than the score counts. Leave its value out"]


def test_a_name_that_is_misspelt_is_told(data):
    data["statement"][2]["fone"] = data["statement"][2].pop("phone")
    assert told(data) == [
        "Statement 3 has no words for the phone",
        "Statement 3 has “fone”, which no page reads. Take it out, or mend its name",
    ]


@pytest.mark.parametrize("odd", ["a\0b", "a\x1b[2Jb", "a\ud800b"])
def test_what_cannot_be_printed_or_kept_is_told(data, odd):
    data["statement"][2]["short"] = odd
    assert told(data) == ["“short” has a character in it that cannot be printed. Take it out"]


def test_a_date_or_an_endless_number_is_told(data):
    data.update(tomllib.loads("launched = 2026-01-01\nsize = inf"))
    assert told(data) == [
        "“launched” has something that is neither words nor a number. Write words",
        "“size” has something that is neither words nor a number. Write words",
    ]


PARTS = ["statement", "rung", "answer", "helper", "voice", "reason", "principle", "benefit"]
QUESTIONS = ["practice", "step_question", "better", "helped"]


@pytest.mark.parametrize("instead", ["words", 7, [], ["words"], {"a": "b"}, [{"a": "b"}], [["a"]]])
@pytest.mark.parametrize("part", [*PARTS, *QUESTIONS])
def test_whatever_a_file_says_in_place_of_a_part_is_told_and_never_a_fault(data, part, instead):
    data[part] = instead
    assert told(data)


@pytest.mark.parametrize("part", [*PARTS, *QUESTIONS, "credit", "credit_url"])
def test_a_version_without_a_part_is_told(data, part):
    del data[part]
    assert told(data)


@pytest.mark.parametrize("part", PARTS)
def test_a_row_that_is_no_table_is_told(data, part):
    data[part].append("words")
    assert f"“{part}” must be written as [[{part}]], once for each" in told(data)


def test_what_has_no_problem_can_be_read(data):
    data["statement"][0]["wording"] = "Am I an equal partner here?"
    assert told(data) == []
    assert read(data).statements[0].wording == "Am I an equal partner here?"


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (2, ""),
        (1, "Version 1 is loaded already and never changes. Give the new one number 2"),
        (0, "Version 0 is loaded already and never changes. Give the new one number 2"),
        (3, "Version 3 is not the next one. Give it number 2"),
        ("2", "The file has no version. Write: version = 2"),
        (True, "The file has no version. Write: version = 2"),
        (None, "The file has no version. Write: version = 2"),
    ],
)
def test_the_number_is_the_next_one(version, said):
    assert next_version_problem({"version": version}, newest=1) == said


def test_sentences_are_short(data):
    data["statement"][0] = {}
    data["practice"] = {}
    for said in told(data):
        if "in this order" not in said and "these names" not in said:
            assert all(len(sentence.split()) <= 15 for sentence in sentences_of(said)), said
