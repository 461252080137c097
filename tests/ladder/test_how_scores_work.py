"""The page that says every rule, and its examples: made by the code, and only by the code."""

import gzip
import html
import re
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.choices import SHIPPED, Figure
from council.models import DatedFigure
from ladder import worked_examples as worked
from ladder.as_shown import ONE_DECIMAL_FROM
from ladder.choices import ClosedEarly
from ladder.disclosure import STANDARD_RULES, Rules
from ladder.evidence import gates
from ladder.made_up import EXAMPLE_DAY, PEOPLE, RECORDS, example_check
from ladder.rungs import Rung
from ladder.views.how_scores_work import gates_in_words
from ladder.views.rules_of_people import of_people
from ladder.views.rules_of_scores import of_scores
from tests.factories import MONDAY
from tests.house.main_words import sentences_of_main
from words.readability import reading_age, words_of

ADDRESS = "/how-scores-work/"
pytestmark = pytest.mark.django_db


def page(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return html.unescape(" ".join(response.text.split()))


def set_figure(figure, value):
    DatedFigure.objects.create(key=figure, value=value, starts_on=MONDAY.date().replace(year=2020))


def test_every_example_stands_on_the_page_as_the_code_gives_it(client):
    said = page(client)
    rules = STANDARD_RULES
    for section in (*of_scores(rules, example_check(rules)), *of_people(rules, SHIPPED)):
        assert f'id="{section.key}">{section.title}</h2>' in said
        for table in section.tables:
            for cell in (table.caption, *table.heads, *(cell for row in table.rows for cell in row)):
                assert f">{cell}<" in said


def test_the_example_check_is_the_one_of_the_document(client):
    """docs/scoring.md works the same twelve people out; tests/ladder/test_scoring_document.py tries it."""
    said = page(client)
    for result in ("4 out of 8", "Needs a conversation", "The likely range is 3 to 4.5.", "about 3.97"):
        assert result in said
    assert "It asks 15 people, and 12 answer." in said


def test_every_link_on_the_page_to_a_part_of_it_leads_somewhere(client):
    said = page(client)
    places = re.findall(r'<a class="govuk-link" href="#([\w-]+)"', said)
    assert len(places) == len(set(places)) == 18
    for place in places:
        assert f'id="{place}"' in said


def test_each_gate_has_its_place_and_says_what_it_takes(client):
    said = page(client)
    for told, gate in zip(gates_in_words(), gates(RECORDS, today=EXAMPLE_DAY), strict=True):
        assert f'id="{told.key}"><dt class="govuk-summary-list__key">{gate.asks}</dt>' in said
        assert told.takes in said
        assert f"{gate.state.label}. {gate.found}" in said
    assert "So this record shows Co-designing, step 6." in said


def test_a_raised_floor_changes_the_page(client):
    set_figure(Figure.PUBLIC_FLOOR, 12)
    said = page(client)
    assert "Anyone else sees it from 12 people." in said
    assert ">11 of 17<" in said
    assert "This council has made one bigger: 12 people for everyone to see, not 10." in said
    assert "It asks 30 people, and 24 answer." in said
    assert "Each row stands for 2 people who said the same." in said


def test_a_floor_of_ten_leaves_out_what_is_said_of_smaller_groups(client):
    assert "only the 3 words in the middle" in page(client)
    set_figure(Figure.FLOOR, 10)
    assert "only the 3 words in the middle" not in page(client)


def test_the_days_and_months_are_the_councils_own(client):
    set_figure(Figure.REST_DAYS, 90)
    set_figure(Figure.PANEL_MONTHS, 18)
    said = page(client)
    assert "Then 90 days must pass before the next check" in said
    assert "took part in the last 18 months" in said


def test_every_reason_to_close_early_is_listed(client):
    said = page(client)
    for reason in ClosedEarly:
        assert f"<li>{reason.label}</li>" in said


@pytest.mark.parametrize("floor", [5, 10, 11, 23, 100])
def test_the_example_check_grows_until_anyone_may_read_it(floor):
    example = example_check(Rules(floor=floor, public_floor=max(10, floor)))
    assert example.shown.score is not None
    assert example.people % len(PEOPLE) == 0


def test_edges_that_a_council_moved_are_told_beside_the_usual_ones():
    moved = Rules(band_edges=(Fraction(3, 2), Fraction(3), Fraction(5), Fraction(13, 2)))
    (told,) = [each for each in of_scores(moved, example_check(moved)) if each.key == "bands"]
    assert "Usually they meet at 1.6, 3.2, 4.8, 6.4." in " ".join(told.after)
    assert told.tables[0].rows[0][2] == "0 to 1.5"


def test_other_edges_change_the_words_for_a_score():
    usual = worked.bands(STANDARD_RULES).rows
    other = worked.bands(Rules(band_edges=(1, 2, 3, 4))).rows
    assert [row[0] for row in usual] == [row[0] for row in other]
    assert usual[4] == ("Genuine", "6.5 to 7.5", "6.4 to 8")
    assert other[4] == ("Genuine", "4 to 7.5", "4 to 8")


def test_the_rounding_example_stands_on_both_sides_of_one_decimal():
    assert worked.rounded_scores().heads[-1] == f"{ONE_DECIMAL_FROM} people"
    assert {row[0]: row[1:] for row in worked.rounded_scores().rows}["4.25"] == ("4.5", "4.5", "4.3")


def test_the_word_held_back_is_one_lower_than_the_score_alone():
    rows = dict(worked.held_back(STANDARD_RULES).rows)
    assert rows["The word for that score"] == "Genuine"
    assert rows["The word we use"] == "Mostly genuine"


def test_the_made_up_record_is_met_up_to_co_designing():
    assert worked.record_step() == Rung.CO_DESIGNING


def test_a_child_of_nine_can_read_it(client):
    sentences = sentences_of_main(client.get(ADDRESS).text)
    assert reading_age(sentences) <= 9
    assert [sentence for sentence in sentences if len(words_of(sentence)) > 15] == []


def test_it_is_light_and_asks_the_database_little(client):
    with CaptureQueriesContext(connection) as made:
        response = client.get(ADDRESS)
    assert len(made) <= 12
    assert len(gzip.compress(response.content)) < 20_000


def test_pages_lead_to_it(client):
    assert reverse("ladder:how_scores_work") == ADDRESS
    assert f'href="{ADDRESS}">Every rule, with examples</a>' in page_of(client, "ladder:what_is")
    assert f'href="{ADDRESS}#small"' in page_of(client, "coproduction:privacy")


def page_of(client, name):
    return client.get(reverse(name)).text
