"""A private PostgreSQL and Valkey for development and tests, never for production.

They come from wheels, or else from the machine. They listen on Unix sockets in a folder that only
their user can open, so they take no port and no other user of the machine can reach them.
Whoever uses the engines holds a shared lock: the last to leave stops them, and engines that a killed
launcher left behind are simply used.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from devtools import binaries

SECONDS_TO_START = 30
SECONDS_FOR_OLD_ENGINE_TO_GO = 15
SECONDS_TO_STOP = 10
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes
SUPERUSER = "postgres"


class EngineTrouble(Exception):
    """An engine that cannot be found or started, in one plain sentence."""


class Engines:
    """One private PostgreSQL and one private Valkey that keep their data under `home`."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = _reachable_home(home.resolve())
        self.durable = durable
        self.home.mkdir(parents=True, exist_ok=True)
        self.sockets = _socket_folder(self.home)
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._in_use: IO[str] | None = None

    @property
    def postgres_socket(self) -> Path:
        return self.sockets / ".s.PGSQL.5432"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    def start_postgres(self) -> Path:
        """Start PostgreSQL, or use the one already there. Returns the folder of its socket."""
        with self._starting():
            if not _listens(self.postgres_socket):
                programs = self._postgres_programs()
                data = self._make_cluster(programs)
                self._start_until_old_one_is_gone(programs, data)
        return self.sockets

    def start_valkey(self) -> Path:
        """Start Valkey, or use the one already there. Returns its socket."""
        with self._starting():
            if not _answers_ping(self.valkey_socket):
                self._start_valkey()
        return self.valkey_socket

    def take_if_unused(self) -> bool:
        """Whether somebody used these engines once and nobody does now. If so, they are ours to stop."""
        with self._only_one_at_a_time():
            lock_file = self.home / "in-use.lock"
            if not lock_file.exists():
                return False
            lock = lock_file.open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                return False
            self._in_use = lock
            return True

    def stop(self) -> None:
        """Leave the engines. They stop when nobody else on this machine is using them."""
        with self._only_one_at_a_time():
            if self._in_use is None:
                return
            with self._in_use as lock:
                self._in_use = None
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return  # someone else still needs them
                self._stop_valkey()
                self._stop_postgres()

    # PostgreSQL

    def _postgres_programs(self) -> Path:
        programs = binaries.postgres_programs(self.home, for_another_user=_other_user() is not None)
        if programs is None:
            raise EngineTrouble(
                "There is no PostgreSQL here: install one of version 15 or newer, or set DATABASE_URL."
            )
        return programs

    def _make_cluster(self, programs: Path) -> Path:
        major = binaries.postgres_major(programs)
        data = self._private_folder(self.home / f"postgres-{major}")
        self._private_folder(self.sockets)
        if (data / "PG_VERSION").exists():
            return data
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else ["--locale=C.UTF-8"]
        )
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-U", SUPERUSER, "-E", "UTF8", *locale,
             "--auth=trust", "--no-instructions", "--no-sync"],
            env=_postgres_environment(), cwd="/", capture_output=True, text=True, **_as_other_user(),
        )  # fmt: skip
        if made.returncode:
            raise EngineTrouble(
                f"PostgreSQL could not make its data folder {data}: {_last_line(made.stderr)}"
            )
        return data

    def _start_until_old_one_is_gone(self, programs: Path, data: Path) -> None:
        """A server that is just stopping still holds its lock file, so try again for a while."""
        end = time.monotonic() + SECONDS_FOR_OLD_ENGINE_TO_GO
        while True:
            try:
                self._start_postgres(programs, data)
                return
            except _LockFileHeld as held:
                if _listens(self.postgres_socket):
                    return
                if time.monotonic() > end:
                    raise EngineTrouble(f"Another PostgreSQL still holds {data}: stop it first.") from held
                time.sleep(0.5)

    def _start_postgres(self, programs: Path, data: Path) -> None:
        # Data of a test is thrown away, so it need not survive a power cut. Tests that read data files
        # decide themselves when a table is cleaned.
        hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
        hasty = [] if self.durable else hasty
        options = [
            part for option in ["listen_addresses=", "max_connections=100", *hasty] for part in ("-c", option)
        ]
        log = self.home / "postgres.log"
        with log.open("ab") as lines:
            before = lines.tell()
            child = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", self.sockets, *options],
                env=_postgres_environment(), cwd="/", stdin=subprocess.DEVNULL, stdout=lines, stderr=lines,
                start_new_session=True, **_as_other_user(),
            )  # fmt: skip
        try:
            self._wait_for(child, "PostgreSQL", log, lambda: _accepts_logins(self.sockets))
        except EngineTrouble:
            if b"lock file" in log.read_bytes()[before:]:
                raise _LockFileHeld from None
            raise
        self._children["postgres"] = child

    def _stop_postgres(self) -> None:
        lock_files = self.home.glob("postgres-*/postmaster.pid")
        newest = max(lock_files, key=lambda file: file.stat().st_mtime, default=None)
        # A file that a crash left behind may name a process that is someone else's by now.
        if newest is not None and _listens(self.postgres_socket):
            pid = int(newest.read_text().split()[0])
            _stop_process(pid, signal.SIGINT, gone=lambda: not newest.exists())
        self._bury("postgres")

    # Valkey

    def _start_valkey(self) -> None:
        program = binaries.valkey_program()
        if program is None:
            raise EngineTrouble("There is no Valkey or Redis here: install one of them, or set REDIS_URL.")
        data = self.home / "valkey"
        for folder in (data, self.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.valkey_socket.unlink(missing_ok=True)
        log = self.home / "valkey.log"
        with log.open("ab") as lines:
            child = subprocess.Popen(
                [program, "--port", "0", "--unixsocket", self.valkey_socket, "--unixsocketperm", "700",
                 "--dir", data, "--pidfile", data / "valkey.pid", "--save", "",
                 "--appendonly", "yes" if self.durable else "no", "--maxmemory-policy", "noeviction"],
                stdin=subprocess.DEVNULL, stdout=lines, stderr=lines, start_new_session=True,
            )  # fmt: skip
        self._wait_for(child, "Valkey", log, lambda: _answers_ping(self.valkey_socket))
        self._children["valkey"] = child

    def _stop_valkey(self) -> None:
        pid_file = self.home / "valkey" / "valkey.pid"
        if _answers_ping(self.valkey_socket) and pid_file.exists():
            pid = int(pid_file.read_text())
            _stop_process(pid, signal.SIGTERM, gone=lambda: not _answers_ping(self.valkey_socket))
        self._bury("valkey")

    # Both

    def _bury(self, name: str) -> None:
        child = self._children.pop(name, None)
        if child is not None:
            child.wait()

    @contextlib.contextmanager
    def _only_one_at_a_time(self) -> Iterator[None]:
        with (self.home / "starting.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        with self._only_one_at_a_time():
            if self._in_use is None:
                self._in_use = (self.home / "in-use.lock").open("w")
                fcntl.flock(self._in_use, fcntl.LOCK_SH)
            yield

    def _private_folder(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        other = _other_user()
        if other is not None:
            os.chown(folder, other.pw_uid, other.pw_gid)
        folder.chmod(0o700)
        return folder

    def _wait_for(
        self, child: subprocess.Popen[bytes], name: str, log: Path, ready: Callable[[], bool]
    ) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            if child.poll() is not None:
                last = _last_line(log.read_text(errors="replace"))
                raise EngineTrouble(f"{name} stopped as soon as it started: {last}")
            if ready():
                return
            time.sleep(0.02)
        child.kill()
        raise EngineTrouble(f"{name} did not start within {SECONDS_TO_START} seconds: see {log}.")


class _LockFileHeld(Exception):
    """Another PostgreSQL has not let go of the data folder yet."""


def _other_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root lends it to `nobody`."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_other_user() -> dict[str, Any]:
    other = _other_user()
    return {} if other is None else {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


def _reachable_home(home: Path) -> Path:
    """`home`, or a folder that `nobody` can reach when root works under a closed one such as /root."""
    if _other_user() is None or all(
        parent.stat().st_mode & 0o001 for parent in home.parents if parent.exists()
    ):
        return home
    return Path("/var/lib") / f"coproduction-{_short_name(home)}"


def _socket_folder(home: Path) -> Path:
    inside = home / "run"
    if len(str(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return inside
    return Path(tempfile.gettempdir()) / f"coproduction-{_short_name(home)}"


def _short_name(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def _postgres_environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _ask(path: Path, question: bytes, length: int) -> bytes | None:
    """The first bytes of the answer, or None when nobody listens there."""
    try:
        with socket.socket(socket.AF_UNIX) as conversation:
            conversation.settimeout(1)
            conversation.connect(str(path))
            conversation.sendall(question)
            return conversation.recv(length) if length else b""
    except OSError:
        return None


def _listens(path: Path) -> bool:
    return _ask(path, b"", 0) is not None


def _answers_ping(path: Path) -> bool:
    return _ask(path, b"PING\r\n", 5) == b"+PONG"


def _accepts_logins(sockets: Path) -> bool:
    import psycopg  # only here: the rest of this file also runs before anything is installed

    try:
        psycopg.connect(host=str(sockets), user=SUPERUSER, dbname="postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _stop_process(pid: int, how: signal.Signals, *, gone: Callable[[], bool]) -> None:
    """Ask it to stop, wait ten seconds, then insist."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)
        end = time.monotonic() + SECONDS_TO_STOP
        while time.monotonic() < end:
            if gone():
                return
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
