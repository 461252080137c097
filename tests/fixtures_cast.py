"""The fixed cast: the same people in every test, each with a part to play."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.choices import Role
from accounts.models import User
from projects.actions.people import add_member
from tests.factories import MONDAY, make_directorate, make_open_round, make_project, make_user
from tests.fixtures_made_once import made_once


@made_once
def lead(db):
    """Council staff in adult social care, who leads `project`."""
    return make_user("Alex Morgan", Role.STAFF)


@made_once
def other_staff(db):
    """Council staff in housing, who leads `other_project` and has no part in `project`."""
    return make_user("Robin Shah", Role.STAFF, directorate=make_directorate("Housing"))


@made_once
def involvement(db):
    """In the involvement team."""
    return make_user("Jo Pascoe", Role.INVOLVEMENT)


@made_once
def involvement_two(db):
    """The second person of the involvement team."""
    return make_user("Kit Nance", Role.INVOLVEMENT)


@made_once
def involvement_lead(db):
    """Gives and ends roles, and sees nobody's record."""
    return make_user("Ivy Lander", Role.INVOLVEMENT_LEAD)


@made_once
def data_protection(db):
    """Looks after how the council handles what it knows about people."""
    return make_user("Dot Prowse", Role.DATA_PROTECTION)


@made_once
def facilitator(db):
    """Leads groups that talk a project through, and has no part in any project."""
    return make_user("Fay Trask", Role.FACILITATOR)


@made_once
def comment_reviewer(db):
    """Reads what people write in checks, and has no part in any project."""
    return make_user("Rae Bolt", Role.COMMENT_REVIEWER)


@made_once
def safeguarding(db):
    """In the safeguarding team, and has no part in any project."""
    return make_user("Pat Veal", Role.SAFEGUARDING)


@made_once
def administrator(db):
    """Looks after settings, and sees no person's record."""
    return make_user("Max Carne", Role.ADMINISTRATOR)


@made_once
def co_chair_expert(db):
    """Chairs the steering group: an expert by experience."""
    return make_user("Dee Angove", Role.CO_CHAIR_EXPERT)


@made_once
def co_chair_officer(db):
    """Chairs the steering group: an officer of the council."""
    return make_user("Lou Hendra", Role.CO_CHAIR_OFFICER)


@made_once
def steering_member(db):
    """Sits in the steering group and holds no other role."""
    return make_user("Val Kitto", Role.STEERING)


@made_once
def client():
    """A browser that nobody has signed in with."""
    return Client()


@made_once
def nobody():
    """Someone who has not signed in."""
    return AnonymousUser()


@made_once
def project(lead):
    """A published project at Co-production, led by `lead`."""
    return make_project(by=lead, now=MONDAY)


@made_once
def other_project(other_staff):
    """Another team's published project."""
    return make_project("Repairs by appointment", by=other_staff, now=MONDAY)


@made_once
def expert(project, involvement):
    """Takes part in `project` as an expert by experience, and can sign in."""
    return _member("Sam Trewin", project, involvement)


@made_once
def other_expert(other_project, involvement):
    """Takes part in `other_project` only."""
    return _member("Ash Bray", other_project, involvement)


def _member(name, project, involvement):
    email = name.lower().replace(" ", ".") + "@example.org"
    membership = add_member(project=project, name=name, email=email, by=involvement, now=MONDAY)
    return User.objects.get(contact=membership.expert.contact)


@made_once
def check(project, involvement):
    """An open check of `project` with twelve people in it, opened on MONDAY."""
    return make_open_round(project, by=involvement, now=MONDAY)


@pytest.fixture
def cast(
    lead,
    other_staff,
    involvement,
    involvement_two,
    involvement_lead,
    data_protection,
    facilitator,
    comment_reviewer,
    safeguarding,
    administrator,
    expert,
    other_expert,
    co_chair_expert,
    co_chair_officer,
    steering_member,
    nobody,
):
    """Everyone, by the name of their part."""
    return {
        "lead": lead,
        "other_staff": other_staff,
        "involvement": involvement,
        "involvement_two": involvement_two,
        "involvement_lead": involvement_lead,
        "data_protection": data_protection,
        "facilitator": facilitator,
        "comment_reviewer": comment_reviewer,
        "safeguarding": safeguarding,
        "administrator": administrator,
        "expert": expert,
        "other_expert": other_expert,
        "co_chair_expert": co_chair_expert,
        "co_chair_officer": co_chair_officer,
        "steering_member": steering_member,
        "nobody": nobody,
    }
