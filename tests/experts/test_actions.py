"""Adding experts by experience."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User
from audit.models import Event
from experts.actions import add_expert
from experts.models import Expert, TimeGiven
from notices.models import Contact
from tests.factories import MONDAY, make_user
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db


def add(name="Bea Rowe", email="", by="system"):
    return add_expert(name=name, email=email, by=by, now=MONDAY)


def test_someone_without_an_address_is_an_expert_who_does_not_sign_in():
    expert = add()
    assert expert.contact.name == "Bea Rowe"
    assert not User.objects.filter(contact=expert.contact).exists()


def test_someone_with_an_address_can_sign_in():
    expert = add(email="bea@example.org")
    assert User.objects.get(contact=expert.contact).email == "bea@example.org"


def test_the_same_address_is_the_same_person_whatever_its_letters():
    first, second = add(email="bea@example.org"), add(name="B Rowe", email="Bea@Example.org")
    assert first == second
    assert Event.objects.filter(what="expert.added").count() == 1


def test_two_people_of_one_name_without_addresses_are_two_people():
    assert add() != add()


@pytest.mark.parametrize(
    "role",
    [
        Role.STAFF,
        Role.INVOLVEMENT,
        Role.COMMENT_REVIEWER,
        Role.SAFEGUARDING,
        Role.CO_CHAIR_OFFICER,
        Role.ADMINISTRATOR,
    ],
)
def test_a_staff_address_is_refused(role):
    make_user("Pat Rowe", role)
    with pytest.raises(Refused, match="This is a staff address"):
        add(name="Pat Rowe", email="PAT.rowe@example.org")
    assert not Expert.objects.exists()


def test_the_expert_who_chairs_the_steering_group_is_still_an_expert(co_chair_expert):
    assert add(email=co_chair_expert.email).contact == co_chair_expert.contact


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_address_in_one_moment_one_is_told_to_look_again(beside, somebody_waits):
    with transaction.atomic():
        add(email="bea@example.org")
        second = beside(lambda: add(email="bea@example.org"))
        somebody_waits()
    with pytest.raises(StaleState, match="in the same moment"):
        second.result()
    assert (Expert.objects.count(), Contact.objects.count(), User.objects.count()) == (1, 1, 1)


def test_a_week_of_time_given_ends_on_a_friday():
    expert = add()
    TimeGiven.objects.create(expert=expert, minutes=30, week_ending=date(2026, 11, 27))
    with pytest.raises(IntegrityError, match="a_week_of_time_given_ends_on_a_friday"):
        TimeGiven.objects.create(expert=expert, minutes=30, week_ending=date(2026, 11, 26))


def test_time_given_is_more_than_nothing():
    with pytest.raises(IntegrityError, match="time_given_is_more_than_nothing"):
        TimeGiven.objects.create(expert=add(), minutes=0, week_ending=date(2026, 11, 27))
