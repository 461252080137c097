"""The involvement team looks after checks: the list of them, and closing one early."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder.choices import ClosedEarly
from ladder.models import Round
from tests import factories
from tests.ladder.check_in_browser import ODD, remind_everyone

pytestmark = pytest.mark.django_db
ROUNDS = reverse("ladder:rounds")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def rosa():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@pytest.fixture
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@pytest.fixture
def project(lead, now):
    return factories.make_project(by=lead, now=now)


@pytest.fixture
def ready(project, rosa, now):
    """A project whose check may open."""
    factories.make_members(project, 8, by=rosa, now=now)
    return project


@pytest.fixture
def team(client, rosa):
    """A browser of the involvement team."""
    client.force_login(rosa)
    return client


def opening(project):
    return reverse("ladder:open_round", args=[project.reference])


def text_of(response):
    return response.content.decode()


# Closing early


def test_a_check_cannot_close_before_people_were_reminded(team, ready, rosa, now):
    check = factories.make_open_round(ready, by=rosa, members=0, now=now)
    where = reverse("ladder:close_early", args=[check.pk])
    for response in (team.get(where, follow=True), team.post(where, {"reason": "dates-clash"}, follow=True)):
        assert "People must be reminded first" in text_of(response)
    assert Round.objects.get(pk=check.pk).closed_at is None


@pytest.mark.parametrize("typed", [*ODD.values(), "because"])
def test_closing_early_needs_a_reason_from_the_list(team, ready, rosa, now, typed):
    check = factories.make_open_round(ready, by=rosa, members=0, now=now)
    remind_everyone(check, now)
    response = team.post(reverse("ladder:close_early", args=[check.pk]), {"reason": typed})
    assert "Choose a reason" in text_of(response)
    assert Round.objects.get(pk=check.pk).closed_at is None


def test_a_check_closes_early_with_its_reason(team, ready, rosa, now):
    check = factories.make_open_round(ready, by=rosa, members=0, now=now)
    remind_everyone(check, now)
    where = reverse("ladder:close_early", args=[check.pk])
    assert where in text_of(team.get(reverse("ladder:round", args=[check.pk])))
    page = text_of(team.post(where, {"reason": "dates-clash"}, follow=True))
    assert "This check is closed" in page
    assert ClosedEarly.DATES_CLASH.label in page
    again = text_of(team.post(where, {"reason": "dates-clash"}, follow=True))
    assert "This check is closed already" in again


# The list


def test_the_list_shows_open_checks_projects_without_one_and_those_that_closed(team, ready, rosa, lead, now):
    factories.make_open_round(factories.make_project("Parks", by=lead, now=now), by=rosa, members=7)
    factories.make_closed_round(
        factories.make_project("Buses", by=lead, now=now),
        by=rosa,
        invited=7,
        answers=0,
        now=now - timedelta(days=90),
    )
    page = text_of(team.get(ROUNDS))
    assert "7 invited. The reminder goes out on" in page
    assert opening(ready) in page
    assert "Closed on" in page
    assert reverse("projects:show", args=["buses"]) in page


def test_an_empty_list_says_so(team):
    page = text_of(team.get(ROUNDS))
    assert "No check is open." in page
    assert "No check has closed yet." in page


@pytest.mark.parametrize("count", [3, 12])
def test_the_list_costs_the_same_for_few_or_many(team, rosa, lead, now, count, django_assert_max_num_queries):
    for number in range(count):
        project = factories.make_project(f"Project {number}", by=lead, now=now)
        if number % 3 == 0:
            factories.make_open_round(project, by=rosa, members=7)
    with django_assert_max_num_queries(12):
        team.get(ROUNDS)
