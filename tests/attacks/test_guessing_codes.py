"""Somebody guesses codes with forged headers, at many web servers at once."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from ladder.wrong_codes import FROM_ONE_ADDRESS
from tests.small_proxy import Proxy
from words.codes import make_code

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a" * 32  # the attacker writes the cookie and the form alike
LOOKED_UP, WAIT = 200, 429
TRIES = 40


def guess(proxy, *, number, peer):
    """One code that could be somebody's, sent from a real address under a forged one that is always new."""
    asking = HTTPConnection("127.0.0.1", proxy.port, timeout=30, source_address=(peer, 0))
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}",
        "X-Forwarded-For": f"198.51.100.{number}",
        "Forwarded": f"for=198.51.100.{number}",
        "X-Real-IP": f"198.51.100.{number}",
    }
    form = urlencode({"code": make_code(), "csrfmiddlewaretoken": TOKEN})
    try:
        asking.request("POST", reverse("ladder:enter_code"), form, headers)
        answer = asking.getresponse()
        said = answer.read().decode()
    finally:
        asking.close()
    assert answer.status in (LOOKED_UP, WAIT), said
    assert ("That code does not match" in said) == (answer.status == LOOKED_UP)
    return answer.status


def guesses_looked_up(proxy, *, peer):
    """How many of the guesses of one attacker the portal looked up, of many sent in the same moment."""
    with ThreadPoolExecutor(16) as threads:
        said = threads.map(lambda number: guess(proxy, number=number, peer=peer), range(TRIES))
    return list(said).count(LOOKED_UP)


def test_two_servers_together_look_up_ten_guesses_of_one_address_whatever_it_claims(start_server):
    behind_one_proxy = {"TRUSTED_PROXY": "127.0.0.1", "TRUSTED_PROXY_COUNT": "1"}
    ports = [start_server(**behind_one_proxy) for _ in range(2)]
    with Proxy(*ports) as proxy:
        assert guesses_looked_up(proxy, peer="127.0.0.2") == FROM_ONE_ADDRESS
        assert guesses_looked_up(proxy, peer="127.0.0.3") == FROM_ONE_ADDRESS


def test_a_server_that_believed_the_forged_address_would_look_up_every_guess(start_server):
    """The control of the test above: the same guesses, at a server told of a proxy that is not there."""
    port = start_server(TRUSTED_PROXY="127.0.0.1", TRUSTED_PROXY_COUNT="2")
    with Proxy(port) as proxy:
        assert guesses_looked_up(proxy, peer="127.0.0.2") == TRIES
