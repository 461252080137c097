"""What the database holds for the gates today, and what is left out on purpose."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladder.choices import GateState
from ladder.evidence import Joined, Records, evidenced_rung
from ladder.records import gates_of, records_of, records_of_all, with_records
from projects.models import Membership, Project
from tests.factories import MONDAY, make_closed_round, make_members, make_project

SPRING = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_project_has_joined_on_the_day_of_its_first_expert(lead, involvement):
    project = make_project(by=lead)
    make_members(project, 2, by=involvement, now=MONDAY)
    earliest = Membership.objects.filter(project=project).first()
    earliest.starts_on = SPRING.date()
    earliest.save()
    assert records_of(project).joined == (Joined(SPRING.date()),)


def test_an_expert_who_has_left_still_joined(lead, involvement):
    project = make_project(by=lead)
    make_members(project, 1, by=involvement, now=SPRING)
    Membership.objects.update(ends_on=MONDAY.date(), ended_by=involvement.contact)
    assert records_of(project).joined == (Joined(SPRING.date()),)


def test_someone_whom_the_team_added_has_not_joined_until_they_are_confirmed(lead):
    project = make_project(by=lead)
    make_members(project, 1, by=lead, now=SPRING)
    assert records_of(project) == Records()


def test_a_project_that_nobody_joined_has_no_record(lead):
    assert records_of(make_project(by=lead)) == Records()


def test_a_check_is_no_evidence_that_people_were_asked(lead, involvement):
    project = make_project(by=lead)
    make_closed_round(project, by=involvement)
    assert records_of(project).asked == ()
    found = gates_of(project, today=MONDAY.date())
    assert {gate.state for gate in found} == {GateState.NOT_YET}
    assert evidenced_rung(found) is None


def test_a_row_that_brought_its_records_needs_no_query_more(lead, involvement):
    project = make_project(by=lead)
    make_members(project, 2, by=involvement, now=SPRING)
    row = with_records(Project.objects.all()).get(pk=project.pk)
    with CaptureQueriesContext(connection) as asked:
        assert records_of(row).joined == (Joined(SPRING.date()),)
    assert len(asked) == 0
    empty = with_records(Project.objects.all()).get(pk=make_project("Other", by=lead).pk)
    assert records_of(empty) == Records()


def test_fifty_projects_cost_no_more_queries_than_one(lead, involvement):
    projects = [make_project(f"Project {number}", by=lead) for number in range(5)]
    for project in projects:
        make_members(project, 1, by=involvement, now=SPRING)
    with CaptureQueriesContext(connection) as one:
        records_of_all(projects[:1])
    with CaptureQueriesContext(connection) as many:
        found = records_of_all(projects)
    assert len(many) == len(one) == 1
    assert {len(records.joined) for records in found.values()} == {1}
    assert list(found) == [project.pk for project in projects]
