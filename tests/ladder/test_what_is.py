"""The page that says what co-production is."""

import html
import re

import pytest

from council.choices import Figure
from council.models import DatedFigure
from ladder.disclosure import Rules
from ladder.queries import newest_wording
from ladder.rungs import RUNGS
from ladder.views.what_is import small_groups
from tests.factories import MONDAY

ADDRESS = "/what-is-co-production/"


def text_of(response):
    assert response.status_code == 200
    return html.unescape(" ".join(response.content.decode().split()))


@pytest.mark.django_db
def test_the_page_tells_the_whole_framework(client):
    said, wording = text_of(client.get(ADDRESS)), newest_wording()
    for step in wording.steps:
        assert step.meaning in said
        assert step.example in said
    for statement in wording.statements:
        assert statement.yes_looks_like in said
        assert statement.no_looks_like in said
    for named in (*wording.principles, *wording.reasons, *wording.benefits):
        assert named.name in said
    assert said.index("Step 7 of 7") < said.index("Step 1 of 7")
    assert len(wording.steps) == len(RUNGS)


@pytest.mark.django_db
def test_the_ladder_carries_its_credit_and_link(client):
    said, wording = text_of(client.get(ADDRESS)), newest_wording()
    assert wording.credit in said
    assert f'href="{wording.credit_url}"' in said


@pytest.mark.django_db
def test_the_page_offers_a_choice_and_says_what_is_meaningful_and_what_is_tokenistic(client):
    said = text_of(client.get(ADDRESS))
    for choice in ("If you take part", "How much you do", "Which way", "What you say"):
        assert f">{choice}</h3>" in said
    assert said.count("<h4>Meaningful</h4>") == said.count("<h4>Tokenistic</h4>") == 8
    for place in re.findall(r'<a class="govuk-link" href="#([\w-]+)"', said):
        assert f'id="{place}"' in said


@pytest.mark.django_db
def test_the_page_says_the_councils_own_numbers(client):
    DatedFigure.objects.create(key=Figure.PUBLIC_FLOOR, value=12, starts_on=MONDAY.date().replace(year=2020))
    said = text_of(client.get(ADDRESS))
    assert ">5 to 11</th>" in said
    assert ">12 or more</th>" in said
    assert "Fewer than 5, or we asked fewer than 7" in said


def test_small_groups_have_no_row_of_their_own_where_both_floors_are_the_same():
    rows = small_groups(Rules(floor=12, public_floor=12))
    assert [people for people, _, _ in rows] == [
        "Fewer than 12, or we asked fewer than 7",
        "12 or more",
    ]


@pytest.mark.django_db
def test_the_page_promises_no_money(client):
    said = text_of(client.get(ADDRESS))
    assert "£" not in said
    assert "We pay" not in said
