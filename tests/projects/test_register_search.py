"""Searching the register by words: what is found, what is no search, and whose names never are."""

import pytest
from django.urls import reverse

from ladder.rungs import Rung
from tests import factories
from tests.projects.test_register_list import change, look, names, text_of

pytestmark = pytest.mark.django_db


def test_search_finds_words_in_all_that_a_project_says_and_in_its_directorate(client, project, lead):
    other = factories.make_project("Parks for everyone", by=lead)
    change(other, summary="Two gardens", already_decided="The benches", can_still_change="The ponds")
    change(other, directorate=factories.make_directorate("Environment"))
    for words in ("parks", "park", "garden", "benches", "pond", "environment", "pond environment parks"):
        assert names(client, f"q={words}") == ["Parks for everyone"], words
    assert names(client, "q=parks+money") == []


@pytest.mark.parametrize(
    "typed", ["swim", "swi", "SWIM", "better swimm", "operat", "swimming operat", "co-op"]
)
def test_the_last_word_may_be_the_beginning_of_a_longer_one(client, project, lead, typed):
    factories.make_project("Better swimming, operating every day, co-operation", by=lead)
    assert len(names(client, f"q={typed}")) == 1


def test_only_the_last_word_may_be_a_beginning(client, lead):
    factories.make_project("Better swimming", by=lead)
    assert names(client, "q=swi+better") == []
    assert names(client, 'q="better+swi"') == []
    assert names(client, "q=better+-swimming") == []
    assert names(client, "q=trains+or+swimming") == ["Better swimming"]


@pytest.mark.parametrize("typed", ["the", "of the", "“and”", "...", "'); --"])
def test_words_that_say_nothing_are_no_search(client, project, typed):
    response = look(client, f"q={typed.replace(';', '%3B')}")
    said = text_of(response)
    assert f"We cannot search for “{typed}”. Try a word that says more." in said
    assert "1 project</h2>" in said
    assert response.context["chips"] == []


@pytest.mark.parametrize("disguise", [str, str.lower, lambda reference: f" {reference[:3]}-{reference[3:]} "])
def test_a_reference_finds_its_project(client, project, lead, disguise):
    factories.make_project("Another", by=lead)
    assert names(client, f"q={disguise(project.reference)}") == ["Direct payments support"]


def test_the_names_of_people_find_nothing(client, project, lead, involvement):
    factories.make_closed_round(project, by=involvement)
    people = (str(lead), *str(lead).split(), str(involvement), lead.email, "Expert", "Expert 1")
    for name in people:
        assert names(client, f"q={name}") == [], name
    assert names(client, "q=money") == ["Direct payments support"]


@pytest.mark.parametrize(
    "typed",
    [
        "\x00",
        "par\x00ks",
        "'); drop table",
        "<script>alert(1)</script>",
        "\u202eabc",
        "a & | ! <-> :* b:*",
        "\\",
        "'",
    ]
    + ["ª", "٣", "日本", "x'y", "é:*", "_", "a_b", "-", "or", '"', "( (", "🙂"],
)
def test_a_search_takes_whatever_is_typed(client, project, typed):
    response = client.get(reverse("projects:list"), {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_search_that_is_too_long_says_so_and_keeps_the_filters(client, project, lead):
    factories.make_project("Parks", by=lead, rung=Rung.CONSULTING)
    said = text_of(look(client, f"step=7&q={'a' * 10_000}"))
    assert "<title>Error: Projects" in said
    assert "Your words are too long. Use 100 characters or fewer" in said
    assert "Direct payments support" in said
    assert ">Parks<" not in said
