"""The steering group's first page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from ladder.rungs import Rung
from tests import factories
from tests.ladder.tallies import check_of, same

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@pytest.fixture
def chair(client):
    chair = factories.make_user("Asha Kaur", Role.CO_CHAIR_EXPERT)
    client.force_login(chair)
    return chair


def checked(name, lead, *, stated=7, people=12, step=7, letters="p"):
    project = factories.make_project(name, by=lead, rung=Rung(stated))
    factories.make_result(project, check_of(*same(people, letters, step)), by=lead)
    return project


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_steering_group_sees_a_portal_with_no_checks(client, chair):
    said = text_of(client.get("/steering/"))
    assert "No project has a result to show yet." in said
    assert "No check has closed yet" in said


def test_the_dashboard_says_what_stands_out(client, chair, lead):
    checked("Parks", lead, step=2)
    checked("Buses", lead, step=4)
    checked("Autism", lead, step=7)
    checked("Repairs", lead, stated=3, step=6)
    checked("Short breaks", lead, people=3)
    factories.make_project("Coast", by=lead)
    said = text_of(client.get("/steering/"))
    assert "1 of 4 projects matches." in said
    assert "<b>2 projects need a conversation.</b> People put them 2 or more steps lower" in said
    assert "<b>In 1 project, experience is higher.</b> We can learn from it." in said
    assert "1 project does not have enough answers to show yet." in said
    assert '<span class="app-figure__n">6</span>' in said
    assert "1 has had no check yet" in said


def test_the_chart_and_its_table_say_the_same_in_the_same_order(client, chair, lead):
    checked("Parks", lead, step=2, letters="n")
    checked("Autism", lead, step=7)
    checked("Short breaks", lead, people=3)
    said = text_of(client.get("/steering/"))
    chart, table = said.split("See this as a table")
    for part in (chart, table):
        places = [part.index(name) for name in ("Parks", "Autism", "Short breaks")]
        assert places == sorted(places)
    assert "People say 5 steps lower. Tokenistic." in chart
    assert '<td class="govuk-table__cell" data-label="Council says">Co-production</td>' in table
    assert 'Educating<br><span class="app-muted">Most: step 1 to 3</span>' in table
    assert "0.5 or less out of 8" in table
    assert "Not enough answers to show yet" in table


def test_a_small_group_is_shown_to_the_steering_group(client, chair, lead):
    checked("Parks", lead, people=6, step=3)
    said = text_of(client.get("/steering/"))
    assert "People say 4 steps lower. In between." in said
    assert "4 out of 8" in said


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMINISTRATOR])
def test_others_are_told_that_the_page_is_not_for_them(client, role):
    client.force_login(factories.make_user("Kit Nance", role))
    assert client.get("/steering/").status_code == 403


def test_someone_not_signed_in_is_asked_to(client):
    answer = client.get("/steering/")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")


def test_the_dashboard_costs_the_same_for_few_or_many(client, chair, lead):
    costs = []
    for numbers in (range(3), range(3, 50)):
        for number in numbers:
            checked(f"Project {number}", lead, step=3)
        with CaptureQueriesContext(connection) as queries:
            client.get("/steering/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
