"""Who may open and close checks, and who sees which view of a result."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.choices import Role
from accounts.models import User
from ladder.actions.closing import close_round
from ladder.choices import Audience
from ladder.models import Invitation, Round
from ladder.rules import answer_by_is_fair, audience_of, can_close_early, can_open
from notices.actions import deliver, promise
from projects.actions.people import add_member
from tests.factories import MONDAY, make_ready_draft, make_user

pytestmark = pytest.mark.django_db
MEMBERS_VIEW = {
    "lead", "involvement", "involvement_two", "expert",
    "co_chair_expert", "co_chair_officer", "steering_member",
}  # fmt: skip
TEAM = {"involvement", "involvement_two"}


def those_who(rule, cast):
    return {part for part, person in cast.items() if rule(person)}


def test_only_the_involvement_team_opens_a_check(cast, project):
    assert those_who(lambda person: can_open(person, project), cast) == TEAM


def test_nobody_opens_a_check_of_a_draft(cast, lead):
    draft = make_ready_draft("Carers strategy", by=lead, now=MONDAY)
    assert those_who(lambda person: can_open(person, draft), cast) == set()


def test_only_the_involvement_team_closes_early_and_only_after_a_reminder(cast, check):
    assert those_who(lambda person: can_close_early(person, check), cast) == set()
    day = datetime(2026, 12, 2, 10, tzinfo=UTC)
    promise(only=["ladder.reminder"], now=day)
    deliver(now=day)
    assert those_who(lambda person: can_close_early(person, check), cast) == TEAM
    close_round(round_=check, by="system", now=check.closes_at)
    check.refresh_from_db()
    assert those_who(lambda person: can_close_early(person, check), cast) == set()


def test_the_members_view_is_for_the_people_in_it_the_council_side_and_steering(cast, project):
    found = those_who(lambda person: audience_of(person, project) == Audience.MEMBERS, cast)
    assert found == MEMBERS_VIEW


def test_staff_of_the_same_directorate_see_the_members_view(project):
    colleague = make_user("Pat Rowe", Role.STAFF)
    assert audience_of(colleague, project) == Audience.MEMBERS


def test_someone_a_lead_added_sees_the_public_view_until_they_are_confirmed(project, lead):
    membership = add_member(project=project, name="Bea", email="bea@example.org", by=lead, now=MONDAY)
    person = User.objects.get(contact=membership.expert.contact)
    assert audience_of(person, project) == Audience.PUBLIC


def test_only_the_involvement_team_sees_who_was_asked(cast, check):
    assert those_who(lambda person: Invitation.objects.visible_to(person).exists(), cast) == TEAM
    assert those_who(lambda person: Round.objects.visible_to(person).exists(), cast) == TEAM


@pytest.mark.parametrize(("days", "fair"), [(6, False), (7, True), (60, True), (61, False), (-1, False)])
def test_a_fair_time_to_answer(days, fair):
    assert answer_by_is_fair(MONDAY.date(), MONDAY.date() + timedelta(days=days)) is fair
