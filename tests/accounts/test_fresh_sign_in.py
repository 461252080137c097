"""Sensitive pages open only within 10 minutes of a sign-in, however somebody signed in."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from accounts.choices import Role
from tests.accounts.second_steps import WAYS, browser_of, give_app, give_passkey
from tests.accounts.test_sign_in import newest_code
from tests.factories import make_user
from tests.fixtures_made_once import made_once
from tests.house.access import ACCESS, NOT_A_METHOD
from tests.house.sensitive_pages import SENSITIVE
from tests.house.test_access import addresses

pytestmark = pytest.mark.django_db
AGAIN = "/sign-in/again/"
MINUTE, HOUR = 60, 3600


@made_once
def priya():
    return make_user("Priya Nair", Role.INVOLVEMENT)


@made_once
def browsers(priya):
    """By each way: one in which she signed in nine hours ago, and one in which she has just done so."""
    give_app(priya)
    return {
        way: (browser_of(priya, records, ago=9 * HOUR), browser_of(priya, records))
        for way, records in WAYS.items()
    }


def address_of(name, user):
    wanted = next(entry.pattern.converters for found, entry in addresses() if found == name)
    return reverse(name, kwargs=dict.fromkeys(wanted, give_passkey(user).pk) if wanted else {})


def test_every_sensitive_page_is_on_the_list():
    marked = {name for name, entry in addresses() if getattr(entry.callback, "asks_to_sign_in_again", False)}

    assert marked == SENSITIVE


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sorted(SENSITIVE))
def test_nine_hours_after_signing_in_each_asks_again(priya, browsers, name, way, method):
    address = address_of(name, priya)
    long_ago, just_now = browsers[way]

    stale = getattr(long_ago, method)(address)
    if stale.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        assert getattr(ACCESS[name], method) is NOT_A_METHOD
        return
    assert urlsplit(stale.url).path == AGAIN
    assert parse_qs(urlsplit(stale.url).query) == {"next": [address]}

    fresh = just_now.get(address)
    assert fresh.get("Location", "") == ("/how-you-sign-in/" if name == "mfa_activate_totp" else "")


@pytest.mark.parametrize(("ago", "opens"), [(9 * MINUTE, True), (11 * MINUTE, False), (-5, False)])
def test_ten_minutes_are_ten_minutes(priya, ago, opens):
    response = browser_of(priya, ago=ago).get(reverse("mfa_activate_totp"))

    assert (response.status_code == 200) == opens


def test_somebody_may_take_half_an_hour_to_fill_a_page_in(priya):
    address = reverse("mfa_activate_totp")

    assert browser_of(priya, ago=29 * MINUTE).post(address, {"code": "1"}).status_code == 200
    assert browser_of(priya, ago=31 * MINUTE).post(address, {"code": "1"}).status_code == 302


def test_a_sign_in_of_somebody_else_in_the_same_browser_counts_for_nothing(priya):
    client = browser_of(priya)
    client.force_login(make_user("Sam Trewin"))

    assert client.get(reverse("mfa_add_webauthn")).status_code == 302


def test_a_new_code_brings_them_back_to_the_page(priya):
    client = browser_of(priya, ago=9 * HOUR)
    there = reverse("mfa_activate_totp")
    asked = client.get(there)
    assert "Sign in once more" in client.get(asked.url).text

    sent = client.post(asked.url)
    assert urlsplit(sent.url).path == "/sign-in/code/"
    assert client.get("/staff/").status_code == 302, "until the code is typed they are signed out"
    back = client.post(sent.url, {"code": newest_code()})

    assert back.url == there
    assert client.get(there).status_code == 200


def test_nobody_is_sent_to_another_site(priya):
    client = browser_of(priya, ago=9 * HOUR)
    there = f"{AGAIN}?next=https://elsewhere.example/"
    assert "elsewhere.example" not in client.get(there).text.partition("<main")[2]

    sent = client.post(there)
    back = client.post(sent.url, {"code": newest_code()})

    assert "elsewhere" not in back.url
