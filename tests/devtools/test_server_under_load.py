"""People on slow connections hold no one else up, and a crowd never exhausts the database."""

import contextlib
import json
import socket
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

SLOW_OF_EACH_KIND = 60
AT_ONCE = 160
SECONDS_FOR_ALL = 60  # 4 on a quiet machine; the promise is that all are served
LARGE_FILE = "/static/vendor/govuk-frontend/govuk-frontend.css"


def connect(port, *, receive_buffer=None):
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(5)
    connection.connect(("127.0.0.1", port))
    return connection


def slow_headers(port):
    """Begins a request and never ends its headers."""
    connection = connect(port)
    connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    return connection


def slow_body(port):
    """Promises a form and sends one byte of it."""
    connection = connect(port)
    connection.sendall(b"POST /readyz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nx")
    return connection


def slow_reader(port, path):
    """Asks for large answers, one after the other, and reads none of them."""
    connection = connect(port, receive_buffer=2048)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 20)
    return connection


def ask(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=SECONDS_FOR_ALL) as answer:
        return answer.status, json.load(answer)["database"]


def ask_all_at_once(port):
    started = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(ask, [port] * AT_ONCE))
    return answers, time.monotonic() - started


def test_slow_people_and_a_crowd_are_all_served(start_server):
    port = start_server()
    with contextlib.ExitStack() as held:
        for _ in range(SLOW_OF_EACH_KIND):
            held.enter_context(slow_headers(port))
            held.enter_context(slow_body(port))
            held.enter_context(slow_reader(port, LARGE_FILE))
        answers, seconds = ask_all_at_once(port)
        assert set(answers) == {(200, "ok")}
        assert seconds < SECONDS_FOR_ALL
