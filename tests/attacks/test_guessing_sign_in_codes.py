"""Somebody guesses sign-in codes, and asks for many, with forged headers, at many web servers at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.test import Client

from accounts.limits import CODES_ASKED_FOR, WRONG_CODES
from tests.accounts.test_sign_in import ASK, CODE, ask_for_code, nobody_waits  # noqa: F401 - a fixture
from tests.factories import make_user
from tests.small_proxy import Proxy

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a" * 32  # the attacker writes the cookie and the form alike
BEHIND_ONE_PROXY = {"TRUSTED_PROXY": "127.0.0.1", "TRUSTED_PROXY_COUNT": "1"}
AT_ONCE = {"SIGN_IN_ANSWERS_AFTER_MS": "0"}
TRIES = 20
SUBJECT = "Subject: Your code to sign in"


@pytest.fixture
def refused_by_servers(tmp_path):
    """How many tries went past a limit, as all servers of the test have logged: pages say nothing of it."""
    return lambda: sum(log.read_text().count("sign_in.too_many") for log in tmp_path.glob("server-*.log"))


def send(proxy, path, form, *, number, peer, cookies=""):
    """One form, sent from a real address under a forged one that is always new."""
    asking = HTTPConnection("127.0.0.1", proxy.port, timeout=60, source_address=(peer, 0))
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}; {cookies}",
        "X-Forwarded-For": f"198.51.100.{number}",
        "Forwarded": f"for=198.51.100.{number}",
        "X-Real-IP": f"198.51.100.{number}",
    }
    try:
        asking.request("POST", path, urlencode(form | {"csrfmiddlewaretoken": TOKEN}), headers)
        answer = asking.getresponse()
        return answer.status, answer.read().decode()
    finally:
        asking.close()


def many_at_once(forms):
    """Send them all in the same moment. `forms` are the arguments of `send`."""
    with ThreadPoolExecutor(8) as threads:
        sent = [threads.submit(send, **form) for form in forms]
    return [each.result() for each in sent]


def guess_at_once(proxy, browsers, *, peer):
    """One wrong code in each browser. Whatever is looked at and whatever is not, pages say the same."""
    said = many_at_once(
        {
            "proxy": proxy,
            "path": CODE,
            "form": {"code": "not a code"},
            "number": number,
            "peer": peer(number),
            "cookies": f"sessionid={browser.cookies['sessionid'].value}",
        }
        for number, browser in enumerate(browsers)
    )
    assert {status for status, _ in said} == {200}
    assert all("That code does not match. Check each number" in text for _, text in said)


def browsers_that_asked(emails):
    """Browsers in which somebody has asked for a code, each in a place of its own."""
    browsers = [Client(REMOTE_ADDR=f"198.18.0.{number}") for number in range(len(emails))]
    for browser, email in zip(browsers, emails, strict=True):
        ask_for_code(browser, email)
    return browsers


def letters_in(folder):
    """How many codes were written down, once no more come."""
    counts = [-1, 0]
    while counts[-1] != counts[-2]:
        time.sleep(0.5)
        counts.append(sum(file.read_text().count(SUBJECT) for file in folder.glob("*.log")))
    return counts[-1]


def test_two_servers_together_send_three_codes_to_one_account(start_server, tmp_path):
    user = make_user("Priya Nair")
    mail = tmp_path / "mail"
    ports = [start_server(**BEHIND_ONE_PROXY, **AT_ONCE, EMAIL_FILE_PATH=str(mail)) for _ in range(2)]

    with Proxy(*ports) as proxy:
        said = many_at_once(
            {
                "proxy": proxy,
                "path": ASK,
                "form": {"email": user.email},
                "number": number,
                "peer": f"127.0.0.{number + 2}",
            }
            for number in range(TRIES)
        )

    assert {status for status, _ in said} == {302}
    assert letters_in(mail) == CODES_ASKED_FOR.account[0].most


def test_two_servers_together_look_at_five_wrong_codes_of_one_account_from_anywhere(
    start_server, refused_by_servers
):
    user = make_user("Priya Nair")
    browsers = browsers_that_asked([user.email] * TRIES)
    ports = [start_server(**BEHIND_ONE_PROXY, **AT_ONCE) for _ in range(2)]

    with Proxy(*ports) as proxy:
        guess_at_once(proxy, browsers, peer=lambda number: f"127.0.0.{number + 2}")

    assert refused_by_servers() == TRIES - WRONG_CODES.account[0].most


@pytest.mark.parametrize(
    ("proxies", "looked_at"),
    [
        pytest.param("1", WRONG_CODES.place.most, id="as it is"),
        pytest.param("2", TRIES, id="control: a server that believes forged addresses"),
    ],
)
def test_ten_wrong_codes_from_one_place_are_looked_at_whatever_it_claims(
    start_server, refused_by_servers, proxies, looked_at
):
    browsers = browsers_that_asked([f"nobody.{number}@example.org" for number in range(TRIES)])
    ports = [start_server(**BEHIND_ONE_PROXY | AT_ONCE | {"TRUSTED_PROXY_COUNT": proxies}) for _ in range(2)]

    with Proxy(*ports) as proxy:
        guess_at_once(proxy, browsers, peer=lambda number: "127.0.0.2")

    assert refused_by_servers() == TRIES - looked_at
