"""The privacy page, docs/privacy.md and the code say the same."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from coproduction.what_we_keep import KEPT
from coproduction.who_sees_what import WHO, rows
from council.choices import Figure
from council.models import DatedFigure
from ladder.disclosure import STANDARD_RULES, Rules
from privacy.tables import our_models
from tests.house.access import ACCESS

ADDRESS = "/privacy/"
DOCUMENT = Path(settings.BASE_DIR, "docs", "privacy.md")


def table_on(client, caption):
    """A table of the page as rows of words, without its heads."""
    response = client.get(ADDRESS)
    assert response.status_code == 200
    table = response.content.decode().partition(f"{caption}</caption>")[2].partition("</table>")[0]
    found = [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", table)]
    heads, *body = [[html.unescape(cell) for cell in row] for row in found]
    return heads, body


def table_in_the_document():
    section = DOCUMENT.read_text(encoding="utf-8").partition("## Who sees what")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    heads, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return heads, body


@pytest.mark.django_db
def test_the_page_and_the_document_show_the_same_people_the_same_things(client):
    heads, body = table_in_the_document()
    assert heads == ["What", *WHO]
    assert body == [list(row) for row in rows(STANDARD_RULES)]
    assert table_on(client, "Who sees what") == (
        heads,
        [[what, *(cell.capitalize() for cell in cells)] for what, *cells in body],
    )


@pytest.mark.django_db
def test_the_page_says_the_councils_own_numbers(client):
    DatedFigure.objects.create(key=Figure.FLOOR, value=6, starts_on=date(2020, 1, 1))
    DatedFigure.objects.create(key=Figure.PUBLIC_FLOOR, value=12, starts_on=date(2020, 1, 1))
    things = [row[0] for row in table_on(client, "Who sees what")[1]]
    assert "A result with 12 or more answers" in things
    assert "A result with 6 to 11 answers" in things


def test_a_council_whose_two_floors_are_the_same_has_no_row_between_them():
    things = [row[0] for row in rows(Rules(floor=12, public_floor=10))]
    assert "A result with 12 or more answers" in things
    assert len(things) == len(rows(STANDARD_RULES)) - 1


def test_the_page_of_all_projects_opens_for_those_of_whom_it_is_said():
    """One row that the table of addresses can check."""
    parts = {
        "Anyone": "nobody",
        "Expert in the project": "expert",
        "Supporter": "other_expert",  # signed in, with no role of their own
        "Project’s team": "lead",
        "Staff of the directorate": "other_staff",
        "Involvement team": "involvement",
        "Steering group, co-chairs": "co_chair_expert",
        "Administrator": "administrator",
    }
    said = dict(zip(WHO, rows(STANDARD_RULES)[-1][1:], strict=True))
    opens_for = ACCESS["governance:dashboard"].get
    assert {who: cell == "yes" for who, cell in said.items()} == {
        who: part in opens_for for who, part in parts.items()
    }


def test_whatever_is_kept_about_people_has_a_row():
    """A new model with personal columns needs a line in coproduction/what_we_keep.py."""
    personal = {
        model._meta.label for model in our_models() if model.columns.personal or model.columns.special
    }
    told = [label for kept in KEPT for label in kept.models]
    assert personal == set(told)
    assert len(told) == len(set(told))


def test_how_long_is_what_the_model_says():
    """Each number of years or days stands in both."""
    of = {model._meta.label: model.columns.kept for model in our_models()}
    for kept in KEPT:
        said = set(re.findall(r"\d+", kept.how_long))
        written = {number for label in kept.models for number in re.findall(r"\d+", of[label])}
        assert said == written, kept.what


@pytest.mark.django_db
def test_the_page_lists_all_that_is_kept(client):
    _, body = table_on(client, "What we keep, and for how long")
    assert body == [[kept.what, kept.why, kept.how_long] for kept in KEPT]


@pytest.mark.django_db
def test_the_page_says_what_could_still_go_wrong_and_where_to_complain(client):
    said = html.unescape(" ".join(client.get(ADDRESS).content.decode().split()))
    assert "35 days at most" in said
    assert "someone who holds both this key and our files" in said
    assert 'href="https://ico.org.uk/make-a-complaint/"' in said
    assert "Nobody can look up your answers." in said
