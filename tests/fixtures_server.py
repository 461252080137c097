"""The portal's own web server, in a process of its own, on the test's database."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.db import connection

from devtools.database import url_of

SECONDS_TO_START = 20


@pytest.fixture
def start_server(transactional_db, tmp_path):
    """`start_server(**environment)` starts one and returns its port. All stop when the test ends."""
    yield from _servers(tmp_path)


@pytest.fixture(scope="module")
def start_server_for_all(django_db_setup, django_db_blocker, tmp_path_factory):
    """The same for all tests of a file, which commit what they do. `start_server_for_all.logs` is the folder
    with what the servers say."""
    yield from _servers(tmp_path_factory.mktemp("servers"))


def _servers(logs):
    started = []

    def start(**environment):
        port = _free_port()
        log = logs / f"server-{port}.log"
        with log.open("wb") as lines:
            process = subprocess.Popen(
                [sys.executable, "-m", "coproduction.serve"],
                env=_environment(port) | environment,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=lines,
            )
        started.append((process, log))
        _wait_until_it_listens(process, port, log)
        return port

    start.logs = logs
    yield start
    for process, _ in started:
        process.send_signal(signal.SIGTERM)
    for process, log in started:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        print(log.read_text(errors="replace"))  # noqa: T201 - pytest shows it beside a failure


def _environment(port):
    return {
        **os.environ,
        "PORT": str(port),
        "DATABASE_URL": url_of(connection.settings_dict),
        "DATABASE_ROLE": os.environ.get("DATABASE_APP_ROLE", "coproduction_app"),
    }


def _free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def _wait_until_it_listens(process, port, log):
    end = time.monotonic() + SECONDS_TO_START
    while True:
        assert process.poll() is None, f"the server stopped as it started:\n{log.read_text()}"
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end, f"the server was not there in {SECONDS_TO_START} s:\n{log.read_text()}"
        time.sleep(0.05)
