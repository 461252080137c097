"""The involvement team looks after checks: the list of them, and closing one early."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from council.choices import SHIPPED, Figure
from ladder.choices import CheckDue, ClosedEarly
from ladder.models import Round
from ladder.next_checks import checks_to_open, with_people
from ladder.panel import invited_to
from projects.choices import Stage
from projects.models import Project
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, remind_everyone
from words.months import months_after
from words.plain_dates import short_date

pytestmark = pytest.mark.django_db
ROUNDS = reverse("ladder:rounds")


@made_once
def now():
    return timezone.now()


@made_once
def rosa():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@made_once
def project(lead, now):
    return factories.make_project(by=lead, now=now)


@made_once
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
    assert "7 invited. Reminders go out on" in page
    assert opening(ready) in page
    assert "Closed on" in page
    assert reverse("projects:show", args=["buses"]) in page


def test_an_empty_list_says_so(team):
    page = text_of(team.get(ROUNDS))
    assert "No check is open." in page
    assert "No check has closed yet." in page


def section(page):
    return page[page.index('id="next"') :].partition("</section>")[0]


def project_since(lead, name, days, *, now, **life):
    project = factories.make_project(name, by=lead, now=now)
    Project.objects.filter(pk=project.pk).update(starts_on=now.date() - timedelta(days=days), **life)
    return project


def test_checks_to_open_name_the_day_and_why_and_late_ones_come_first(team, rosa, lead, now):
    for name, days in (("Now", 120), ("Soon", 10), ("Late", 300), ("Very late", 500)):
        factories.make_members(project_since(lead, name, days, now=now), 7, by=rosa, now=now)
    stopped = project_since(lead, "Stopped", 300, now=now, stage=Stage.STOPPED, stopped_because="So.")
    said = section(text_of(team.get(ROUNDS)))
    places = [said.index(f">{name}</span>") for name in ("Very late", "Late", "Now", "Soon", "Stopped")]
    assert places == sorted(places)
    assert said.count(">Late</strong>") == 2
    assert CheckDue.FIRST.label in said
    assert "Suggested since" in said
    assert f"Suggested for {short_date(months_after(now.date() - timedelta(days=10), 3))}." in said
    assert "No check is suggested." in said
    assert opening(stopped) in said
    assert "so far, a check needs" in said


def test_a_day_is_never_suggested_inside_the_rest_of_a_check_or_a_talk(team, rosa, lead, now):
    project = factories.make_project("Parks", by=lead, now=now - timedelta(days=400))
    closed = factories.make_closed_round(project, by=rosa, invited=7, answers=0, now=now - timedelta(days=40))
    Project.objects.filter(pk=project.pk).update(
        starts_on=now.date() - timedelta(days=300), ends_on=now.date() + timedelta(days=2)
    )
    assert f"Suggested for {short_date(closed.rest_until)}." not in section(text_of(team.get(ROUNDS)))
    (found,) = checks_to_open(with_people(Project.objects.all(), today=now.date()), today=now.date())
    assert found.suggestion.on >= closed.rest_until


def test_people_are_counted_as_a_check_would_ask_them(team, rosa, lead, now):
    project = project_since(lead, "Parks", 300, now=now)
    factories.make_members(project, 6, by=rosa, now=now)
    factories.make_members(factories.make_project("Elsewhere", by=lead, now=now), 9, by=rosa, now=now)
    gone, old, waits, again = project.memberships.order_by("pk")[:4]
    for member, days in ((gone, 300), (old, 400)):
        left = now.date() - timedelta(days=days)
        project.memberships.filter(pk=member.pk).update(starts_on=left, ends_on=left, ended_by=rosa.contact)
    project.memberships.filter(pk=waits.pk).update(confirmed_by=None)
    assert again.confirmed_by_id
    rows = checks_to_open(
        with_people(Project.objects.filter(pk=project.pk), today=now.date()), today=now.date()
    )
    months = SHIPPED[Figure.PANEL_MONTHS]
    assert rows[0].people == invited_to(project, on=now.date(), months=months).count() == 4


def test_fifty_projects_stand_on_a_page(team, lead, now):
    many = [factories.make_project(f"Project {number:02}", by=lead, now=now) for number in range(3)]
    first = Project.objects.get(pk=many[0].pk)
    Project.objects.bulk_create(
        Project(
            reference=f"T{number:05}", slug=f"t-{number}", name=f"Extra {number:02}", summary="So.",
            could_be="all", stage=first.stage, directorate=first.directorate, already_decided="So.",
            can_still_change="So.", pay_offered=first.pay_offered, registered_by=lead, registered_at=now,
            changed_at=now, published_at=now,
        )
        for number in range(48)
    )  # fmt: skip
    first_page, second = text_of(team.get(ROUNDS)), text_of(team.get(ROUNDS + "?page=2"))
    assert section(first_page).count("<li><div>") == 50
    assert section(second).count("<li><div>") == 1
    assert "Extra" in section(first_page)


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_costs_the_same_for_few_or_many(team, rosa, lead, now, count, django_assert_max_num_queries):
    for number in range(count):
        project = factories.make_project(f"Project {number}", by=lead, now=now)
        if number % 3 == 0:
            factories.make_open_round(project, by=rosa, members=7)
    with django_assert_max_num_queries(12):
        team.get(ROUNDS)
