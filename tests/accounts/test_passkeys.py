"""Signing in with a passkey, against one in software: what a browser cannot be made to send is tried too."""

import json

import pytest
from allauth.mfa.models import Authenticator

from accounts.choices import Role
from tests.accounts.passkeys import Passkey
from tests.accounts.second_steps import browser_of
from tests.accounts.test_sign_in import sign_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADD, IN, AGAIN = "/how-you-sign-in/passkey/", "/sign-in/passkey/", "/sign-in/again/passkey/"


@pytest.fixture(autouse=True)
def it_is_asked_for(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def add(client, passkey, name="My phone"):
    options = json.loads(client.get(ADD).context["options"])["publicKey"]
    return client.post(ADD, {"name": name, "credential": json.dumps(passkey.made(options))}, secure=True)


def asked(client):
    said = client.get(IN, headers={"Accept": "application/json"}, secure=True)
    return json.loads(said.content)["request_options"]["publicKey"]


def use(client, passkey, options=None, **more):
    sent = {"credential": json.dumps(passkey.answer(options or asked(client))), **more}
    return client.post(IN, sent, secure=True)


def test_an_expert_adds_one_and_signs_in_with_it_alone(client):
    sam, passkey = make_user("Sam Trewin"), Passkey()
    assert add(browser_of(sam), passkey).url == "/how-you-sign-in/"
    assert [*Authenticator.objects.values_list("type", flat=True)] == ["webauthn"], "no codes to write down"

    assert use(client, passkey).url == "/me/"
    assert client.get("/me/").status_code == 200


def test_for_staff_it_is_both_steps_at_once(client):
    priya, passkey = make_user("Priya Nair", Role.INVOLVEMENT), Passkey()
    assert add(browser_of(priya), passkey).url == "/how-you-sign-in/codes/"

    assert use(client, passkey).url == "/staff/"
    assert client.get("/staff/").status_code == 200


def test_it_brings_people_where_they_were_going_and_never_elsewhere(client):
    sam, passkey = make_user("Sam Trewin"), Passkey()
    add(browser_of(sam), passkey)

    assert use(client, passkey, next="/projects/").url == "/projects/"
    client.post("/sign-out/")
    assert use(client, passkey, next="https://elsewhere.example/").url == "/me/"


def test_after_the_code_from_an_email_it_is_the_second_step(client):
    priya, passkey = make_user("Priya Nair", Role.INVOLVEMENT), Passkey()
    add(browser_of(priya), passkey)
    sign_in(client, "priya.nair@example.org")

    page = client.get("/sign-in/second-step/", secure=True)
    options = json.loads(page.context["options"])["publicKey"]
    sent = {"credential": json.dumps(passkey.answer(options))}

    assert client.post("/sign-in/second-step/", sent, secure=True).url == "/staff/"


def test_it_is_a_fresh_sign_in(client):
    sam, passkey = make_user("Sam Trewin"), Passkey()
    add(browser_of(sam), passkey)
    stale = browser_of(sam, ago=9 * 3600)
    page = stale.get(stale.get(ADD).url)
    options = json.loads(page.context["options"])["publicKey"]

    sent = {"credential": json.dumps(passkey.answer(options)), "next": ADD}

    assert stale.post(AGAIN, sent, secure=True).url == ADD
    assert stale.get(ADD).status_code == 200


def test_one_that_asks_its_owner_for_nothing_is_not_taken():
    client = browser_of(make_user("Sam Trewin"))

    assert "That passkey did not work" in add(client, Passkey(verified=False)).text
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "wrong", ["another site", "no finger", "another key", "used twice", "gone", "closed"]
)
def test_what_is_not_right_signs_nobody_in(client, wrong):
    sam, passkey = make_user("Sam Trewin"), Passkey()
    add(browser_of(sam), passkey)
    options = asked(client)
    if wrong == "another site":
        passkey.origin = "https://testserver.elsewhere.example"
    if wrong == "no finger":
        passkey.flags = 1
    if wrong == "another key":
        passkey.key = Passkey().key
    if wrong == "used twice":
        use(client, passkey, options)
        client.post("/sign-out/")
    if wrong == "gone":
        Authenticator.objects.all().delete()
    if wrong == "closed":
        sam.is_active = False
        sam.save()

    response = use(client, passkey, options)

    assert response.url == ("/sign-in/closed/" if wrong == "closed" else "/sign-in/")
    assert client.get("/me/").status_code == 302


def test_a_passkey_of_somebody_else_is_no_fresh_sign_in():
    sam, ash, passkey = make_user("Sam Trewin"), make_user("Ash Bray"), Passkey()
    add(browser_of(ash), passkey)
    add(browser_of(sam), Passkey())
    stale = browser_of(sam, ago=9 * 3600)
    options = json.loads(stale.get("/sign-in/again/").context["options"])["publicKey"]

    stale.post(AGAIN, {"credential": json.dumps(passkey.answer(options))}, secure=True)

    assert stale.get(ADD).status_code == 302


def test_a_whole_office_may_sign_in_through_one_network_address(client):
    for _ in range(40):
        assert client.get(IN, headers={"Accept": "application/json"}).status_code == 200
