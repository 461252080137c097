"""./dev up, whole: in a fresh copy of the tree, with engines of its own."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from django.db import connection

from devtools.database import url_of
from devtools.session import Session
from devtools.up import who_to_sign_in_as

ROOT = Path(__file__).resolve().parents[2]
# What Python translated comes along: eight processes would wait for it, and it is used only where it fits.
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".local", ".*_cache", "tests", "docs")
SECONDS_TO_START = 180
EVERYTHING = ["The web server", "The worker", "The messenger", "The clock", "Everything"]
FIRST_PERSON = "./dev manage invite_staff invites the first person"


@pytest.fixture(scope="module")
def tree():
    """A fresh copy in a folder that PostgreSQL's own user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="portal-up-"))
    folder.chmod(0o711)
    shutil.copytree(ROOT, folder / "portal", ignore=NOT_COPIED)
    yield folder / "portal"
    shutil.rmtree(folder)


@pytest.fixture
def up(tree):
    """Starts it and waits until it says these words. Hands back the process, its port and what it said."""
    running = []

    def start(until="Stop with Ctrl-C.", **changed):
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            port = str(door.getsockname()[1])
        ours = ("DATABASE", "REDIS", "EMAIL", "STATIC", "PYTEST", "CELERY")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        process = subprocess.Popen(
            [sys.executable, "-m", "devtools.up"],
            cwd=tree,
            env=environment | {"PORT": port} | changed,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process, port, read_until(process, until)

    yield start
    for process in running:
        process.terminate()
        process.communicate(timeout=60)


def read_until(process, words):
    end, said = time.monotonic() + SECONDS_TO_START, []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
        assert time.monotonic() < end, "".join(said)
    pytest.fail("it ended first:\n" + "".join(said))


def test_it_starts_says_where_to_look_and_a_worker_that_dies_stops_everything_in_order(up, tree, full):
    """With the demonstration at the full size. Else without: tests/coproduction/test_demo.py makes that one
    by its own command."""
    process, port, said = up(DEMONSTRATION="1" if full else "0")
    assert ("tom.rowe@example.org" if full else FIRST_PERSON) in said
    assert f"The portal is at http://localhost:{port}/" in said
    assert "Co-production" in front_page(port)
    worker = children_of(process.pid, "worker@%h")[0]
    os.kill(worker, signal.SIGKILL)
    last_words, _ = process.communicate(timeout=60)
    assert "The worker has stopped (exit code -9), so everything stops" in last_words
    assert stopped_in_turn(last_words) == EVERYTHING
    assert process.returncode == 1
    assert not has_engines(tree)


def test_asked_to_stop_it_stops_in_order(up, tree, full):
    if not full:
        return  # the same order is looked at above, and being asked below
    process, port, _ = up(DEMONSTRATION="0")
    process.send_signal(signal.SIGTERM)
    last_words, _ = process.communicate(timeout=60)
    assert stopped_in_turn(last_words) == EVERYTHING
    assert process.returncode == 0
    assert not has_engines(tree)


def test_asked_to_stop_while_it_starts_it_stops_what_there_is(up, tree):
    process, _, _ = up(until="Bringing the tables up to date")
    assert has_engines(tree)
    process.send_signal(signal.SIGTERM)
    last_words, _ = process.communicate(timeout=60)
    assert stopped_in_turn(last_words) == ["Everything"]
    assert process.returncode == 0
    assert not has_engines(tree)


def test_in_an_empty_database_it_says_who_invites_the_first_person(transactional_db, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url_of(connection.settings_dict))
    assert FIRST_PERSON in who_to_sign_in_as(Session())


def front_page(port):
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=30) as page:
        return page.read().decode()


def stopped_in_turn(said):
    return re.findall(
        r"(The web server|The worker|The messenger|The clock|Everything) has stopped$", said, re.MULTILINE
    )


def has_engines(tree):
    return (tree / ".local" / "run" / ".s.PGSQL.5432").exists()


def children_of(parent, word):
    """The processes that it started whose command holds this word. A bare machine has no `ps`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            started_by = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            command = (process / "cmdline").read_bytes().decode().split("\0")
            if started_by == parent and word in command:
                found.append(int(process.name))
    return found
