"""Giving the second step while signing in, by the code of an app or one that was written down."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from accounts.choices import Role
from tests.accounts.second_steps import WITH_APP, browser_of, code_of, give_app
from tests.accounts.test_sign_in import sign_in
from tests.factories import make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
STEP, WORK = "/sign-in/second-step/", "/staff/"
NO_PASSKEYS = ("", "{}", "[]", "null", '"x"', "{", '{"id": 1}', '{"response": {"userHandle": 7}}', "x" * 9999)
THE_SAME = "That code does not match. Check each number"


@made_once
def priya():
    return make_user("Priya Nair", Role.INVOLVEMENT)


def test_after_the_code_from_an_email_comes_the_code_of_the_app(client, priya):
    give_app(priya)

    assert sign_in(client, "priya.nair@example.org").url == STEP
    assert client.get(WORK).status_code == 302, "not signed in yet"
    assert "Your second step" in client.get(STEP).text

    response = client.post(STEP, {"code": f" {code_of()[:3]} {code_of()[3:]}"})
    assert response.url == WORK
    assert client.get(WORK).status_code == 200


@pytest.mark.parametrize("steps", [-1, 1])
def test_clocks_may_differ_by_half_a_minute(client, priya, steps):
    give_app(priya)
    sign_in(client, "priya.nair@example.org")

    assert client.post(STEP, {"code": code_of(steps=steps)}).url == WORK


@pytest.mark.parametrize("later", [0, 29, 31, 59])
def test_a_code_counts_once_as_long_as_it_lives(client, priya, time_machine, later):
    time_machine.move_to(1_795_000_000 // 30 * 30, tick=False)
    give_app(priya)
    code = code_of(steps=1)
    sign_in(client, "priya.nair@example.org")
    client.post(STEP, {"code": code})
    client.post("/sign-out/")
    sign_in(client, "priya.nair@example.org")
    time_machine.move_to(1_795_000_000 // 30 * 30 + later, tick=False)

    response = client.post(STEP, {"code": code})

    assert response.status_code == 200
    assert "That code was used already" in response.text or THE_SAME in response.text


def test_a_code_that_was_written_down_works_once(client, priya):
    give_app(priya)
    written = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]

    sign_in(client, "priya.nair@example.org")
    assert client.post(STEP, {"code": f"{written[:4]} {written[4:]}"}).url == WORK
    client.post("/sign-out/")
    sign_in(client, "priya.nair@example.org")
    assert THE_SAME in client.post(STEP, {"code": written}).text


def test_after_five_wrong_codes_in_a_minute_the_right_one_waits(client, priya, django_assert_max_num_queries):
    give_app(priya)
    sign_in(client, "priya.nair@example.org")
    for _ in range(5):
        with django_assert_max_num_queries(12):
            assert THE_SAME in client.post(STEP, {"code": "000000"}).text

    response = client.post(STEP, {"code": code_of()})

    assert response.status_code == 200
    assert "Please wait" in response.text


@pytest.mark.parametrize(
    "address", [STEP, "/sign-in/passkey/", "/sign-in/again/passkey/", "/how-you-sign-in/passkey/"]
)
def test_a_passkey_that_is_none_is_answered_in_words(client, priya, address):
    give_app(priya)
    if address == STEP:
        sign_in(client, "priya.nair@example.org")
    elif address != "/sign-in/passkey/":
        client = browser_of(priya, WITH_APP)
        client.get("/how-you-sign-in/passkey/")

    for sent in NO_PASSKEYS:
        response = client.post(address, {"credential": sent}, follow=True)

        assert response.status_code == 200
        assert "That passkey did not work" in response.text, sent
