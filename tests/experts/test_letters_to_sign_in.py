"""The involvement team prints a letter with a code, for a person whom no e-mail reaches."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.posting import use_posted_code
from accounts.choices import Role
from accounts.models import PostedCode
from experts.actions import add_expert
from notices.reaching import set_how_to_reach
from projects.actions.people import add_member, confirm_member
from tests.accounts.second_steps import signed_in
from tests.factories import make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    user = make_user("Rosa Vean", Role.INVOLVEMENT)
    signed_in(client, user)
    return user


@pytest.fixture
def merryn(team):
    return add_expert(name="Merryn Tregear", email="", by=team, now=timezone.now())


@pytest.fixture
def address(merryn):
    return reverse("experts:sign_in_of", args=[merryn.pk])


def code_in(letter):
    return re.search(r"Type this code: (\w{3} \w{3} \w{3})", letter).group(1)


def test_nobody_gets_a_letter_who_told_us_that_post_is_not_safe(client, team, merryn, address):
    set_how_to_reach(contact=merryn.contact, by=team, now=timezone.now(), never=["letter"])
    page = client.get(address).text
    assert "a letter is not safe" in page
    assert "Make a letter" not in page
    client.post(address)
    assert not PostedCode.objects.exists()


def test_the_letter_holds_a_code_that_signs_the_person_in(client, merryn, address):
    assert "Make a letter with a code" in client.get(address).text
    letter = client.post(address)

    assert letter["Referrer-Policy"] == "no-referrer"
    assert "no-store" in letter["Cache-Control"]
    assert "Dear Merryn Tregear" in letter.text
    assert reverse("sign_in_by_post") in letter.text
    user = use_posted_code(typed=code_in(letter.text), now=timezone.now())
    assert user.contact == merryn.contact


def test_the_page_never_shows_a_code_and_looking_makes_none(client, address):
    code = code_in(client.post(address).text)

    again = client.get(address).text

    assert code not in again
    assert code.replace(" ", "") not in again
    assert "It works until" in again
    assert PostedCode.objects.count() == 1


def test_a_letter_that_went_astray_is_ended(client, address):
    code = code_in(client.post(address).text)

    answer = client.post(f"{address}end/", follow=True)

    assert "The code in their letter has ended" in answer.text
    assert use_posted_code(typed=code, now=timezone.now()) is None
    assert "No code was on its way any more" in client.post(f"{address}end/", follow=True).text


def test_whoever_has_an_address_needs_no_letter(client, team):
    kit = add_expert(name="Kit Nance", email="kit@example.org", by=team, now=timezone.now())
    address = reverse("experts:sign_in_of", args=[kit.pk])

    assert "Make a letter" not in client.get(address).text
    answer = client.post(address, follow=True)
    assert "They have an email address, so their codes come by email" in answer.text
    assert not PostedCode.objects.exists()


def test_nobody_makes_a_letter_for_somebody_in_a_project_of_their_own(client, team, merryn, address):
    project = make_project("Their own", by=team)
    add_member(project=project, name="Merryn Tregear", email="", by=team, now=timezone.now())
    membership = project.memberships.get()
    type(membership).objects.filter(pk=membership.pk).update(expert=merryn)

    assert client.post(address).status_code == 403


def test_the_page_of_a_projects_people_leads_to_those_without_an_address(client, team):
    other = make_user("Tom Rowe", Role.STAFF)
    project = make_project("Bus passes", by=other)
    now = timezone.now() - timedelta(minutes=1)
    for name, email in (("Merryn Tregear", ""), ("Kit Nance", "kit@example.org")):
        member = add_member(project=project, name=name, email=email, by=other, now=now)
        confirm_member(membership=member, by=team, now=now)
    without, having = (project.memberships.get(added_as=name) for name in ("Merryn Tregear", "Kit Nance"))

    people = client.get(reverse("projects:people", args=[project.reference])).text

    assert reverse("experts:sign_in_of", args=[without.expert_id]) in people
    assert reverse("experts:sign_in_of", args=[having.expert_id]) not in people
