"""Where the council lets staff in by work account alone: no code does, and nothing tells who they are."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.choices import Role
from tests.accounts.council_sign_in import signed_in_user
from tests.accounts.passkeys import Passkey
from tests.accounts.second_steps import CODE_ONLY, WITH_PASSKEY, WITH_WORK_ACCOUNT, browser_of
from tests.accounts.test_passkeys import add, use
from tests.accounts.test_sign_in import newest_code, sent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
AGAIN = "/sign-in/again/"


@pytest.fixture(autouse=True)
def only(council_sign_in, settings):
    settings.STAFF_SIGN_IN = "work-account"


def test_staff_get_no_code_but_an_email_that_says_how(client, priya):
    mail.outbox = []
    asked = client.post("/sign-in/", {"email": priya.email})
    (message,) = sent()
    assert asked.url == "/sign-in/code/"
    assert "Sign in with my work account" in message.body
    assert message.subject == "How you sign in"
    code = re.search(r"'code': '(\d{6})'", str(dict(client.session))).group(1)
    assert code not in message.body

    answer = client.post("/sign-in/code/", {"code": code})

    assert "does not match" in answer.text
    assert signed_in_user(client) is None


def test_the_pages_are_the_same_for_staff_and_for_nobody(priya):
    def pages(address):
        client = Client()
        asked = client.post("/sign-in/", {"email": address})
        return (
            asked.url,
            masked(client.get(asked.url)),
            masked(client.post(asked.url, {"code": "123456"})),
        )

    assert pages(priya.email) == pages("nobody@example.org")


def test_a_session_by_code_or_passkey_opens_nothing_for_staff(priya):
    for records in (CODE_ONLY, WITH_PASSKEY):
        client = browser_of(priya, records)
        assert client.get("/staff/").url == AGAIN
        page = client.get(AGAIN).text
        assert "Sign in with my work account" in page
        assert "Email me a code" not in page
        assert client.post(AGAIN).url == AGAIN
    assert browser_of(priya, WITH_WORK_ACCOUNT).get("/staff/").status_code == 200


def test_a_passkey_lets_no_staff_in_and_says_what_does(client):
    tom, passkey = make_user("Tom Rowe", Role.STAFF), Passkey()
    add(browser_of(tom, WITH_WORK_ACCOUNT), passkey)

    answer = use(client, passkey)

    assert answer.url == "/sign-in/"
    assert signed_in_user(client) is None
    assert "Sign in with your work account" in client.get(answer.url, secure=True).text


@pytest.mark.parametrize("role", [None, Role.STEERING, Role.FACILITATOR])
def test_everyone_else_signs_in_as_before(client, settings, role):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    user = make_user("Sam Trewin", *([role] if role else []))
    client.post("/sign-in/", {"email": user.email})

    client.post("/sign-in/code/", {"code": newest_code()})

    assert signed_in_user(client) == str(user.pk)


def masked(response):
    """A page without the key of its form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)
