"""Projects with what their newest check shows, as lists print them."""

import pytest

from accounts.choices import Role
from ladder.choices import Audience, Badge
from ladder.queries import newest_results
from ladder.rungs import Rung
from ladder.side_by_side import ATTENTION_FIRST, by_need, side_by_side, with_public_view
from projects.models import Project, StatedLevel
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, same
from words.working_days import london_date


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


def rows(audience=Audience.PUBLIC):
    return side_by_side(Project.objects.with_stated(), audience=audience, today=MONDAY.date())


def test_every_badge_has_its_place_in_a_list():
    assert set(ATTENTION_FIRST) == set(Badge)


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


@pytest.mark.django_db
def test_what_the_database_reads_is_what_rows_print(lead):
    groups = ((12, 7), (12, 2), (7, 4), (3, 4))
    for number, (people, step) in enumerate(groups):
        made = factories.make_project(f"Project {number}", by=lead)
        newest = factories.make_result(made, check_of(*same(people, "p", step)), by=lead)
        earlier = factories.make_result(made, check_of(*same(12, "p", 1)), by=lead, days_before=200)
        assert earlier.closed_at < newest.closed_at
    factories.make_project("Never checked", by=lead)
    projects = with_public_view(Project.objects.all())
    printed = {row.project.pk: row for row in rows()}
    assert len(projects) == len(printed) == 5
    for project in projects:
        row = printed[project.pk]
        both = row.experienced is not None
        assert project.public_badge == row.badge
        assert project.printed_step == row.stated
        assert project.public_gap == (row.stated - row.experienced if both else None)
        assert london_date(project.check_closed_at) == row.result.closed_on if row.result else True


@pytest.mark.django_db
def test_a_gap_that_a_row_does_not_print_never_moves_it(lead):
    """Small groups: anyone reads the badge alone, so the order may not tell how far apart the sides are."""
    steps = {"Art": 5, "Buses": 1, "Care": 3}
    made = {name: factories.make_project(name, by=lead) for name in steps}
    for name, project in made.items():
        factories.make_result(project, check_of(*same(7, "p", steps[name])), by=lead)
    ordered = [project.name for project in by_need(with_public_view(Project.objects.all()))]
    assert ordered == ["Art", "Buses", "Care"]
    # The control: what members see would have told.
    ids = [project.pk for project in made.values()]
    gaps = {
        found.project_id: found.shown.gap for found in newest_results(ids, audience=Audience.MEMBERS).values()
    }
    assert sorted(made, key=lambda name: -gaps[made[name].pk]) == ["Buses", "Care", "Art"]


@pytest.mark.django_db
def test_a_small_group_stands_as_if_its_gap_were_the_narrowest(lead):
    for name, people, step in (("Wide", 12, 1), ("Narrow", 12, 5), ("Small", 7, 1), ("A small one", 7, 1)):
        project = factories.make_project(name, by=lead)
        factories.make_result(project, check_of(*same(people, "p", step)), by=lead)
    ordered = [project.name for project in by_need(with_public_view(Project.objects.all()))]
    assert ordered == ["Wide", "A small one", "Narrow", "Small"]
