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

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".local", "__pycache__", ".*_cache", "tests", "docs")
SECONDS_TO_START = 180


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
    """Starts it and waits until it says that the portal is there. Hands back the process and what it said."""
    running = []

    def start(**changed):
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
        return process, port, read_until(process, "Stop with Ctrl-C.")

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


def test_it_starts_empty_says_where_to_look_and_stops_in_order(up):
    process, port, said = up(DEMONSTRATION="0")
    assert "./dev manage invite_staff invites the first person" in said
    assert f"The portal is at http://localhost:{port}/" in said
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=30) as page:
        assert "Co-production" in page.read().decode()
    process.send_signal(signal.SIGTERM)
    last_words, _ = process.communicate(timeout=60)
    stopped = re.findall(r"(The web server|The worker|The clock|Everything) has stopped", last_words)
    assert stopped == ["The web server", "The worker", "The clock", "Everything"]
    assert process.returncode == 0


def test_it_starts_with_the_demonstration_and_a_worker_that_dies_stops_everything(up, tree):
    process, _, said = up()
    assert "tom.rowe@example.org" in said
    worker = children_of(process.pid, "worker")[0]
    os.kill(worker, signal.SIGKILL)
    last_words, _ = process.communicate(timeout=60)
    assert "The worker has stopped (exit code -9), so everything stops" in last_words
    assert process.returncode == 1
    assert not (tree / ".local" / "run" / ".s.PGSQL.5432").exists()


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
