"""What the record shows, on a project's page: seven lines, and the step beside the other two."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ladder.evidence import Decision, Records, gates
from ladder.made_up import EXAMPLE_DAY, RECORDS
from ladder.queries import newest_wording
from ladder.rungs import Rung
from projects.views.said_of_record import tell_record
from tests.factories import MONDAY, make_closed_round, make_members, make_project, make_ready_draft
from tests.fixtures_made_once import made_once
from tests.projects.project_page import look_ahead, page

pytestmark = pytest.mark.django_db
HOW = "/how-scores-work/"


@made_once
def made(lead):
    return make_project("Quiet streets", by=lead, now=MONDAY - timedelta(days=90))


def told(project, records, **others):
    return tell_record(project, gates(records, today=EXAMPLE_DAY), may_add_people=False, **others)


def test_anyone_reads_seven_lines_each_with_what_it_takes(client, made):
    said = page(client, made)
    for key in ("g1", "g2", "g3", "g4", "g5", "g6", "g7"):
        assert f'href="{HOW}#{key}">What it takes' in said
    assert said.count('<p class="app-gates__f">Nothing recorded yet.') == 7
    assert 'class="is-met"' not in said


def test_a_record_with_nothing_in_it_says_so_beside_the_other_steps(client, made):
    said = page(client, made)
    assert 'The record shows</dt> <dd><p class="govuk-body app-mb0">Nothing recorded yet.' in said
    assert "app-lad__flag--rec" not in said


def test_experts_who_joined_and_a_check_open_no_line(client, made, involvement):
    make_closed_round(made, by=involvement)
    assert page(client, made).count('<p class="app-gates__f">Nothing recorded yet.') == 7


def test_a_step_that_the_record_shows_stands_beside_the_councils_and_on_the_ladder(made):
    about = {"step": {"rung": Rung.CO_PRODUCTION}, "wording": newest_wording(), "top": 7}
    said = render_to_string("projects/partials/steps.html", about | {"record": told(made, RECORDS)})
    assert "<strong>Co-designing</strong>" in said
    assert "Step 6 of 7. People helped to shape the choices." in said
    assert said.count("app-lad__flag--rec") == 1


def test_those_who_may_add_people_get_that_form_at_the_line_it_supplies(client, made, lead, involvement):
    people = reverse("projects:people", args=[made.reference])
    form = f'href="{people}">Add who has joined</a>'
    assert page(client, made, lead).count(form) == page(client, made, involvement).count(form) == 1


def test_nobody_else_gets_a_form(client, made, other_staff, expert):
    for who in (None, other_staff, expert):
        assert "Add who has joined" not in page(client, made, who)


def test_a_draft_shows_its_record_too(client, lead):
    assert "What the record shows" in look_ahead(client, make_ready_draft(by=lead), lead)


def test_the_table_says_the_same_as_the_list(client, made):
    said = page(client, made)
    for gate in gates(Records(), today=EXAMPLE_DAY):
        assert f"<p><b>{gate.asks}</b></p>" in said
        cells = (
            f'data-label="Step">{gate.rung.label}</td><td class="govuk-table__cell" data-label="The record">'
        )
        assert f'{gate.asks}</th><td class="govuk-table__cell" {cells}Nothing recorded yet.</td>' in said


def test_a_met_line_and_one_not_met_say_what_the_record_shows(made):
    lines = told(made, RECORDS).gates
    assert (lines[1].is_met, lines[1].says) == (True, "Met. Decisions made after people were asked: 3 of 3.")
    assert (lines[4].is_met, lines[4].says) == (
        False,
        "Not met. Decisions of the last 12 months made together: 1 of 3.",
    )


def test_a_step_needs_every_line_below_it(made):
    untold = Records(decisions=(Decision(date(2026, 6, 8)),), options=RECORDS.options)
    found = told(made, untold)
    assert (found.rung, found.words) == (None, "No step yet")
    assert told(made, Records(decisions=untold.decisions)).words == "Nothing recorded yet"


def test_co_production_by_the_record_says_that_every_line_is_met(made):
    joint = Decision(date(2026, 7, 6), jointly=True, told_on=date(2026, 7, 6))
    all_met = Records(
        (joint,), RECORDS.asked, RECORDS.changes, RECORDS.options, RECORDS.joined, RECORDS.activities
    )
    assert told(made, all_met).why == "All 7 lines of the record are met."


def test_the_page_still_asks_the_database_little(client, made, involvement):
    make_closed_round(made, by=involvement)
    make_members(make_project("Other", by=involvement), 3, by=involvement)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("projects:show", args=[made.slug]))
    assert len(asked) <= 12
