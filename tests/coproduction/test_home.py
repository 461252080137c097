"""The front page."""

import gzip
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from ladder.rungs import Rung
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, same
from tests.projects.many import make_many

pytestmark = pytest.mark.django_db
STATIC = settings.BASE_DIR / "static"
MODULE = STATIC / "vendor" / "govuk-frontend" / "govuk-frontend.min.js"  # what app.js loads in its turn


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def checked(name, lead, *, stated=7, people=12, step=7):
    project = factories.make_project(name, by=lead, rung=Rung(stated))
    factories.make_result(project, check_of(*same(people, "p", step)), by=lead)
    return project


def test_an_empty_portal_has_a_front_page(client):
    said = text_of(client.get("/"))
    assert "Nothing about you, without you" in said
    assert "No project has a result to show yet." in said
    assert "Where we need a conversation" not in said


def test_the_front_page_counts_projects_and_never_people(client, lead):
    checked("Autism", lead, stated=7, step=6)
    checked("Parks", lead, stated=7, step=3)
    checked("Buses", lead, stated=5, step=1, people=7)
    checked("Repairs", lead, stated=3, step=6)
    checked("Short breaks", lead, stated=7, people=3)
    factories.make_project("Coast", by=lead, rung=Rung.ENGAGING)
    factories.make_draft("A secret draft", by=lead)
    said = text_of(client.get("/"))
    assert '<span class="app-figure__n">6</span>' in said
    assert "3 of them say they are co-production" in said
    assert '<span class="app-figure__n">1 <span class="app-figure__of">of 4</span></span>' in said
    assert "2 need a conversation" in said
    assert "A secret draft" not in said


def test_the_front_page_shows_where_to_talk_and_where_to_learn(client, lead):
    checked("Parks", lead, stated=7, step=3)
    checked("Buses", lead, stated=5, step=1, people=7)
    checked("Repairs", lead, stated=3, step=6)
    checked("Autism", lead, stated=7, step=6)
    response = client.get("/")
    assert [row.project.name for row in response.context["talk_rows"]] == ["Parks", "Buses"]
    assert [row.project.name for row in response.context["learn_rows"]] == ["Repairs"]


def test_the_front_page_is_the_public_view_for_everybody(client, lead):
    checked("Buses", lead, stated=5, step=1, people=7)
    client.force_login(factories.make_user("Rosa Vean", Role.INVOLVEMENT))
    said = text_of(client.get("/"))
    assert "A small group: the people in the project see more" in said
    assert "<dd>Coercing</dd>" not in said


def test_an_open_check_is_counted_and_nothing_of_it_is_shown(client, lead):
    project = factories.make_project(by=lead)
    involvement = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    factories.make_open_round(project, by=involvement)
    said = text_of(client.get("/"))
    assert '<span class="app-figure__n">1</span><span class="app-figure__t">check open now</span>' in said


def test_no_page_promises_money(client):
    said = text_of(client.get("/")).lower()
    assert "pay for your time" not in said
    assert "£" not in said


def test_the_front_page_costs_the_same_for_few_or_many(client, lead):
    costs = []
    for numbers in (range(3), range(3, 50)):
        for number in numbers:
            checked(f"Project {number}", lead, step=3)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


@pytest.mark.parametrize("path", ["/", "/projects/"])
def test_the_first_visit_is_light_on_the_wire(client, lead, path):
    """The page and every file it asks for, as they are sent to a browser that takes gzip: 60 KB at most."""
    make_many(30, by=lead)
    page = client.get(path, headers={"accept-encoding": "gzip"})
    files = set(re.findall(r'(?:href|src)="/(static/[^"]+)"', client.get(path).content.decode()))
    assert {file.rsplit("/", 1)[1] for file in files} >= {"app.css", "govuk-frontend.css", "app.js"}
    weight = len(page.content) + len(gzip.compress(MODULE.read_bytes()))
    weight += sum(len(gzip.compress((STATIC / file.removeprefix("static/")).read_bytes())) for file in files)
    assert page["Content-Encoding"] == "gzip"
    assert weight < 60_000
