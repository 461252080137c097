"""./dev says in one plain sentence what a machine lacks."""

import ast
import importlib.machinery
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.engines import EngineTrouble
from devtools.up import Up, refuse_port_in_use

ROOT = Path(__file__).resolve().parents[2]
IN_TWO = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


@pytest.fixture
def dev():
    loader = importlib.machinery.SourceFileLoader("dev_launcher", str(ROOT / "dev"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def taken_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield str(door.getsockname()[1])


def run(*command, cwd=ROOT, **variables):
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=60)


def test_an_old_python_is_named(dev):
    assert (
        dev.why_python_is_too_old((3, 9, 2))
        == "The portal needs Python 3.11 or newer, and this is Python 3.9."
    )
    assert dev.why_python_is_too_old((3, 11, 0)) is None
    assert dev.why_python_is_too_old((4, 0, 0)) is None


def test_an_old_python_can_read_the_file_far_enough_to_say_so():
    ast.parse((ROOT / "dev").read_text(), feature_version=(3, 7))


def test_without_pip_it_says_how_to_get_it(tmp_path):
    shutil.copy(ROOT / "dev", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    # -S hides every installed package, pip among them; an empty PATH hides uv.
    told = run(sys.executable, "-S", "dev", "up", cwd=tmp_path, PATH="/nowhere")
    assert told.returncode == 1
    assert told.stderr == (
        "The portal needs pip to install itself: on Debian, run apt-get install python3-pip.\n"
    )


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["help"], 0), (["--help"], 0), (["fly"], 2)])
def test_help_lists_the_commands(arguments, code):
    told = run(sys.executable, "dev", *arguments, PATH="/nowhere")
    assert told.returncode == code
    for command in ("./dev up", "./dev test", "./dev manage"):
        assert command in told.stdout


def test_a_port_in_use_is_named_before_anything_starts(taken_port):
    told = run(sys.executable, "-m", "devtools.up", PORT=taken_port, PATH=os.environ["PATH"])
    assert told.returncode == 1
    assert told.stderr == f"Something else already uses port {taken_port}: try PORT=8001 ./dev up\n"
    assert "Starting" not in told.stdout


@pytest.mark.parametrize("port", ["0", "70000", "eight"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(EngineTrouble, match="PORT must be a number from 1 to 65535"):
        refuse_port_in_use(port)


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (
            "start_valkey",
            "There is no Valkey or Redis here: install one of them, or set REDIS_URL.",
        ),
        (
            "start_postgres",
            "There is no PostgreSQL here: install one of version 15 or newer, or set DATABASE_URL.",
        ),
    ],
)
def test_a_missing_engine_is_named(tmp_path, start, sentence):
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from devtools import binaries, engines\n"
        "binaries.MACHINE_POSTGRES = '/nowhere/*'\n"
        f"try: engines.Engines(Path({str(tmp_path)!r})).{start}()\n"
        "except engines.EngineTrouble as trouble: print(trouble)\n"
    )
    assert run(sys.executable, "-S", "-c", script, PATH="/nowhere").stdout.strip() == sentence


def test_a_child_that_dies_is_named():
    up = Up()
    up.children["worker"] = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    up.children["worker"].wait()
    with pytest.raises(EngineTrouble, match=r"The worker has stopped \(exit code 3\), so everything stops"):
        up._refuse_dead_children()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], IN_TWO),
        (["-q"], IN_TWO),
        (["--full"], IN_TWO),
        (["tests/devtools"], []),
        (["tests/devtools/test_dev.py::test_a_child_that_dies_is_named"], []),
        (["-n", "4"], []),
    ],
)
def test_all_tests_run_in_two_processes_and_chosen_ones_in_one(dev, arguments, expected):
    assert dev.several_processes(arguments) == expected


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """`machine("chromium")` has these programs and an apt-get that finds nothing, and is used by root."""

    def has(*programs):
        for name in ("apt-get", *programs):
            program = tmp_path / name
            program.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/asked\nexit 100\n')
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        return tmp_path / "asked"

    return has


def test_a_machine_with_the_fast_browser_is_asked_for_nothing(dev, machine):
    asked = machine(dev.FAST_BROWSER)
    dev.find_or_install_browser()
    assert not asked.exists()


def test_a_slower_browser_will_do_where_apt_cannot_give_the_fast_one(dev, machine):
    asked = machine("chromium")
    dev.find_or_install_browser()
    assert dev.FAST_BROWSER in asked.read_text()


def test_without_any_browser_and_none_from_apt_it_says_so(dev, machine, capfd):
    machine()
    with pytest.raises(dev.CannotGoOn, match="Chromium could not be installed with apt-get"):
        dev.find_or_install_browser()
