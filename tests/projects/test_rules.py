"""Who may do what to a project."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.choices import Role
from accounts.models import User
from projects import rules
from projects.models import Project
from tests.factories import MONDAY, make_directorate, make_draft, make_members, make_project, make_user
from tests.fixtures_made_once import made_once


@made_once
def lead(db):
    return make_user("Priya Nair", Role.STAFF)


@made_once
def everyone(lead):
    """One of each, with the lead of the project."""
    return {
        "lead": lead,
        "other staff": make_user("Other Staff", Role.STAFF),
        "another directorate": make_user("Far Staff", Role.STAFF, directorate=make_directorate("Housing")),
        "involvement": make_user("Lowena Hosken", Role.INVOLVEMENT),
        "steering": make_user("Steering Member", Role.STEERING),
        "administrator": make_user("Morwenna Rowe", Role.ADMINISTRATOR),
        "no role": make_user("Nobody Special"),
        "not signed in": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (rules.can_change, {"lead", "involvement"}),
        (rules.can_add_people, {"lead", "involvement"}),
        (rules.can_confirm_people, {"involvement"}),
        (rules.is_in_team, {"lead"}),
        (rules.takes_part, set()),
        (rules.takes_part_or_is_let_in, set()),
    ],
)
def test_what_each_person_may_do_to_a_project(everyone, rule, allowed):
    project = make_draft(by=everyone["lead"])

    for read in (project, Project.objects.with_page().get()):
        assert {who for who, user in everyone.items() if rule(user, read)} == allowed


def test_who_may_register(everyone):
    allowed = {who for who, user in everyone.items() if rules.can_register(user)}

    assert allowed == {"lead", "other staff", "another directorate", "involvement"}


def test_who_sees_a_draft_and_who_sees_what_is_published(everyone):
    draft = make_draft("A draft", by=everyone["lead"])
    published = make_project("Published", by=everyone["lead"])
    sees = {who: set(Project.objects.visible_to(user)) for who, user in everyone.items()}

    assert {who for who, projects in sees.items() if draft in projects} == {"lead", "involvement"}
    assert all(published in projects for projects in sees.values())


def test_someone_who_has_left_the_team_may_not_change_the_project(lead):
    project = make_draft(by=lead)
    project.team.update(ends_on=date(2026, 11, 23))

    assert not rules.can_change(lead, project)
    assert not Project.objects.visible_to(lead).exists()


def test_an_expert_takes_part_once_they_are_confirmed(lead):
    project = make_project(by=lead)
    make_members(project, 1, by=lead, now=MONDAY)
    expert = User.objects.get(email__startswith="expert1")

    assert not rules.takes_part(expert, project)

    project.memberships.update(confirmed_by=lead.contact)
    assert rules.takes_part(expert, project)
    assert not rules.can_change(expert, project)


def test_a_row_brought_for_one_reader_says_nothing_of_another(project, expert, other_expert):
    row = rules.for_reader(Project.objects.filter(pk=project.pk), expert).get()
    assert rules.takes_part_or_is_let_in(expert, row)
    assert not rules.takes_part_or_is_let_in(other_expert, row)
    assert not rules.takes_part_or_is_let_in(AnonymousUser(), row)
