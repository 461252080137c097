"""How experts by experience join a project, are confirmed, and leave."""

from datetime import date

import pytest

from accounts.models import User
from experts.actions import STAFF_ADDRESS
from projects.actions import people
from projects.models import Membership
from tests.factories import MONDAY, make_project
from tests.projects.audit_lines import lines
from words.errors import Refused, StaleState


def test_a_person_added_by_the_team_waits_and_one_added_by_involvement_does_not(lead, involvement):
    project = make_project(by=lead)

    by_team = people.add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)
    by_involvement = people.add_member(project=project, name="Jo", email="", by=involvement, now=MONDAY)

    assert (by_team.added_by, by_team.confirmed_by) == (lead.contact, None)
    assert by_involvement.confirmed_by == involvement.contact
    assert by_team.starts_on == date(2026, 11, 23)


def test_a_person_with_an_address_can_sign_in_and_one_without_cannot(lead):
    project = make_project(by=lead)

    people.add_member(project=project, name="Sam Penrose", email="sam@example.org", by=lead, now=MONDAY)
    people.add_member(project=project, name="Jo Trelawny", email="", by=lead, now=MONDAY)

    assert User.objects.filter(email="sam@example.org").exists()
    assert not User.objects.filter(contact__name="Jo Trelawny").exists()


def test_one_person_in_two_projects_is_one_person(lead):
    first, second = make_project("Parks", by=lead), make_project("Buses", by=lead)

    one = people.add_member(project=first, name="Sam", email="sam@example.org", by=lead, now=MONDAY)
    other = people.add_member(project=second, name="Samuel", email="SAM@example.org", by=lead, now=MONDAY)

    assert one.expert == other.expert


def test_staff_addresses_are_refused_whatever_their_case(lead):
    project = make_project(by=lead)

    with pytest.raises(Refused, match=STAFF_ADDRESS):
        people.add_member(project=project, name="Alex", email="ALEX.MORGAN@example.org", by=lead, now=MONDAY)

    assert not Membership.objects.exists()


def test_the_same_person_is_not_added_twice(lead):
    project = make_project(by=lead)
    people.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)

    with pytest.raises(Refused, match=people.ALREADY):
        people.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)

    assert Membership.objects.count() == 1


def test_someone_who_left_may_come_back(lead):
    project = make_project(by=lead)
    first = people.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)
    people.end_member(membership=first, by=lead, now=MONDAY)

    again = people.add_member(project=project, name="Sam", email="sam@example.org", by=lead, now=MONDAY)

    assert again.expert == first.expert
    assert Membership.objects.filter(ends_on=None).count() == 1


def test_a_person_is_confirmed_once(lead, involvement):
    project = make_project(by=lead)
    membership = people.add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)

    people.confirm_member(membership=membership, by=involvement, now=MONDAY)

    with pytest.raises(StaleState):
        people.confirm_member(membership=membership, by=involvement, now=MONDAY)
    assert lines(membership) == ["membership.added", "membership.confirmed"]


def test_a_membership_ends_once_and_says_who_ended_it(lead, involvement):
    project = make_project(by=lead)
    membership = people.add_member(project=project, name="Sam", email="", by=lead, now=MONDAY)

    people.end_member(membership=membership, by=involvement, now=MONDAY)

    membership.refresh_from_db()
    assert (membership.ends_on, membership.ended_by) == (date(2026, 11, 23), involvement.contact)
    with pytest.raises(StaleState):
        people.end_member(membership=membership, by=lead, now=MONDAY)
