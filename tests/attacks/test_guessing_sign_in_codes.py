"""Somebody guesses sign-in codes, and asks for many, with forged headers, at many web servers at once."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
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


@dataclass(frozen=True)
class Servers:
    """Some that stand behind one proxy, with the folders of their logs and of the mail that they send."""

    ports: list[int]
    logs: Path
    mail: Path

    def refused(self):
        """How many tries went past a limit, as all of them have logged: pages say nothing of it."""
        return sum(log.read_text().count("sign_in.too_many") for log in self.logs.glob("server-*.log"))


@pytest.fixture(scope="module")
def start(start_server_for_all, tmp_path_factory):
    """`start(many, **environment)` starts so many servers, for all tests of this file."""
    mail = tmp_path_factory.mktemp("mail")

    def start(many, **environment):
        told = BEHIND_ONE_PROXY | AT_ONCE | {"EMAIL_FILE_PATH": str(mail)} | environment
        return Servers([start_server_for_all(**told) for _ in range(many)], start_server_for_all.logs, mail)

    return start


@pytest.fixture(scope="module")
def two_servers(start):
    return start(2)


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


def test_two_servers_together_send_three_codes_to_one_account(two_servers):
    user = make_user("Priya Nair")

    with Proxy(*two_servers.ports) as proxy:
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
    assert letters_in(two_servers.mail) == CODES_ASKED_FOR.account[0].most


def test_two_servers_together_look_at_five_wrong_codes_of_one_account_from_anywhere(two_servers):
    user = make_user("Priya Nair")
    browsers, before = browsers_that_asked([user.email] * TRIES), two_servers.refused()

    with Proxy(*two_servers.ports) as proxy:
        guess_at_once(proxy, browsers, peer=lambda number: f"127.0.0.{number + 2}")

    assert two_servers.refused() - before == TRIES - WRONG_CODES.account[0].most


def looked_at_from_one_place(servers):
    """How many wrong codes of many that come from one address, each in the name of another."""
    browsers = browsers_that_asked([f"nobody.{number}@example.org" for number in range(TRIES)])
    before = servers.refused()

    with Proxy(*servers.ports) as proxy:
        guess_at_once(proxy, browsers, peer=lambda number: "127.0.0.2")

    return TRIES - (servers.refused() - before)


def test_ten_wrong_codes_from_one_place_are_looked_at_whatever_it_claims(two_servers):
    assert looked_at_from_one_place(two_servers) == WRONG_CODES.place.most


def test_a_server_that_believes_forged_addresses_looks_at_all_of_them(start):
    """The control of the test above: it was told of a proxy that is not there."""
    assert looked_at_from_one_place(start(1, TRUSTED_PROXY_COUNT="2")) == TRIES
