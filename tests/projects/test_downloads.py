"""What goes out as a file: what anyone may see, what a person may change, and back in again."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.choices import Role
from ladder.choices import Answer
from ladder.rungs import Rung
from projects.actions.families import join_bigger_project
from projects.actions.importing import undo_import
from projects.actions.registering import describe, publish
from projects.models import Project
from projects.spreadsheets.columns import COLUMNS
from projects.spreadsheets.reading import read
from tests.factories import (
    MONDAY,
    make_closed_round,
    make_directorate,
    make_draft,
    make_project,
    make_ready_draft,
    make_user,
)
from tests.projects.importing import check_file, import_file, make_importer
from tests.projects.spreadsheets.files import project as cells

pytestmark = pytest.mark.django_db
KINDS = ("csv", "xlsx")


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def fetch(client, name, kind):
    response = client.get(reverse(f"projects:{name}", args=[kind]))
    assert response.status_code == 200
    return response, b"".join(response) if response.streaming else response.content


def rows_in(data, kind):
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    headings, *rows = load_workbook(io.BytesIO(data))["Projects"].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_anyone_may_take_the_published_projects_and_nothing_that_only_staff_see(client, lead, kind):
    shown = make_project("=Shown", by=lead, rung=Rung.INFORMING, now=MONDAY)
    make_ready_draft("Hidden", by=lead)
    response, data = fetch(client, "download", kind)
    assert response["Content-Disposition"] == f'attachment; filename="projects-2026-11-23.{kind}"'
    assert "no-store" in response["Cache-Control"]
    (row,) = rows_in(data, kind)
    assert row["Name"] == "'=Shown"
    assert row["Step"] == "Informing"
    assert row["Resource limitations: why"] == "There is no money for a group that meets all year."
    assert row["Together"] == "No check yet"
    assert row["Address of its page"].endswith(reverse("projects:show", args=[shown.slug]))
    for hidden in ("Yearly pay budget", "Staff lead", "Reference"):
        assert hidden not in row
    assert lead.email not in str(row)


@pytest.mark.parametrize(
    "asked",
    ["", "q=buses", "step=3", "sort=name", "badge=talk", "stage=nonsense", "q=" + "x" * 200, "page=9"],
)
def test_a_file_has_what_the_list_shows_for_the_same_address_in_the_same_order(
    client, lead, involvement, asked
):
    for name, rung in (
        ("Buses", Rung.INFORMING),
        ("Zebras", Rung.CO_PRODUCTION),
        ("Gaps", Rung.CO_PRODUCTION),
    ):
        made = make_project(name, by=lead, rung=rung, now=MONDAY)
    make_closed_round(made, by=involvement, step=2, statements=[Answer.NO] * 8)
    data = b"".join(client.get(f"{reverse('projects:download', args=['csv'])}?{asked}"))
    shown = client.get(f"{reverse('projects:list')}?{asked.replace('page=9', '')}")
    assert [row["Name"] for row in rows_in(data, "csv")] == [
        row.project.name for row in shown.context["rows"]
    ]
    link = f"{reverse('projects:download', args=['csv'])}"
    assert (link in shown.text) == bool(shown.context["rows"])


@pytest.mark.parametrize(
    ("answers", "badge"), [(12, "Match"), (6, "Match"), (3, "Not enough answers to show yet")]
)
def test_of_answers_only_the_public_words_go_out(client, project, involvement, answers, badge):
    make_closed_round(project, by=involvement, answers=answers)
    _, data = fetch(client, "download", "csv")
    (row,) = rows_in(data, "csv")
    assert row["Together"] == badge
    assert not any(value == str(answers) for value in row.values())


def test_a_bigger_project_that_is_not_published_is_not_named(client, lead):
    bigger, part = make_draft("Secret", by=lead), make_project("Part", by=lead, now=MONDAY)
    join_bigger_project(project=part, parent=bigger, by=lead, now=MONDAY)
    _, data = fetch(client, "download", "csv")
    assert rows_in(data, "csv")[0]["Part of"] == ""
    client.force_login(lead)
    _, data = fetch(client, "download_own", "csv")
    assert {row["Part of"] for row in rows_in(data, "csv")} == {"", bigger.reference}


@pytest.mark.parametrize("kind", KINDS)
def test_staff_take_what_they_may_change_drafts_too_with_the_columns_of_an_import(
    client, lead, involvement, other_project, kind
):
    make_ready_draft("Mine", by=lead)
    client.force_login(lead)
    (row,) = rows_in(fetch(client, "download_own", kind)[1], kind)
    assert list(row) == [column.heading for column in COLUMNS]
    assert row["Name"] == "Mine"
    assert str(row["Yearly pay budget"]) == "5000"
    assert row["Staff lead"] == lead.email
    client.force_login(involvement)
    names = {row["Name"] for row in rows_in(fetch(client, "download_own", kind)[1], kind)}
    assert names == {"Mine", other_project.name}


def test_the_step_in_force_goes_out_and_not_the_one_that_is_prepared(client, lead):
    from projects.actions.stating import choose_step

    shown = make_project("Shown", by=lead, rung=Rung.INFORMING, now=MONDAY)
    choose_step(project=shown, rung=Rung.ENGAGING, by=lead, now=MONDAY)
    client.force_login(lead)
    for name in ("download", "download_own"):
        assert rows_in(fetch(client, name, "csv")[1], "csv")[0]["Step"] == "Informing"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_out_comes_in_again_the_same(client, kind):
    """Out, undone, in again, out again: every cell is as it was, and so is every record."""
    importer = make_importer()
    make_user("Sam Rowe", Role.STAFF, directorate=make_directorate("Housing"))
    odd = {
        "summary": "''=1+1 and “quotes”, ; and, commas",
        "already_decided": "'-one\n\n+two\n@three",
        "access_words": "Zoë’s café — 100%",
    }
    first = import_file(
        cells("=Homes", **odd),
        cells("Part", parent="=Homes", lead="sam.rowe@example.org", yearly_pay_budget_pence="1250.50"),
        cells("Top", step="7", why_resources=None, again_resources=None, plan_step=None, areas=None),
        cells("Stopped", stage="Stopped", stopped_because="No money.", starts_on=None, ends_on=None),
        {"name": "Bare", "directorate": "Housing"},
        by=importer,
    )
    client.force_login(importer)
    _, out = fetch(client, "download_own", kind)
    before = records(first)
    assert len(before) == 5
    undo_import(batch=first, by=importer, now=MONDAY)
    assert not Project.objects.exists()

    again = import_file(data=out, by=importer)
    assert records(again) == before
    _, out_again = fetch(client, "download_own", kind)
    assert rows_in(out_again, kind) == rows_in(out, kind)
    assert read(out_again) == read(out)


def records(batch):
    """Everything that the projects of an import are, but for when it was."""
    left_out = {"id", "imported_in", "registered_at", "changed_at", "parent"}
    kept = [field.name for field in Project._meta.fields if field.name not in left_out]
    return {
        one.reference: (
            {name: getattr(one, name) for name in kept},
            one.parent.reference if one.parent else None,
            sorted(area.name for area in one.areas.all()),
            sorted(one.team.values_list("user__email", "is_lead")),
            [
                (level.rung, level.parts, level.justification, sorted(level.why_nots.values_list(*WHY)))
                for level in one.stated_levels.all()
            ],
        )
        for one in batch.projects.all()
    }


WHY = ("reason", "explanation", "look_again_on")


def test_a_public_list_comes_in_as_new_drafts_of_another_place(client, lead):
    make_project("Shown", by=lead, rung=Rung.INFORMING, now=MONDAY)
    _, data = fetch(client, "download", "csv")
    Project.objects.update(name="Renamed")
    assert check_file(data=data, by=lead).count == 1


@pytest.mark.parametrize("count", [1, 12])
def test_a_file_costs_the_same_queries_for_few_projects_or_many(
    client, lead, count, django_assert_max_num_queries
):
    for number in range(count):
        make_project(f"Project {number}", by=lead, rung=Rung.INFORMING, now=MONDAY)
    with django_assert_max_num_queries(12):
        fetch(client, "download", "csv")
    client.force_login(lead)
    with django_assert_max_num_queries(12):
        fetch(client, "download_own", "xlsx")


def test_there_is_no_other_kind_of_file(client):
    assert client.get("/projects/download.pdf").status_code == 404


def test_a_project_that_says_more_after_it_was_published_goes_out_as_it_is(client, lead):
    one = make_ready_draft("Shown", by=lead)
    publish(project=one, by=lead, now=MONDAY)
    describe(project=Project.objects.get(pk=one.pk), by=lead, now=MONDAY, summary="New words")
    assert rows_in(fetch(client, "download", "csv")[1], "csv")[0]["What it is about"] == "New words"
