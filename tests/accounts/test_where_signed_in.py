"""The page where people see where they are signed in, and end it."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.views.sessions import last_seen
from tests.factories import MONDAY, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
PAGE = "/me/signed-in/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@made_once(at=MONDAY)
def person():
    return make_user("Wren Hale")


def signed_in(user, user_agent=FIREFOX):
    client = Client(headers={"user-agent": user_agent})
    client.force_login(user)
    session = user.sessions.order_by("pk").last()
    session.browser = "Safari on an iPhone" if user_agent == IPHONE else "Firefox on Windows"
    session.save(update_fields=["browser"])
    return client


def text_of(response):
    return html.unescape(response.content.decode())


def test_a_person_sees_each_place_this_one_first(person, time_machine):
    here = signed_in(person)
    time_machine.move_to(MONDAY + timedelta(days=2), tick=False)
    signed_in(person, IPHONE)
    said = text_of(here.get(PAGE)).partition("<main")[2]
    assert said.index("Firefox on Windows") < said.index("This one") < said.index("Safari on an iPhone")
    assert "You signed in on Monday 23 November 2026." in said
    assert "You signed in on Wednesday 25 November 2026." in said
    assert said.count("End this one") == 1
    assert "End all but this one" in said


def test_with_one_place_there_is_nothing_to_end(person):
    said = text_of(signed_in(person).get(PAGE))
    assert "You are signed in only here." in said
    assert "End this one" not in said
    assert "End all but this one" not in said


def test_another_person_s_places_are_not_there(person):
    signed_in(make_user("Tom Rowe"), IPHONE)
    assert "iPhone" not in text_of(signed_in(person).get(PAGE))


def test_a_place_sealed_with_a_key_that_is_gone_can_still_be_ended(person, settings):
    old = settings.APPLICATION_KEYS
    settings.APPLICATION_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
    Client().force_login(person)
    settings.APPLICATION_KEYS = old
    here = Client()
    here.force_login(person)
    assert text_of(here.get(PAGE)).count("End this one") == 1
    other = person.sessions.defer("data").order_by("pk").first()
    assert here.post(reverse("account_end_session", args=[other.pk])).status_code == 302
    assert text_of(here.get(PAGE)).count("End this one") == 0


def test_a_place_whose_time_is_over_is_not_there(person, time_machine):
    signed_in(person, IPHONE)
    time_machine.move_to(MONDAY + timedelta(days=15), tick=False)
    assert "iPhone" not in text_of(signed_in(person).get(PAGE))


def test_one_place_is_ended(person):
    here, there = signed_in(person), signed_in(person, IPHONE)
    other = person.sessions.get(browser="Safari on an iPhone")
    answer = here.post(reverse("account_end_session", args=[other.pk]), follow=True)
    assert "You are signed out there" in text_of(answer)
    assert there.get(PAGE).status_code == 302
    assert here.get(PAGE).status_code == 200
    assert here.post(reverse("account_end_session", args=[other.pk])).status_code == 404


def test_nobody_ends_somebody_else_s_place_or_this_one_there(person):
    here = signed_in(person)
    mine = person.sessions.get()
    stranger = signed_in(make_user("Tom Rowe"))
    assert stranger.post(reverse("account_end_session", args=[mine.pk])).status_code == 404
    assert here.post(reverse("account_end_session", args=[mine.pk])).status_code == 404
    assert here.get(PAGE).status_code == 200


def test_all_others_are_ended(person):
    here, there, elsewhere = signed_in(person), signed_in(person), signed_in(person, IPHONE)
    answer = here.post(reverse("account_end_other_sessions"), follow=True)
    assert "You are signed out everywhere else" in text_of(answer)
    assert [client.get(PAGE).status_code for client in (here, there, elsewhere)] == [200, 302, 302]


@pytest.mark.parametrize("places", [1, 6])
def test_the_page_costs_the_same_for_one_place_or_many(person, places, django_assert_max_num_queries):
    clients = [signed_in(person) for _ in range(places)]
    with django_assert_max_num_queries(8):
        clients[0].get(PAGE)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=59), "less than an hour ago"),
        (timedelta(hours=2), "today"),
        (timedelta(hours=13), "yesterday"),
        (timedelta(days=3), "on Friday 20 November 2026"),
    ],
)
def test_when_somebody_was_last_there_is_rounded(ago, words):
    assert last_seen(MONDAY - ago, now=MONDAY) == words


def test_homes_lead_to_the_page(person):
    assert f'href="{PAGE}"' in text_of(signed_in(person).get(reverse("coproduction:me")))
