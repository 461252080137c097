"""Whose address the portal believes a request comes from."""

import threading
import urllib.request

import pytest
import waitress

from coproduction.serve import options


def tell_address(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "nothing")
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {forwarded}".encode()]


def run_until(asked, server):
    while not asked.is_set():
        server.asyncore.loop(timeout=0.05, map=server._map, count=1)
    server.task_dispatcher.shutdown()
    server.close()
    server.asyncore.close_all(server._map, ignore_all=True)


@pytest.fixture
def ask():
    """Starts waitress as the portal does, and asks it as a proxy would."""
    stop, threads = threading.Event(), []

    def start_and_ask(forwarded_for):
        server = waitress.create_server(tell_address, **(options() | {"port": 0, "threads": 1}))
        threads.append(threading.Thread(target=run_until, args=(stop, server)))
        threads[-1].start()
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.effective_port}/",
            headers={"X-Forwarded-For": forwarded_for, "X-Forwarded-Proto": "https"},
        )
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read().decode()

    yield start_and_ask
    stop.set()
    for thread in threads:
        thread.join(5)


def test_without_a_proxy_nobody_can_claim_another_address(ask, settings):
    settings.TRUSTED_PROXY = ""
    assert ask("203.0.113.9") == "127.0.0.1 http nothing"


def test_the_proxy_says_where_a_person_comes_from(ask, settings):
    settings.TRUSTED_PROXY, settings.TRUSTED_PROXY_COUNT = "127.0.0.1", 1
    assert ask("203.0.113.9").startswith("203.0.113.9 https")


def test_what_a_person_wrote_before_the_proxy_is_not_believed(ask, settings):
    settings.TRUSTED_PROXY, settings.TRUSTED_PROXY_COUNT = "127.0.0.1", 1
    assert ask("198.51.100.1, 203.0.113.9").startswith("203.0.113.9 https")
