"""Nobody can rig the panel: who is invited does not depend on who would like whom to answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.actions.granting import invite_staff
from accounts.choices import Role
from ladder.panel import invited_to, months_before, to_confirm
from projects.actions.people import add_member, confirm_member, end_member
from tests.factories import MONDAY, make_directorate

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def invited(project, on=TODAY):
    return [expert.contact.name for expert in invited_to(project, on=on, months=12)]


def add(project, name, by, now=MONDAY, email=""):
    return add_member(project=project, name=name, email=email, by=by, now=now)


def noon(*day):
    return datetime(*day, 12, tzinfo=UTC)


def test_members_whom_the_involvement_team_added_are_invited_by_name(project, involvement):
    add(project, "Wyn", involvement)
    add(project, "Bea", involvement)
    assert invited(project) == ["Bea", "Wyn"]


def test_someone_a_lead_removed_yesterday_is_still_invited(project, lead, involvement):
    membership = add(project, "Bea", involvement, now=noon(2026, 3, 2))
    end_member(membership=membership, by=lead, now=noon(2026, 11, 22))
    assert invited(project) == ["Bea"]


@pytest.mark.parametrize("days", [59, 60, 61])
def test_someone_a_lead_took_off_around_sixty_days_ago_is_still_invited(project, lead, involvement, days):
    membership = add(project, "Bea", involvement, now=noon(2026, 3, 2))
    end_member(membership=membership, by=lead, now=MONDAY - timedelta(days=days))
    assert invited(project) == ["Bea"]


def test_someone_who_left_three_months_ago_is_invited(project, involvement):
    membership = add(project, "Bea", involvement, now=noon(2026, 3, 2))
    end_member(membership=membership, by=involvement, now=noon(2026, 8, 23))
    assert invited(project) == ["Bea"]


@pytest.mark.parametrize(("left", "is_asked"), [(date(2025, 11, 23), True), (date(2025, 11, 22), False)])
def test_the_twelve_months_end_on_the_day(project, involvement, left, is_asked):
    membership = add(project, "Bea", involvement, now=noon(2025, 3, 3))
    end_member(membership=membership, by=involvement, now=noon(left.year, left.month, left.day))
    assert invited(project) == (["Bea"] if is_asked else [])


def test_someone_who_left_and_came_back_is_invited_once(project, involvement):
    membership = add(project, "Bea", involvement, now=noon(2026, 3, 2), email="bea@example.org")
    end_member(membership=membership, by=involvement, now=noon(2026, 5, 4))
    add(project, "Bea", involvement, now=noon(2026, 9, 7), email="bea@example.org")
    assert invited(project) == ["Bea"]


def test_someone_a_lead_added_waits_for_the_involvement_team(project, lead, involvement):
    membership = add(project, "Bea", lead)
    assert invited(project) == []
    assert [waiting.expert.contact.name for waiting in to_confirm(project, on=TODAY, months=12)] == ["Bea"]
    confirm_member(membership=membership, by=involvement, now=MONDAY)
    assert invited(project) == ["Bea"]
    assert not to_confirm(project, on=TODAY, months=12).exists()


def test_an_unconfirmed_person_whom_the_lead_took_off_again_can_still_be_confirmed(
    project, lead, involvement
):
    membership = add(project, "Bea", lead)
    end_member(membership=membership, by=lead, now=MONDAY)
    (waiting,) = to_confirm(project, on=TODAY, months=12)
    confirm_member(membership=waiting, by=involvement, now=MONDAY)
    assert invited(project) == ["Bea"]


def test_a_member_who_takes_a_job_at_the_council_is_no_longer_invited(project, involvement):
    add(project, "Bea", involvement, email="bea@example.org")
    invite_staff(
        name="Bea",
        email="bea@example.org",
        role=Role.STAFF,
        directorate=make_directorate(),
        by="system",
        now=MONDAY,
    )
    assert invited(project) == []


def test_an_expert_who_chairs_the_steering_group_is_still_asked(project, involvement):
    add(project, "Bea", involvement, email="bea@example.org")
    invite_staff(
        name="Bea",
        email="bea@example.org",
        role=Role.CO_CHAIR_EXPERT,
        directorate=None,
        by="system",
        now=MONDAY,
    )
    assert invited(project) == ["Bea"]


def test_someone_who_joins_later_is_not_asked_about_today(project, involvement):
    add(project, "Bea", involvement, now=noon(2026, 11, 24))
    assert invited(project) == []


def test_members_of_another_project_are_not_asked(project, other_expert):
    assert invited(project) == []


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 23), 12, date(2025, 11, 23)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 3, date(2026, 9, 30)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(day, months, found):
    assert months_before(day, months) == found
