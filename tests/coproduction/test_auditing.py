"""Data protection reads what was read and changed, and that is written down too."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.actions import record_comments_read, record_reads
from audit.choices import Purpose, Seen
from audit.models import Event
from coproduction.audit_lines import SEEN, Asked, fields_of, lines_for, why_of
from tests.factories import MONDAY, make_open_round

pytestmark = pytest.mark.django_db
PAGE = reverse("coproduction:audit")
FILE = reverse("coproduction:audit_csv")
HOUR = timedelta(hours=1)


@pytest.fixture
def seen(client, data_protection, expert, other_expert, involvement, lead, project):
    """Two looks, by two people, at two records; and a browser of data protection's."""
    record_reads(
        [expert.contact_id],
        by=involvement,
        fields=[Seen.PHONE],
        purpose=Purpose.RING,
        now=MONDAY,
        for_=project,
    )
    record_reads(
        [other_expert.contact_id], by=lead, fields=[Seen.NAME], purpose=Purpose.PEOPLE, now=MONDAY + 24 * HOUR
    )
    client.force_login(data_protection)
    return client


def rows(response):
    """The lines of the page's table, or of the file, as their words."""
    if response["Content-Type"].startswith("text/csv"):
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))[1:]
    return [list(row) for row in response.context["rows"]]


def reads(rows_):
    return [row for row in rows_ if row[3] == "Read"]


def test_a_line_says_who_in_which_part_read_what_of_whom_and_why(seen, expert, involvement, project):
    (line,) = [row for row in rows(seen.get(PAGE)) if row[6] == "To ring the person"]
    assert line[1:4] == [involvement.contact.name, "Involvement team", "Read"]
    assert line[4:] == [expert.contact.name, "phone number", "To ring the person", project.name]


def test_the_lines_of_one_record_and_those_of_one_reader(seen, expert, involvement, lead):
    about = reads(rows(seen.get(PAGE, {"person": expert.contact_id})))
    assert {row[4] for row in about} == {expert.contact.name}
    by = reads(rows(seen.get(PAGE, {"by": lead.contact_id})))
    assert {row[1] for row in by} == {lead.contact.name}
    both = seen.get(PAGE, {"person": expert.contact_id, "by": lead.contact_id})
    assert reads(rows(both)) == []


def test_the_lines_of_some_days(seen):
    monday = {"first_day": MONDAY.day, "first_month": MONDAY.month, "first_year": MONDAY.year}
    tuesday = MONDAY + 24 * HOUR
    one_day = {"last_day": MONDAY.day, "last_month": MONDAY.month, "last_year": MONDAY.year}
    later = {"first_day": tuesday.day, "first_month": tuesday.month, "first_year": tuesday.year}
    assert [row[6] for row in reads(rows(seen.get(PAGE, monday | one_day)))] == ["To ring the person"]
    assert [row[6] for row in reads(rows(seen.get(PAGE, later)))] == ["To see who is in the project"]


@pytest.mark.parametrize(
    "asked",
    [
        {"person": "not an id"},
        {"by": "\x00"},
        {"page": "x"},
        {"first_day": "99", "first_month": "May", "first_year": ""},
        {"first_day": "2", "first_month": "2", "first_year": "2026", "last_day": "1", "last_month": "2",
         "last_year": "2026"},
    ],
)  # fmt: skip
def test_what_is_no_id_or_no_day_breaks_nothing(seen, asked):
    assert seen.get(PAGE, asked).status_code == 200
    assert seen.get(FILE, asked).status_code == 200


def test_a_name_is_looked_for_by_post_and_stands_in_no_address(seen, expert):
    page = seen.post(PAGE, {"name": expert.contact.name[:4].upper()}).content.decode()
    assert f"{PAGE}?person={expert.contact_id}" in page
    assert f"{PAGE}?by={expert.contact_id}" in page
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert not [link for link in links if expert.contact.name.split()[0].lower() in link.lower()]
    assert Event.objects.filter(what="record.read", purpose="protect", person=expert.contact_id).exists()


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Type a name"), ("a", "2 letters"), ("x" * 101, "too long")]
)
def test_a_name_that_says_too_little_gets_a_sentence(seen, typed, said):
    page = seen.post(PAGE, {"name": typed}).content.decode()
    assert page.count(said) >= 2
    assert typed in page


