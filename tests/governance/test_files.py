"""Tables as files: every row, in the words of the page."""

import csv
import io

import pytest

from accounts.choices import Role
from projects.models import Project
from tests import factories
from tests.fixtures_made_once import made_once
from tests.governance.varied import make_varied
from tests.projects.many import make_many

pytestmark = pytest.mark.django_db


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@pytest.fixture(autouse=True)
def chair(client):
    chair = factories.make_user("Asha Kaur", Role.CO_CHAIR_EXPERT)
    client.force_login(chair)
    return chair


def rows_of(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Cache-Control"].startswith("max-age=0")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_file_says_of_each_project_what_the_pages_say(client, lead):
    make_varied(by=lead)
    heads, *rows = rows_of(client, "/steering/gaps.csv")
    page = client.get("/steering/gaps/").context["rows"]
    assert [row[0] for row in rows] == [row["name"] for row in page]
    for row, shown in zip(rows, page, strict=True):
        said = dict(zip(heads, row, strict=True))
        assert said["People say"] == shown["people_say"]
        assert said["The gap"] == shown["badge_word"]
        assert said["Score out of 8"] == shown["score"]
        assert said["Word"] == shown["word"]
        assert said["Conversation"] == shown["conversation"]
    _, *rows = rows_of(client, "/steering/questions.csv")
    page = client.get("/steering/questions/").context["rows"]
    assert rows == [[row["name"], *(word for word, _ in row["cells"])] for row in page]
    _, *rows = rows_of(client, "/steering/two-sides.csv")
    page = client.get("/steering/two-sides/").context["rows"]
    assert [row[2:] for row in rows] == [[row["asked"], row["people"], row["team"]] for row in page]


def test_a_file_has_every_row_and_costs_the_same_for_each_500(client, lead, django_assert_max_num_queries):
    make_many(520, by=lead)
    for table in ("gaps", "questions", "two-sides"):
        with django_assert_max_num_queries(12):
            rows = rows_of(client, f"/steering/{table}.csv")
        if table != "two-sides":
            assert len(rows) == 521


def test_the_numbers_are_those_of_the_overview(client, lead):
    make_varied(by=lead)
    _, *rows = rows_of(client, "/steering/numbers.csv")
    said = {tuple(row[:3]): int(row[3]) for row in rows}
    context = client.get("/steering/").context
    assert said["What the council says", "Co-production", "Projects"] == context["steps"]["rows"][0][1]
    for row in context["questions"]["rows"]:
        assert said["The eight questions", row["wording"], "Mixed or lower"] == row["low"]
    for row in context["seasons"]["rows"]:
        for badge, count in row["cells"]:
            assert said["Projects each season", row["name"], badge] == count


def test_a_directorates_file_has_its_own_projects(client, lead):
    make_varied(by=lead)
    housing = factories.make_directorate("Housing")
    _, *rows = rows_of(client, f"/steering/directorates/{housing.pk}/gaps.csv")
    assert sorted(row[0] for row in rows) == sorted(
        Project.objects.filter(directorate=housing).values_list("name", flat=True)
    )
    assert {row[1] for row in rows} == {"Housing"}


def test_no_name_becomes_a_formula(client, lead):
    factories.make_project("=1+1", by=lead)
    assert rows_of(client, "/steering/gaps.csv")[1][0] == "'=1+1"
    assert rows_of(client, "/steering/questions.csv")[1][0] == "'=1+1"


def test_a_table_that_does_not_exist_is_not_found(client):
    assert client.get("/steering/people.csv").status_code == 404
