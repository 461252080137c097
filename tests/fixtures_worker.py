"""A real Celery worker, in a process of its own, on the test's database."""

import os
import subprocess
import sys
import time
import uuid

import pytest
from django.db import connection

from coproduction.celery import app, messages_queue
from devtools.database import url_of

SECONDS_TO_START = 20


@pytest.fixture
def worker(transactional_db, tmp_path):
    """Runs every task sent during this test, and no other test's. Its log is printed when the test ends."""
    queue = f"test-{uuid.uuid4().hex}"
    before = app.conf.task_default_queue
    app.conf.task_default_queue = queue
    log = tmp_path / "worker.log"
    with log.open("wb") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "coproduction", "worker", "--pool", "solo",
             "--queues", f"{queue},{messages_queue(queue)}", "--loglevel", "INFO", "--without-mingle",
             "--without-gossip"],
            env=worker_environment(queue), stdin=subprocess.DEVNULL, stdout=lines, stderr=lines,
        )  # fmt: skip
    try:
        _wait_until_ready(process, log)
        yield process
    finally:
        # Asked politely, it first waits a second for more to do.
        process.kill()
        process.wait()
        app.conf.task_default_queue = before
        print(log.read_text(errors="replace"))  # noqa: T201 - pytest shows it beside a failure


@pytest.fixture
def eventually():
    """Ask until the answer is true: `eventually(lambda: Notice.objects.filter(…).exists())`."""

    def ask(question, seconds=20):
        end = time.monotonic() + seconds
        while True:
            answer = question()
            if answer:
                return answer
            assert time.monotonic() < end, f"still not so after {seconds} seconds"
            time.sleep(0.05)

    return ask


def worker_environment(queue):
    """What a worker needs to know: the test's database, as the app role, and which queue is its own."""
    login = connection.settings_dict
    return {
        **os.environ,
        "DATABASE_URL": url_of(login),
        "DATABASE_ROLE": os.environ.get("DATABASE_APP_ROLE", "coproduction_app"),
        "CELERY_QUEUE": queue,
    }


def _wait_until_ready(process, log):
    end = time.monotonic() + SECONDS_TO_START
    while b"ready" not in log.read_bytes():
        assert process.poll() is None, f"the worker stopped as it started:\n{log.read_text()}"
        assert time.monotonic() < end, f"the worker was not ready in {SECONDS_TO_START} s:\n{log.read_text()}"
        time.sleep(0.05)
