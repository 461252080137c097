"""The people page: who is in a project, adding, confirming, ending."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from projects.actions.people import ALREADY, add_member
from projects.models import Membership
from tests.factories import MONDAY, make_draft, make_members, make_project, make_user
from tests.fixtures_made_once import made_once
from tests.projects.odd import ODD


@made_once
def lead(db):
    return make_user("Priya Nair", Role.STAFF)


@made_once
def involvement(db):
    return make_user("Lowena Hosken", Role.INVOLVEMENT)


@made_once
def project(lead):
    return make_project(by=lead)


def at(project, page="people", *more):
    return reverse(f"projects:{page}", args=[project.reference, *more])


def test_the_team_adds_a_person_who_then_waits(client, lead, project):
    client.force_login(lead)

    response = client.post(at(project), {"name": "Sam Penrose", "email": "sam@example.org"}, follow=True)

    assert "Sam Penrose is added. The involvement team confirms them" in response.text
    assert "Priya Nair, " in response.text
    assert "Waiting" in response.text
    assert "Confirm all" not in response.text
    assert "sam@example.org" not in response.text


def test_involvement_adds_a_person_who_is_confirmed_at_once(client, involvement, project):
    client.force_login(involvement)

    response = client.post(at(project), {"name": "Sam Penrose", "email": ""}, follow=True)

    assert "The next check asks them" in response.text
    assert "Yes, by Lowena Hosken" in response.text


def test_a_staff_address_is_refused_beside_the_address_and_nothing_is_lost(client, lead, project):
    client.force_login(lead)

    response = client.post(at(project), {"name": "Priya N", "email": "priya.nair@example.org"})

    assert "This is a staff address. Staff do not answer checks" in response.text
    assert 'href="#id_email"' in response.text
    assert 'value="Priya N"' in response.text
    assert 'value="priya.nair@example.org"' in response.text
    assert not Membership.objects.exists()


def test_a_person_who_is_in_the_project_already_is_not_added_again(client, lead, project):
    client.force_login(lead)
    person = {"name": "Sam Penrose", "email": "sam@example.org"}
    client.post(at(project), person)

    response = client.post(at(project), person)

    assert ALREADY in response.text
    for typed in person.values():
        assert f'value="{typed}"' in response.text
    assert Membership.objects.count() == 1


def test_two_people_of_one_name_without_an_address_are_two_people(client, lead, project):
    client.force_login(lead)
    for _ in range(2):
        client.post(at(project), {"name": "Sam Penrose", "email": ""})

    assert Membership.objects.values("expert").distinct().count() == 2


def test_involvement_confirms_one_person_or_everyone(client, lead, involvement, project):
    make_members(project, 3, by=lead)
    client.force_login(involvement)
    first = Membership.objects.order_by("pk").first()

    one = client.post(at(project, "confirm", first.pk), follow=True)
    assert "Expert 1 is confirmed" in one.text
    again = client.post(at(project, "confirm", first.pk), follow=True)
    assert "This person is confirmed already" in again.text

    everyone = client.post(at(project, "confirm_everyone"), follow=True)
    assert "2 people are confirmed" in everyone.text
    assert not Membership.objects.filter(confirmed_by=None).exists()


def test_the_team_confirms_nobody(client, lead, project):
    make_members(project, 1, by=lead)
    client.force_login(lead)

    assert client.post(at(project, "confirm", Membership.objects.get().pk)).status_code == 403
    assert client.post(at(project, "confirm_everyone")).status_code == 403
    assert Membership.objects.get().confirmed_by is None


def test_nobody_is_confirmed_by_following_a_link(client, lead, involvement, project):
    make_members(project, 1, by=lead)
    client.force_login(involvement)

    assert client.get(at(project, "confirm", Membership.objects.get().pk)).status_code == 405
    assert client.get(at(project, "confirm_everyone")).status_code == 405


def test_leaving_is_asked_first_then_done_once(client, lead, project):
    make_members(project, 1, by=lead)
    membership = Membership.objects.get()
    client.force_login(lead)

    assert "Take Expert 1 out of the project?" in client.get(at(project, "end", membership.pk)).text
    assert Membership.objects.get().ends_on is None

    response = client.post(at(project, "end", membership.pk), follow=True)
    assert "Expert 1 is not in the project any more" in response.text
    assert "Not in the project any more (1)" in response.text
    assert Membership.objects.get().ended_by == lead.contact

    again = client.post(at(project, "end", membership.pk), follow=True)
    assert "This person has left the project already" in again.text


def test_a_person_of_another_project_is_not_found_here(client, involvement, lead, project):
    other = make_project("Another", by=lead)
    make_members(other, 1, by=lead)
    membership = Membership.objects.get()
    client.force_login(involvement)

    assert client.post(at(project, "confirm", membership.pk)).status_code == 404
    assert client.post(at(project, "end", membership.pk)).status_code == 404


def test_only_the_team_and_involvement_see_who_is_in_a_project(client, lead, project):
    make_members(project, 1, by=lead)
    expert = project.memberships.get().expert.contact.user
    draft = make_draft("A draft", by=lead)
    for user in (make_user("Other Staff", Role.STAFF), make_user("Steering Member", Role.STEERING), expert):
        client.force_login(user)
        assert client.get(at(project)).status_code == 403
        assert client.post(at(project), {"name": "Sam"}).status_code == 403
        assert client.get(at(project, "end", project.memberships.get().pk)).status_code == 403
        assert client.get(at(draft)).status_code == 404


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
def test_whatever_is_typed_there_is_a_page_and_nothing_is_lost(client, lead, project, typed):
    client.force_login(lead)

    response = client.post(at(project), {"name": typed, "email": typed}, follow=True)

    assert response.status_code == 200
    assert "There is a problem" in response.text or not typed
    assert "<script>alert" not in response.text
    visible = typed.replace("\x00", "").replace("\u202e", "").replace("<", "&lt;").replace(">", "&gt;")
    assert f'value="{visible}"' in response.text or not typed
    assert not Membership.objects.exists()


def test_the_list_costs_the_same_for_few_or_many(client, lead, involvement, project):
    client.force_login(involvement)
    costs = []
    for numbers in (range(3), range(3, 50)):
        for number in numbers:
            add_member(project=project, name=f"Expert {number}", email="", by=lead, now=MONDAY)
        client.get(at(project))
        with CaptureQueriesContext(connection) as queries:
            text = client.get(at(project)).text
        costs.append(len(queries))

    assert costs[0] == costs[1] < 12
    assert text.count("Waiting") == 50


def test_an_address_we_know_tells_the_team_nothing_and_involvement_both_names(
    client, lead, involvement, project
):
    other = make_project("Autism strategy", by=involvement)
    add_member(project=other, name="Sam Penrose", email="sam@example.org", by=involvement, now=MONDAY)
    client.force_login(lead)

    response = client.post(at(project), {"name": "Samuel", "email": "sam@example.org"}, follow=True)

    assert "Samuel is added" in response.text
    assert "Penrose" not in response.text
    ending = client.get(at(project, "end", project.memberships.get().pk))
    assert "Samuel" in ending.text
    assert "Penrose" not in ending.text
    client.force_login(involvement)
    page = client.get(at(project)).text
    assert "Sam Penrose (added as Samuel)" in page
    assert "Are they two people with one email?" in page
    client.post(at(project, "confirm", project.memberships.get().pk))
    client.force_login(lead)
    assert "Sam Penrose" in client.get(at(project)).text
