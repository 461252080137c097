"""Bringing in a list of projects, page by page."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from projects.actions.registering import describe, publish
from projects.choices import ImportState
from projects.models import ImportBatch, Project
from projects.spreadsheets.grids import LARGEST_FILE
from projects.spreadsheets.workbooks import BROKEN
from tests.factories import MONDAY, make_directorate, make_draft, make_user
from tests.projects.importing import check_file, import_file, make_importer
from tests.projects.spreadsheets.files import book, csv_file, project
from tests.projects.spreadsheets.mistakes import MISTAKES, mended, with_mistakes

pytestmark = pytest.mark.django_db
START = "/staff/import/"


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def importer(client):
    user = make_importer()
    client.force_login(user)
    return user


def send(client, data, name="register.csv"):
    return client.post(START, {"file": SimpleUploadedFile(name, data)}, follow=True)


def rows_told(text):
    """The table of what to mend: line, column, sentence."""
    return [
        tuple(re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<div>(.*?)</div>", row))
        for row in re.findall(r'data-label="Line">(.*?)</tr>', text)
    ]


def test_a_spreadsheet_with_thirty_mistakes_is_refused_line_by_line_and_comes_in_once_mended(
    client, importer
):
    make_user("Alex Morgan", Role.STAFF)
    repairs = make_draft("Repairs by appointment", by=importer)
    Project.objects.filter(pk=repairs.pk).update(directorate=make_directorate("Housing"))

    refused = send(client, book(with_mistakes()), "register.xlsx").text
    assert "We could not take in the file. Nothing has changed" in refused
    told = rows_told(refused)
    assert [int(line) for line, _, _ in told] == list(range(2, len(MISTAKES) + 2))
    for mistake, (_, column, _) in zip(MISTAKES, told, strict=True):
        assert column.replace("&#x27;", "'") == mistake.column
    assert not ImportBatch.objects.exists()
    assert list(Project.objects.all()) == [repairs]

    checked = send(client, book(mended()), "register.xlsx")
    assert "The file has no mistakes" in checked.text
    assert "Nothing is brought in yet" in checked.text
    batch = ImportBatch.objects.get()

    made = client.post(reverse("projects:import_make", args=[batch.pk]), follow=True)
    assert "The drafts are made" in made.text
    assert batch.projects.count() == len(MISTAKES)
    assert "Ready to publish" in made.text


def test_the_page_says_what_it_does_and_gives_the_template(client, importer):
    text = client.get(START).text
    assert "What to write in each column" in text
    for kind in ("csv", "xlsx"):
        assert f"/staff/import/template.{kind}" in text
        assert client.get(f"/staff/import/template.{kind}").status_code == 200
    assert client.get("/staff/import/template.pdf").status_code == 404


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (None, "Choose the file with your projects"),
        (b"", "The file is empty. Choose the file with your projects"),
        (b"%PDF-1.7", "This is not a spreadsheet that we can read"),
        (b"PK\x03\x04 cut off", BROKEN),
        (b"x" * (LARGEST_FILE + 1), "The file is over 2 MB"),
        (b"Hello", "We could not find the headings in this file"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence_beside_the_field_and_in_the_summary(
    client, importer, data, says
):
    text = (client.post(START) if data is None else send(client, data)).text
    assert text.count(says) == 2
    assert "<title>Error: Bring in a list of projects" in text
    assert "govuk-error-summary" in text
    assert 'href="#id_file"' in text


def test_words_in_place_of_a_file_are_no_file(client, importer):
    assert "Choose the file with your projects" in client.post(START, {"file": "words"}).text


def test_more_than_a_hundred_mistakes_are_counted_and_the_first_are_shown(client, importer):
    rows = [project(f"P{number}", stage="Begun") for number in range(130)]
    page = send(client, csv_file(rows))
    assert len(rows_told(page.text)) == 100
    assert "There are 30 more" in page.text
    assert len(page.content) < 60_000


def test_what_people_wrote_in_the_file_is_never_markup(client, importer):
    text = send(client, csv_file([project("A", stage="<b>x</b>")]), "<i>x.csv").text
    assert "<b>x</b>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text


def test_a_long_list_is_paged_and_light(client, importer):
    batch = check_file(*[project(f"Project {number:03}") for number in range(120)], by=importer)
    first, third = (
        client.get(reverse("projects:import_batch", args=[batch.pk]), {"page": n}) for n in (1, 3)
    )
    assert "Project 049" in first.text
    assert "Project 050" not in first.text
    assert "Project 119" in third.text
    assert "Make these 120 drafts" in first.text


def test_the_second_click_says_that_it_is_done(client, importer):
    batch = check_file(by=importer)
    make = reverse("projects:import_make", args=[batch.pk])
    client.post(make)
    assert "These drafts are made already" in client.post(make, follow=True).text
    assert Project.objects.count() == 2


def test_what_changed_since_the_check_is_told_and_nothing_is_made(client, importer):
    batch = check_file(by=importer)
    taken = make_draft("Repairs", by=importer)
    Project.objects.filter(pk=taken.pk).update(directorate=make_directorate("Housing"))
    for text in (
        client.post(reverse("projects:import_make", args=[batch.pk])).text,
        client.get(reverse("projects:import_batch", args=[batch.pk])).text,
    ):
        assert "Something has changed since you checked the file" in text
        assert rows_told(text)[0][:2] == ("3", "Name")
        assert "Make these" not in text
    assert list(Project.objects.all()) == [taken]


def test_ticked_drafts_are_published_together_and_the_others_say_what_they_lack(client, importer):
    batch = import_file(project("Homes"), project("Half", ways=None), project("Repairs"), by=importer)
    page = client.get(reverse("projects:import_batch", args=[batch.pk])).text
    assert page.count('type="checkbox"') == 2
    assert "Say how people can take part" in page

    homes, repairs, half = (batch.projects.get(name=name) for name in ("Homes", "Repairs", "Half"))
    publish_url = reverse("projects:import_publish", args=[batch.pk])
    empty = client.post(publish_url).text
    assert empty.count("Tick one project or more") == 2
    assert f"<title>Error: {batch.file_name}" in empty
    wrong = client.post(publish_url, {"projects": [homes.reference, half.reference, "\0"]}).text
    assert "One of these cannot be published now" in wrong
    assert not Project.objects.published().exists()

    done = client.post(publish_url, {"projects": [homes.reference, repairs.reference]}, follow=True).text
    assert "Published: Homes and Repairs." in done
    assert set(Project.objects.published()) == {homes, repairs}


def test_an_import_is_undone_after_a_question(client, importer):
    batch = import_file(by=importer)
    url = reverse("projects:import_undo", args=[batch.pk])
    assert "Undo this import?" in client.get(url).text
    assert Project.objects.count() == 2
    assert "Undone. 2 drafts are gone." in client.post(url, follow=True).text
    assert not Project.objects.exists()
    assert "This import is undone" in client.get(url, follow=True).text


def test_what_stops_undoing_is_named_with_a_link(client, importer):
    batch = import_file(by=importer)
    draft = batch.projects.get(name="Homes")
    describe(project=draft, by=importer, now=MONDAY, summary="Other words")
    publish(project=batch.projects.get(name="Repairs"), by=importer, now=MONDAY)
    url = reverse("projects:import_undo", args=[batch.pk])
    tasks = reverse("projects:tasks", args=[draft.reference])
    for text in (client.get(url).text, client.post(url).text):
        assert "This cannot be undone any more" in text
        assert f'href="{tasks}">Homes</a></span>: Someone changed it.' in text
        assert "Repairs</a></span>: It is published." in text
    assert batch.projects.count() == 2


def test_a_draft_says_that_it_came_from_a_file(client, importer):
    batch = import_file(by=importer)
    draft = batch.projects.first()
    text = client.get(reverse("projects:tasks", args=[draft.reference])).text
    assert f'href="{reverse("projects:import_batch", args=[batch.pk])}"' in text
    assert "Imported" in text


def test_nobody_else_of_the_staff_sees_an_import(client, importer, involvement):
    one, two = check_file(by=importer), import_file(project("Other"), by=importer)
    pages = [
        (name, batch)
        for batch in (one, two)
        for name in ("import_batch", "import_make", "import_publish", "import_undo")
    ]
    other = make_user("Sam Rowe", Role.STAFF, directorate=make_directorate("Transport"))
    client.force_login(other)
    for name, batch in pages:
        assert client.post(reverse(f"projects:{name}", args=[batch.pk])).status_code in (404, 405)
    assert client.get(reverse("projects:import_batch", args=[one.pk])).status_code == 404
    client.force_login(involvement)
    assert client.get(reverse("projects:import_batch", args=[one.pk])).status_code == 200
    one.refresh_from_db()
    assert one.state == ImportState.CHECKED


def test_a_lead_sees_their_own_project_of_an_import_and_cannot_undo_it(client, importer):
    sam = make_user("Sam Rowe", Role.STAFF, directorate=make_directorate("Housing"))
    batch = import_file(project("Theirs", lead=sam.email), project("Repairs"), by=importer)
    client.force_login(sam)
    text = client.get(reverse("projects:import_batch", args=[batch.pk])).text
    assert "Theirs" in text
    assert "Repairs" not in text
    assert "Undo this import" not in text
    undo = client.post(reverse("projects:import_undo", args=[batch.pk]))
    assert undo.status_code == 403
    assert "whoever brought the list in" in undo.text
    assert batch.projects.count() == 2


def test_staff_find_the_way_from_their_work(client, importer):
    assert f'href="{START}"' in client.get(reverse("coproduction:your_work")).text


@pytest.mark.parametrize("count", [2, 25])
def test_a_page_costs_the_same_for_few_projects_or_many(
    client, importer, count, django_assert_max_num_queries
):
    rows = [project(f"P{number}", ways=None if number % 2 else "Online") for number in range(count)]
    made = import_file(*rows, by=importer)
    checked = check_file(*[row | {"name": f"{row['name']} again"} for row in rows], by=importer)
    pages = [
        START,
        reverse("projects:import_batch", args=[made.pk]),
        reverse("projects:import_undo", args=[made.pk]),
    ]
    for url in pages:
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200
    with django_assert_max_num_queries(12):
        client.get(reverse("projects:import_batch", args=[checked.pk]))