def test_nobody_of_that_name_is_said(seen):
    assert "We found nobody of that name" in seen.post(PAGE, {"name": "zebra"}).content.decode()


def test_reading_it_is_written_down_with_everyone_on_the_page(seen, data_protection, expert, involvement):
    seen.get(PAGE)
    lines = Event.objects.filter(by=str(data_protection.contact_id), purpose=Purpose.PROTECT)
    assert {expert.contact_id, involvement.contact_id} <= set(lines.values_list("person", flat=True))
    assert {(line.role, line.fields) for line in lines} == {("data-protection", "looked,name")}
    assert not lines.filter(person=data_protection.contact_id).exists()


def test_the_file_counts_as_reading_and_says_the_same(seen, data_protection, expert):
    assert reads(rows(seen.get(PAGE))) == reads(rows(seen.get(FILE)))
    Event.objects.filter(purpose=Purpose.PROTECT)
    assert Event.objects.filter(by=str(data_protection.contact_id), person=expert.contact_id).count() == 1


def test_looks_at_this_page_do_not_fill_it(seen, expert):
    seen.get(PAGE)
    assert not [row for row in rows(seen.get(PAGE)) if "good reason" in row[6]]
    assert [row for row in rows(seen.get(PAGE, {"own": "1"})) if "good reason" in row[6]]
    assert [row for row in rows(seen.get(PAGE, {"person": expert.contact_id})) if "good reason" in row[6]]


def test_head_shows_nothing_and_writes_nothing(seen):
    before = Event.objects.count()
    assert seen.head(PAGE).status_code in (200, 405)
    assert seen.head(FILE).status_code == 200
    assert Event.objects.count() == before


def test_a_line_about_words_of_a_check_names_nobody_who_could_have_written_them(
    seen, check, comment_reviewer
):
    record_comments_read([7], by=comment_reviewer, purpose=Purpose.REVIEW, now=MONDAY, for_=check)
    (line,) = [row for row in rows(seen.get(PAGE)) if row[3] == "Comment: read"]
    assert line[4] == ""


def test_fifty_lines_make_a_page(seen, other_project, involvement):
    check = make_open_round(other_project, by=involvement, now=MONDAY, members=60)
    people = check.invitations.values_list("expert__contact", flat=True)
    record_reads(people, by=involvement, fields=[Seen.NAME], purpose=Purpose.CHECK, now=MONDAY, for_=check)
    assert len(rows(seen.get(PAGE))) == 50
    assert len(rows(seen.get(PAGE, {"page": "2"}))) > 10
    assert lines_for(Asked()).count() > 60


@pytest.mark.parametrize("members", [7, 60])
def test_the_page_costs_the_same_for_few_or_many(
    seen, other_project, involvement, lead, project, members, django_assert_max_num_queries
):
    check = make_open_round(other_project, by=involvement, now=MONDAY, members=members)
    people = list(check.invitations.values_list("expert__contact", flat=True))
    for by, for_ in ((involvement, check), (lead, project)):
        record_reads(people, by=by, fields=[Seen.NAME], purpose=Purpose.CHECK, now=MONDAY, for_=for_)
    with django_assert_max_num_queries(12):
        seen.get(PAGE, {"person": people[0]})
    with django_assert_max_num_queries(12):
        seen.get(PAGE)


def test_what_and_why_are_said_of_somebody_else_and_never_to_them():
    assert set(SEEN) == set(Seen)
    said = [fields_of(Event(fields=key)) for key in Seen.values]
    said += [why_of(Event(purpose=key)) for key in Purpose.values]
    assert [words for words in said if re.search(r"\byour?\b", words, re.IGNORECASE)] == []
