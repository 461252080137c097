"""A work account as a fresh sign-in: the provider may have known somebody for hours."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

from accounts.choices import Role
from tests.accounts.council_sign_in import sign_in
from tests.accounts.second_steps import browser_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db
AGAIN = "/sign-in/again/"
NOW = int(time.time())


@pytest.fixture(autouse=True)
def council(council_sign_in):
    """Each test has one."""
    return council_sign_in


def test_an_ordinary_sign_in_is_as_old_as_it_was_over_there(client, priya):
    sign_in(client)

    assert client.get("/how-you-sign-in/passkey/").url.startswith(AGAIN)


def test_signing_in_once_more_asks_over_there_and_comes_back(client, priya, council):
    sign_in(client)
    asked = client.get("/how-you-sign-in/passkey/")
    page = client.get(asked.url).text
    assert "Sign in with my work account" in page
    assert "Email me a code" in page

    back = sign_in(client, next="/how-you-sign-in/passkey/")

    assert (council.asked["prompt"], council.asked["max_age"]) == ("login", "0")
    assert back.url == "/how-you-sign-in/passkey/"
    assert client.get(back.url).status_code == 200


@pytest.mark.parametrize(
    ("said", "opens"),
    [(None, True), (NOW - 3600, False), ("soon", True)],
    ids=["nothing", "an hour ago", "no time at all"],  # a time in a name would differ between two processes
)
def test_what_the_provider_says_counts_over_what_it_was_asked(client, priya, council, said, opens):
    """Whoever finds an open screen could take the question to sign in anew out of the address."""
    sign_in(client)
    council.claims = {"auth_time": said}
    sign_in(client)

    assert (client.get("/how-you-sign-in/passkey/").status_code == 200) == opens


def test_one_who_was_not_asked_and_of_whom_nothing_is_said_is_not_fresh(client, priya, council):
    council.claims = {"auth_time": None}
    sign_in(client)

    assert client.session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] == 0
    assert client.get("/staff/").status_code == 200


def test_somebody_without_a_work_account_is_offered_a_code():
    page = browser_of(make_user("Tom Rowe", Role.STAFF), ago=9 * 3600).get(AGAIN).text

    assert "work account" not in page
