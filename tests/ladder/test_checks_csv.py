"""A project's closed checks as a spreadsheet: the same words as the pages, for the same people."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from ladder.choices import TeamAnswer
from ladder.models import StatementSet
from tests import factories
from tests.factories import MONDAY
from tests.ladder.tallies import check_of, same

pytestmark = pytest.mark.django_db
HIDDEN = "Not enough answers to show yet"


def closed(project, by, people=12, letters="y", step=6, **more):
    return factories.make_result(project, check_of(*same(people, letters, step)), by=by, **more)


@pytest.fixture
def download(client, project):
    def as_(who):
        client.force_login(who)
        response = client.get(reverse("ladder:checks_csv", args=[project.slug]))
        assert response.status_code == 200
        assert response.streaming
        return b"".join(response.streaming_content).decode()

    return as_


def rows_of(text):
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_each_check_is_a_row_newest_first_in_the_words_of_its_page(download, project, expert, involvement):
    team = [TeamAnswer.YES] * 7 + [TeamAnswer.NOT_SURE]
    closed(project, involvement, letters="ynyyyyyy", step=3, team=team)
    closed(project, involvement, days_before=200)
    newest, first = rows_of(download(expert))
    assert newest["Closed on"] == MONDAY.date().isoformat()
    assert first["Closed on"] == (MONDAY.date() - timedelta(days=200)).isoformat()
    assert [
        newest[head]
        for head in ("Together", "Council said", "People said", "Most people said", "Difference", "Score")
    ] == [
        "Needs a conversation",
        "Co-production",
        "Informing",
        "Educating to Consulting",
        "People say 4 steps lower",
        "7 out of 8",
    ]
    assert newest["From tokenistic to genuine"] == "Mostly genuine"
    assert newest["How many answered"] == "About 10 people answered"
    assert newest["2. Do I have a say in decisions from the start? People"] == "No"
    assert newest["2. Do I have a say in decisions from the start? The team"] == "Yes"
    assert newest["8. Is there a commitment to long-term change? The team"] == "Not sure"
    assert first["1. Am I treated as an equal partner? The team"] == "The team did not answer"


def test_what_is_hidden_says_so_in_every_cell_and_never_how_many(download, project, expert, involvement):
    closed(project, involvement, people=4, letters="n", step=1)
    (row,) = rows_of(download(expert))
    said = {head: cell for head, cell in row.items() if "The team" not in head}
    for head in ("Closed on", "Version of the questions", "Council said"):
        said.pop(head)
    assert (said.pop("Closed early because"), said.pop("Got more time because")) == ("", "")
    assert said.pop("From tokenistic to genuine") == ""
    assert set(said.values()) == {HIDDEN}


def test_few_people_have_no_range_and_no_most_people(download, project, expert, involvement):
    closed(project, involvement, people=6)
    (row,) = rows_of(download(expert))
    assert row["Likely range"] == row["Most people said"] == "Few people answered"


def test_a_question_is_not_named_where_checks_asked_it_in_other_words(download, project, expert, involvement):
    older = StatementSet.objects.create(version=0, data=StatementSet.objects.get(version=1).data)
    closed(project, involvement, wording=older, days_before=200)
    closed(project, involvement)
    newest, first = rows_of(download(expert))
    assert newest["Question 1 People"] == first["Question 1 People"] == "Yes"
    assert (newest["Version of the questions"], first["Version of the questions"]) == ("1", "0")


def test_a_project_without_checks_gives_headings_alone(download, lead):
    assert rows_of(download(lead)) == []


def test_the_file_is_not_for_others(client, project, other_staff, other_expert):
    for who in (other_staff, other_expert):
        client.force_login(who)
        assert client.get(reverse("ladder:checks_csv", args=[project.slug])).status_code == 403


@pytest.mark.parametrize("rounds", [1, 20])
def test_the_file_costs_the_same_for_one_check_or_twenty(
    client, project, expert, involvement, rounds, django_assert_max_num_queries
):
    for number in range(rounds):
        closed(project, involvement, days_before=100 * number)
    client.force_login(expert)
    with django_assert_max_num_queries(12):
        response = client.get(reverse("ladder:checks_csv", args=[project.slug]))
        assert len(list(response.streaming_content)) == rounds + 2
