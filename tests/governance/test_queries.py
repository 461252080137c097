"""The whole programme, from what each project's own people are shown."""

import pytest

from accounts.choices import Role
from governance.queries import whole_programme
from ladder.choices import Badge
from ladder.rungs import Rung
from projects.models import Project
from tests import factories
from tests.ladder.tallies import check_of, same

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


def checked(name, lead, *, stated=7, people=12, step=7):
    project = factories.make_project(name, by=lead, rung=Rung(stated))
    factories.make_result(project, check_of(*same(people, "p", step)), by=lead)
    return project


def programme():
    return whole_programme(Project.objects.published().with_stated())


def test_the_widest_gap_is_first_and_hidden_ones_are_last(lead):
    checked("Agrees", lead, stated=7, step=7)
    checked("One apart", lead, stated=7, step=6)
    checked("Too few", lead, stated=7, step=1, people=3)
    checked("Five lower", lead, stated=7, step=2)
    checked("Three higher", lead, stated=3, step=6)
    checked("Three lower", lead, stated=7, step=4)
    assert [row.project.name for row in programme().checked] == [
        "Five lower", "Three lower", "Three higher", "One apart", "Agrees", "Too few",
    ]  # fmt: skip


def test_equal_gaps_stand_by_name(lead):
    for name in ("parks", "Autism", "Buses"):
        checked(name, lead, step=4)
    assert [row.project.name for row in programme().checked] == ["Autism", "Buses", "parks"]


def test_the_steering_group_sees_a_small_group_in_full(lead):
    checked("Small", lead, people=6, step=3)
    (row,) = programme().checked
    assert (row.stated, row.experienced, row.badge) == (7, 3, Badge.TALK)


def test_projects_without_a_closed_check_are_counted_apart(lead):
    checked("Checked", lead)
    factories.make_project("Never", by=lead)
    waiting = factories.make_project("Open", by=lead)
    factories.make_open_round(waiting, by=factories.make_user("Rosa Vean", Role.INVOLVEMENT))
    found = programme()
    assert [row.project.name for row in found.checked] == ["Checked"]
    assert (found.projects, found.never_checked) == (3, 2)


def test_counts_are_of_projects_with_a_result_that_is_shown(lead):
    checked("Match", lead)
    checked("Talk", lead, step=2)
    checked("Few", lead, people=2)
    found = programme()
    assert (found.counts[Badge.MATCH], found.counts[Badge.TALK], found.counts[Badge.FEW]) == (1, 1, 1)
    assert found.with_result == 2
