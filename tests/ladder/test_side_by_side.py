"""Projects with what their newest check shows, as lists print them."""

import pytest

from accounts.choices import Role
from ladder.choices import Audience, Badge
from ladder.rungs import Rung
from ladder.side_by_side import ATTENTION_FIRST, attention_order, side_by_side
from projects.models import Project, StatedLevel
from tests import factories
from tests.factories import MONDAY
from tests.ladder.tallies import check_of, same


@pytest.fixture
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


def rows(audience=Audience.PUBLIC):
    return side_by_side(Project.objects.with_stated(), audience=audience)


def test_every_badge_has_its_place_in_a_list():
    assert set(ATTENTION_FIRST) == set(Badge)


def test_names_decide_between_equal_badges_whatever_their_case():
    assert attention_order(Badge.TALK, "autism") < attention_order(Badge.TALK, "Buses")
    assert attention_order(Badge.TALK, "Zoo") < attention_order(Badge.HIGHER, "Autism")


@pytest.mark.django_db
def test_a_project_with_no_check_has_only_the_councils_step(lead):
    factories.make_project(by=lead)
    (row,) = rows()
    assert (row.stated, row.badge, row.experienced) == (Rung.CO_PRODUCTION, Badge.NONE, None)
    assert (row.most_people, row.note, row.about) == ((None, None), "", "")


@pytest.mark.django_db
def test_the_same_check_reads_differently_to_members_and_to_anyone(lead):
    factories.make_result(factories.make_project(by=lead), check_of(*same(7, "p", 3)), by=lead)
    (public,), (members,) = rows(), rows(Audience.MEMBERS)
    assert public.badge == members.badge == Badge.TALK
    assert (public.experienced, public.note) == (None, "A small group: the people in the project see more")
    assert (members.experienced, members.note, members.about) == (3, "", "About 5 people answered.")


@pytest.mark.django_db
def test_a_first_check_that_is_open_is_not_called_not_asked(lead):
    involvement = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    factories.make_open_round(factories.make_project(by=lead), by=involvement)
    (row,) = rows()
    assert (row.badge, row.note) == (Badge.NONE, "A check is open now")


@pytest.mark.django_db
def test_the_badge_stands_beside_the_step_it_was_worked_out_with(lead):
    project = factories.make_project(by=lead)
    factories.make_result(project, check_of(*same(12, "p", 3)), by=lead)
    StatedLevel.objects.create(
        project=project,
        rung=3,
        changed_because="So.",
        justification="We were wrong.",
        stated_on=MONDAY.date(),
        stated_by=lead,
    )
    (row,) = rows()
    assert (row.stated, row.badge) == (Rung.CO_PRODUCTION, Badge.TALK)
