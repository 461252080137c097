"""How much time is left, asked and answered by a page that stays open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from tests.factories import MONDAY, make_user

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def later(time_machine):
    return lambda **after: time_machine.move_to(MONDAY + timedelta(**after), tick=False)


@pytest.fixture
def staff(client):
    user = make_user("Priya Nair", Role.STAFF)
    client.force_login(user)
    return user


def left(client, method="get"):
    return getattr(client, method)(reverse("account_stay")).json()


def test_asking_how_much_is_left_does_not_move_the_end(client, staff, later):
    later(minutes=50)
    assert left(client) == {"left": 10 * 60, "most": 11 * HOUR + 10 * 60}
    later(minutes=55)
    assert left(client)["left"] == 5 * 60


def test_staying_moves_it(client, staff, later):
    later(minutes=55)
    assert left(client, "post")["left"] == HOUR
    later(minutes=110)
    assert client.get(reverse("coproduction:your_work")).status_code == 200


def test_nothing_moves_the_last_end(client, staff, later):
    for half_hours in range(1, 24):
        later(minutes=30 * half_hours)
        left(client, "post")
    later(hours=11, minutes=58)
    assert left(client, "post") == {"left": 120, "most": 120}


def test_when_the_time_is_over_there_is_none_left(client, staff, later):
    later(hours=2)
    assert left(client) == left(client, "post") == {"left": 0, "most": 0}
    assert left(Client()) == {"left": 0, "most": 0}


def test_a_page_says_how_much_is_left_when_it_is_less_than_a_day(client, staff):
    page = client.get(reverse("coproduction:your_work")).content.decode()
    assert f'data-time-left="{HOUR}"' in page
    assert "time-left.js" in page


def test_pages_of_others_need_no_warning_until_their_last_day(client, later):
    client.force_login(make_user("Wren Hale"))
    assert "data-time-left" not in client.get(reverse("coproduction:me")).content.decode()
    assert "data-time-left" not in Client().get("/").content.decode()
    for days in range(10, 90, 10):
        later(days=days)
        client.get(reverse("coproduction:me"))
    later(days=89, hours=1)
    assert f'data-time-left="{23 * HOUR}"' in client.get(reverse("coproduction:me")).content.decode()
