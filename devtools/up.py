"""./dev up: the whole portal on this machine, with invented people in it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from devtools.database import APP, OWNER
from devtools.engines import EngineTrouble
from devtools.notify_up import start_notify
from devtools.session import HERE, Session

SECONDS_FOR_THE_FIRST_PAGE = 60
SECONDS_TO_STOP = 15
REQUESTS_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MANAGE = [sys.executable, "manage.py"]
QUEUE, MESSAGES_QUEUE = "portal", "portal-messages"  # as the settings and coproduction.celery name them
NO_DEMONSTRATION = 3  # how “manage.py demo” ends in a database with real people: nothing is wrong


class StopAsked(Exception):
    """Ctrl-C, a polite request to end, or a terminal that was closed."""


class Up:
    """Starts everything in order, watches it, and stops it in order."""

    def __init__(self) -> None:
        self.started_at = time.monotonic()
        self.port = os.environ.get("PORT", "8000")
        self.address = f"http://localhost:{self.port}"
        self.session = Session()
        self.session.environment["PORT"] = self.port
        self.session.environment["PORTAL_ADDRESS"] = self.address
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        """Returns the exit code: 0 when asked to stop, 1 when something did not work."""
        for number in REQUESTS_TO_STOP:
            signal.signal(number, _ask_to_stop)
        try:
            self._start()
            return self._watch()
        except StopAsked:
            return 0
        except EngineTrouble as trouble:
            print(trouble, file=sys.stderr)
            return 1
        finally:
            for number in REQUESTS_TO_STOP:
                signal.signal(number, signal.SIG_IGN)
            self._stop()

    def _start(self) -> None:
        refuse_port_in_use(self.port)
        self._say(
            "Starting PostgreSQL" if not self.session.own_database else "Using the PostgreSQL of DATABASE_URL"
        )
        self.session.start_database()
        self._say("Starting Valkey" if not self.session.own_broker else "Using the server of REDIS_URL")
        self.session.start_broker()
        mail = self.session.environment.get("EMAIL_FILE_PATH") or HERE / ".local" / "mail"
        start_notify(self.session.environment, portal=self.address, folder=Path(mail))
        self._say("Bringing the tables up to date")
        self._manage(OWNER, "migrate", "--verbosity", "0")
        self._say("Loading the demonstration (the first time takes longer)")
        self._manage(APP, "demo", may_end_with=NO_DEMONSTRATION)
        self._say("Starting the web server, the workers and the clock")
        self._start_child("web server", "-m", "coproduction.serve")
        # Celery warns of root on every start; a developer's container often has nobody else.
        quiet = ["-W", "ignore:You're running the worker with superuser privileges"]
        celery = [*quiet, "-m", "celery", "--app", "coproduction", "--quiet"]
        # Messages have a worker of their own: slow work never holds one up.
        for name, queue in (("worker", QUEUE), ("messenger", MESSAGES_QUEUE)):
            one = ["--queues", queue, "--hostname", f"{name}@%h", "--concurrency", "1"]
            self._start_child(name, *celery, "worker", *one, "--loglevel", "WARNING")
        self._start_child("clock", *celery, "beat", "--loglevel", "WARNING", "--pidfile=")
        self._start_child("watch", "manage.py", "watch")
        people = who_to_sign_in_as(self.session)
        self._wait_for_first_page()
        print(
            f"\nThe portal is at {self.address}/\n{people}\nStop with Ctrl-C.",
            flush=True,
        )

    def _start_child(self, name: str, *arguments: str) -> None:
        # Each in a session of its own: Ctrl-C reaches only this launcher, which stops them in order.
        self.children[name] = subprocess.Popen(
            [sys.executable, *arguments],
            env=self.session.acting_as(APP), cwd=HERE, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def _manage(self, role: str, *arguments: str, may_end_with: int = 0) -> None:
        done = subprocess.run(
            [*MANAGE, *arguments], env=self.session.acting_as(role), cwd=HERE, start_new_session=True
        )
        if done.returncode not in (0, may_end_with):
            raise EngineTrouble(f"“manage.py {arguments[0]}” did not work: the lines above say why.")

    def _wait_for_first_page(self) -> None:
        end = time.monotonic() + SECONDS_FOR_THE_FIRST_PAGE
        while time.monotonic() < end:
            self._refuse_dead_children()
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2).close()  # noqa: S310 - our own address
                return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        raise EngineTrouble(f"The web server did not answer within {SECONDS_FOR_THE_FIRST_PAGE} seconds.")

    def _watch(self) -> int:
        while True:
            self._refuse_dead_children()
            time.sleep(0.3)

    def _refuse_dead_children(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise EngineTrouble(
                    f"The {name} has stopped (exit code {child.returncode}), so everything stops: "
                    "the lines above say why."
                )

    def _stop(self) -> None:
        if self.children:
            print("\nStopping …", flush=True)
        for name, child in self.children.items():
            _stop_in_peace(child)
            self._say(f"The {name} has stopped")
        self.session.close()
        self._say("Everything has stopped")

    def _say(self, what: str) -> None:
        print(f"{time.monotonic() - self.started_at:5.1f} s  {what}", flush=True)


def refuse_port_in_use(port: str) -> None:
    """Raise one plain sentence when something else already answers on this port."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise EngineTrouble("PORT must be a number from 1 to 65535.")
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", int(port)))
        except PermissionError as error:
            raise EngineTrouble(f"Only root may use port {port}: try PORT=8001 ./dev up") from error
        except OSError as error:
            raise EngineTrouble(f"Something else already uses port {port}: try PORT=8001 ./dev up") from error


def who_to_sign_in_as(session: Session) -> str:
    """How to sign in as each kind of person, as the demonstration itself tells it."""
    told = subprocess.run(
        [*MANAGE, "demo", "--people"],
        env=session.acting_as(APP), cwd=HERE, capture_output=True, text=True, start_new_session=True,
    )  # fmt: skip
    if told.returncode == NO_DEMONSTRATION:
        return "Sign in with an address that was invited. ./dev manage invite_staff invites the first person."
    if told.returncode:
        raise EngineTrouble(f"The demonstration could not say who is in it: {told.stderr.strip()}")
    return told.stdout.strip()


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    raise StopAsked


def _stop_in_peace(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(Up().run())
