"""Signing in with a work account, from the button to the page, with a real provider on this machine."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.actions.work_account import make_link
from accounts.choices import Role
from accounts.limits import WORK_SIGN_INS, take
from accounts.models import Session
from accounts.work_accounts import PROVIDER
from tests.accounts.council_sign_in import OID, OTHER_OID, back_from, says, sign_in, signed_in_user
from tests.accounts.second_steps import browser_of, give_app
from tests.factories import MONDAY, make_user

pytestmark = pytest.mark.django_db
START, BACK = "/sign-in/work/", "/sign-in/work/back/"


@pytest.fixture(autouse=True)
def council(council_sign_in):
    """Each test has one."""
    return council_sign_in


def test_a_work_account_signs_somebody_in_with_no_second_step_of_ours(client, priya, council):
    give_app(priya)

    home = sign_in(client)

    assert home.url == "/staff/"
    assert client.get(home.url).status_code == 200
    assert council.asked["code_challenge_method"] == "S256"
    assert set(council.asked["scope"].split()) == {"openid", "profile"}
    assert "prompt" not in council.asked
    assert Session.objects.get(user=priya).browser == "A browser"


def test_nothing_is_kept_but_the_id(client, priya):
    sign_in(client)

    (account,) = SocialAccount.objects.all()
    assert (account.uid, account.extra_data) == (OID, {})
    assert not SocialToken.objects.exists()
    priya.refresh_from_db()
    assert (str(priya), priya.email) == ("Priya Nair", "priya.nair@example.org")
    assert "kept.by.nobody" not in str(dict(client.session))


def test_they_come_to_the_page_that_they_wanted_and_to_no_other_site(client, priya):
    assert sign_in(client, next="/how-you-sign-in/").url == "/how-you-sign-in/"
    assert sign_in(Client(), next="https://elsewhere.example/").url == "/staff/"


def test_an_address_alone_is_nobody(client, council):
    council.claims = {"email": "priya.nair@example.org", "preferred_username": "priya.nair@example.org"}
    make_user("Priya Nair", Role.STAFF)

    says(sign_in(client), 403, "We do not know this work account yet", "involvement lead")
    assert signed_in_user(client) is None
    assert not SocialAccount.objects.exists()


def test_a_closed_account_gets_its_own_page(client, priya):
    priya.is_active = False
    priya.save()

    assert sign_in(client).url == "/sign-in/closed/"
    assert signed_in_user(client) is None


NOW = int(time.time())
WRONG = {
    "the issuer": {"iss": "https://elsewhere.example"},
    "the audience": {"aud": "another-app"},
    "the nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "the tenant": {"tid": "another"},
    "no tenant": {"tid": None},
    "the time": {"exp": NOW - 3600, "iat": NOW - 7200},
    "no end": {"exp": None},
    "no id": {"oid": None},
    "an id that is none": {"oid": "x\x00"},
    "an id of another kind": {"oid": 5},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_token_that_is_wrong_in_one_thing_lets_nobody_in(client, priya, council, wrong):
    council.claims = WRONG[wrong]

    says(sign_in(client), 400, "We could not be sure that it is you", "Sign in another way")
    assert signed_in_user(client) is None


def test_a_signature_of_somebody_else_lets_nobody_in(client, priya, council):
    council.sign_with = council.other_key

    says(sign_in(client), 400, "We could not be sure")


def test_a_verifier_that_does_not_fit_is_refused(client, priya, council):
    back = back_from(client.post(START))
    code = parse_qs(urlsplit(back).query)["code"][0]
    council.codes[code]["code_challenge"] = "of-another-browser"

    says(client.get(back), 400, "We could not be sure")


def test_a_state_is_good_once_and_only_in_its_own_browser(client, priya):
    back = back_from(client.post(START))

    says(Client().get(back), 400, "Please start again")
    assert client.get(back).url == "/staff/"
    says(client.get(back), 400, "Please start again")
    for other in ("", "?code=x", "?code=x&state=y", "?state=y&error=access_denied"):
        says(client.get(f"{BACK}{other}"), 400, "Please start again")


@pytest.mark.parametrize("error", ["access_denied", "server_error"])
def test_whoever_says_no_over_there_gets_a_plain_page(client, priya, council, error):
    council.error = error

    says(sign_in(client), 200, "You did not sign in", "Sign in another way")


NONSENSE = [
    ("/.well-known/openid-configuration", (500, {})),
    ("/.well-known/openid-configuration", (302, {})),
    ("/.well-known/openid-configuration", (200, b"<html>")),
    ("/.well-known/openid-configuration", (200, [])),
    ("/.well-known/openid-configuration", (200, {"issuer": 5})),
    ("/token", (503, {})),
    ("/token", (200, {})),
    ("/token", (200, {"id_token": "a.b.c"})),
    ("/keys", (500, {})),
    ("/keys", (200, {"keys": 5})),
    ("/keys", (200, {"keys": [{"kid": "key-1"}, 7]})),
]


@pytest.mark.parametrize(("path", "answer"), NONSENSE)
def test_whatever_the_provider_answers_there_is_a_plain_page(client, priya, council, path, answer):
    back = back_from(client.post(START))
    council.answers = {path: answer}

    response = client.get(back)

    assert response.status_code in (400, 503)
    assert "Sign in another way" in response.text
    if path.startswith("/.well"):
        says(client.post(START), 503, "cannot be reached just now")


def test_pages_of_the_provider_somewhere_else_are_not_gone_to(client, council):
    there = {
        "issuer": "x",
        "token_endpoint": "x",
        "jwks_uri": "x",
        "authorization_endpoint": "https://x.example/",
    }
    council.answers = {"/.well-known/openid-configuration": (200, there)}

    says(client.post(START), 503, "cannot be reached")


def test_a_provider_that_is_down_or_slow_is_waited_for_a_short_time(client, council, settings):
    settings.WORK_ACCOUNT_TIMEOUT = 0.4
    council.seconds = 3
    began = time.monotonic()
    says(client.post(START), 503, "cannot be reached just now", "Sign in another way")
    assert time.monotonic() - began < 2
    council.seconds = 0
    settings.WORK_ACCOUNT_ADDRESS = "http://127.0.0.1:9"
    says(client.post(START), 503, "cannot be reached just now")


@time_machine.travel(MONDAY, tick=False)
def test_too_many_from_one_place_wait(client):
    for _ in range(WORK_SIGN_INS.place.most):
        take(WORK_SIGN_INS, account=None, address="127.0.0.1", now=MONDAY)

    says(client.post(START), 429, "Please wait a minute")


@pytest.mark.parametrize("ways", ["code-and-second-factor", "work-account", "both"])
def test_the_page_to_sign_in_shows_the_button_as_the_council_says(client, settings, ways):
    settings.STAFF_SIGN_IN = ways
    shown = client.get("/sign-in/").text

    assert ("Sign in with my work account" in shown) == (ways != "code-and-second-factor")
    assert ("A code does not let you in" in shown) == (ways == "work-account")
    assert "Email me a code" in shown


def test_without_work_accounts_there_is_no_such_page(client, settings, priya):
    settings.STAFF_SIGN_IN = "code-and-second-factor"
    lead = browser_of(make_user("Kerensa Lobb", Role.INVOLVEMENT_LEAD))

    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404
    assert client.get(f"/w/{make_link(user=priya, now=timezone.now())}/").status_code == 404
    assert "work account" not in lead.get(f"/staff/roles/{priya.pk}/").text


def test_no_address_of_allauths_own_pages_answers(client):
    for path in (
        "/login/cancelled/",
        "/login/error/",
        "/signup/",
        "/connections/",
        "/oidc/work-account/login/",
    ):
        assert client.get(path).status_code == 404
        assert client.get(f"/accounts{path}").status_code == 404
        assert client.get(f"/accounts/3rdparty{path}").status_code == 404


def test_the_database_keeps_one_work_account_for_each_and_nothing_of_it(priya):
    tom = make_user("Tom Rowe", Role.STAFF)
    for wrong in (
        {"user": priya, "uid": OTHER_OID},
        {"user": tom, "uid": OID},
        {"user": tom, "uid": OTHER_OID, "extra_data": {"name": "x"}},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SocialAccount.objects.create(provider=PROVIDER, **wrong)
