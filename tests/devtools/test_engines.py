"""Engines are shared by all who use them, and outlive nobody but by accident."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from devtools import database
from devtools.engines import Engines

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_home():
    """A folder that PostgreSQL's own user can reach, which pytest's folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="portal-engines-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def used_before():
    """Where engines were made, used and left: making the first data takes longest."""
    folder = Path(tempfile.mkdtemp(prefix="portal-engines-"))
    folder.chmod(0o711)
    engines = Engines(folder, durable=False)
    engines.start_postgres()
    engines.stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(empty_home, used_before):
    """One that PostgreSQL's own user can reach, with the data that engines made there once."""
    subprocess.run(["cp", "-a", f"{used_before}/.", empty_home], check=True)
    empty_home.chmod(0o711)
    return empty_home


def ask_postgres(folder):
    with psycopg.connect(host=str(folder), user="postgres", dbname="postgres") as connection:
        return connection.execute("SELECT pg_backend_pid() > 0").fetchone()


def ask_valkey(path):
    with redis.Redis(unix_socket_path=str(path)) as client:
        return client.ping()


@contextlib.contextmanager
def another_program_using(home):
    """Starts the engines in a process of its own, which leaves them when it reads a line."""
    script = (
        "from pathlib import Path; from devtools.engines import Engines\n"
        f"engines = Engines(Path({str(home)!r}), durable=False)\n"
        "engines.start_postgres(); engines.start_valkey(); print('ready', flush=True)\n"
        "input(); engines.stop(); print('left', flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout.readline() == b"ready\n"
        yield program


def test_the_last_one_to_leave_stops_them(home):
    with another_program_using(home) as program:
        engines = Engines(home, durable=False)
        folder, path = engines.start_postgres(), engines.start_valkey()
        assert program.communicate(b"\n")[0] == b"left\n"
    assert ask_postgres(folder)
    assert ask_valkey(path)
    engines.stop()
    with pytest.raises(psycopg.OperationalError):
        ask_postgres(folder)
    with pytest.raises(redis.ConnectionError):
        ask_valkey(path)


def test_engines_left_behind_by_a_killed_launcher_are_used_and_then_stopped(home):
    with another_program_using(home) as launcher:
        launcher.send_signal(signal.SIGKILL)
    engines = Engines(home, durable=False)
    assert ask_postgres(engines.start_postgres())
    assert ask_valkey(engines.start_valkey())
    engines.stop()
    assert not engines.postgres_socket.exists()


def test_engines_in_use_are_never_swept_up_and_abandoned_ones_are(home):
    with another_program_using(home) as program:
        assert not Engines(home, durable=False).take_if_unused()
        program.send_signal(signal.SIGKILL)
    abandoned = Engines(home, durable=False)
    assert abandoned.take_if_unused()
    abandoned.stop()
    assert not abandoned.postgres_socket.exists()
    assert not abandoned.valkey_socket.exists()


def test_nobody_else_on_the_machine_can_reach_them(home):
    engines = Engines(home, durable=False)
    try:
        engines.start_valkey()
        engines.start_postgres()
        assert engines.sockets.stat().st_mode & 0o077 == 0
    finally:
        engines.stop()


def test_roles_and_database_can_be_prepared_twice(empty_home):
    engines = Engines(empty_home, durable=False)
    try:
        url = database.url_for_socket(engines.start_postgres(), user="postgres", name="portal")
        database.prepare(url)
        database.prepare(url)
        with psycopg.connect(**database.parts_of(url)) as connection:
            roles = connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'coproduction%'")
            assert {name for (name,) in roles} == {database.OWNER, database.APP}
    finally:
        engines.stop()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://app:p%40ss%2Fword@database:5433/coproduction",
        "postgresql://coproduction_owner@//tmp/somewhere/run/coproduction",
    ],
)
def test_an_address_survives_being_read_and_written(url):
    read = database.parts_of(url)
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    assert database.url_of({names[key]: value for key, value in read.items()}) == url


def test_the_launcher_as_root_lends_postgresql_to_somebody_else(used_before):
    if os.geteuid() != 0:
        return
    data = next(used_before.glob("postgres-[0-9]*[0-9]"))
    assert data.stat().st_uid != 0
