"""A pytest plugin: throw-away PostgreSQL and Valkey, started before any settings are read.

DATABASE_URL and REDIS_URL are used instead where they are given. Processes of pytest-xdist share one Valkey,
whose address they find in the environment of the process that started them. Each has a PostgreSQL of its own:
a long transaction in any database of a server holds deleted rows back, and some tests look for those on disk.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from devtools import database
from devtools.engines import Engines, EngineTrouble

PREFIX = "portal-test-"
OWN_POSTGRES = "PYTEST_OWN_POSTGRES"
"""Set for processes of pytest-xdist that start their own, since no DATABASE_URL was given."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="every proof at its full size, not its quick one")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    os.environ.setdefault("PORTAL_MODE", "development")
    os.environ["SIGN_IN_ANSWERS_AFTER_MS"] = "0"  # tests that ask how long it takes set a time
    _keep_what_python_translated()
    try:
        if process := os.environ.get("PYTEST_XDIST_WORKER"):
            _join_engines(early_config, process)
        else:
            _start_engines(early_config)
    except EngineTrouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble


def _keep_what_python_translated() -> None:
    """Many containers tell Python to translate every file anew. Here dozens of processes read the same ones:
    servers, workers, and each process of the tests, which also writes its tests anew to explain failures."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _join_engines(early_config: pytest.Config, process: str) -> None:
    # A test counts what it sent, so mail is not shared.
    os.environ["EMAIL_FILE_PATH"] += f"-{process}"
    # Taken away, so that a pytest which a test starts uses the PostgreSQL of that test.
    if os.environ.pop(OWN_POSTGRES, None):
        _start_postgres(_engines_of_its_own(early_config))


def _start_engines(early_config: pytest.Config) -> None:
    _sweep_up_after_killed_runs()
    engines = _engines_of_its_own(early_config)
    home = engines.home
    os.environ["EMAIL_FILE_PATH"] = str(home / "mail")
    os.environ["STATIC_ROOT"] = str(home / "static")
    (home / "static").mkdir()  # WhiteNoise warns of a missing folder, and warnings are errors
    if os.environ.get("DATABASE_URL"):
        database.make_roles(database.parts_of(os.environ["DATABASE_URL"]))
    elif getattr(early_config.known_args_namespace, "numprocesses", None):
        # Settings are read in this process too, but nobody asks its database.
        os.environ["DATABASE_URL"] = _address(engines.sockets)
        os.environ[OWN_POSTGRES] = "1"
    else:
        _start_postgres(engines)
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = f"unix://{engines.start_valkey()}"
    # Whoever logs in makes the tables here, and is therefore the owner.
    os.environ["DATABASE_OWNER_ROLE"] = database.parts_of(os.environ["DATABASE_URL"])["user"]
    os.environ.pop("DATABASE_ROLE", None)


def _engines_of_its_own(early_config: pytest.Config) -> Engines:
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)  # PostgreSQL may run as another user, who has to get in
    engines = Engines(home, durable=False)
    early_config.add_cleanup(lambda: _throw_away(engines, home))
    return engines


def _start_postgres(engines: Engines) -> None:
    folder = engines.start_postgres()
    database.make_roles({"host": str(folder), "user": "postgres", "dbname": "postgres"})
    os.environ["DATABASE_URL"] = _address(folder)


def _address(folder: Path) -> str:
    return database.url_for_socket(folder, user=database.OWNER, name="portal")


def _sweep_up_after_killed_runs() -> None:
    """Stop and remove what a run left behind that could not end by itself. Runs under way are left alone."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # Another run may be sweeping too, and take a folder from under our hands.
        with contextlib.suppress(FileNotFoundError):
            if home.stat().st_uid == os.geteuid():
                engines = Engines(home, durable=False)
                if engines.take_if_unused():
                    _throw_away(engines, home)


def _throw_away(engines: Engines, home: Path) -> None:
    engines.stop()
    shutil.rmtree(home, ignore_errors=True)
    if engines.home != home:
        shutil.rmtree(engines.home, ignore_errors=True)
