"""A GOV.UK Notify of our own: it takes what Notify takes, sends nothing, and goes wrong when told to.

Tests tell it what goes wrong and look at what it took. `./dev up` starts it so that texts stand on the page
of all messages. It knows what the portal asks of Notify, and no more.
"""

import base64
import json
import threading
import time
import urllib.request
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import takewhile
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt

SERVICE, SECRET = "5e7c1de0-0000-4000-8000-000000000001", "5e7c1de0-0000-4000-8000-000000000002"
KEY = f"made_up-{SERVICE}-{SECRET}"
EMAIL_TEMPLATE, TEXT_TEMPLATE = "5e7c1de0-0000-4000-8000-000000000003", "5e7c1de0-0000-4000-8000-000000000004"
CALLBACK_TOKEN = "made-up-token-for-callbacks"  # noqa: S105 - for this machine, and everyone can read it
KINDS = {"email": "email_address", "sms": "phone_number", "letter": ""}
SECONDS_CLOCKS_DIFFER = 30
LONGEST_TEXT = 918
# What becomes of a message to some people, as Notify's own simulator has it.
BECOMES = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
    "07700900003": "temporary-failure",
    "07700900002": "permanent-failure",
}


class Fault(Enum):
    """What goes wrong with one message that arrives."""

    TOO_MANY = (429, "RateLimitError", "Exceeded rate limit for key type LIVE")
    TOO_MANY_TODAY = (429, "TooManyRequestsError", "Exceeded send limits (250000) for today")
    TRIAL_MODE = (400, "BadRequestError", "Can't send to this recipient when service is in trial mode")
    INTERNATIONAL = (400, "BadRequestError", "Cannot send to international mobile numbers")
    WRONG_KEY = (403, "AuthError", "Invalid token: API key not found")
    BROKEN = (500, "Exception", "Internal server error")
    BROKEN_AFTER_TAKING = (500, "Exception", "Internal server error, after all")
    AWAY = (503, "Exception", "Service unavailable")
    CUT_OFF = (0, "", "the connection ends, and nothing was taken")
    CUT_OFF_AFTER_TAKING = (0, "", "the connection ends after it was taken")
    SILENT_AFTER_TAKING = (0, "", "taken, and never an answer")
    DRIPS_AFTER_TAKING = (0, "", "taken, and an answer that never ends")
    NO_JSON_AFTER_TAKING = (0, "", "taken, and an answer that is none")

    @property
    def takes(self) -> bool:
        """Whether the message is taken in spite of it."""
        return self.name.endswith("_AFTER_TAKING")


NEVER_ENDING = (Fault.SILENT_AFTER_TAKING, Fault.DRIPS_AFTER_TAKING)


@dataclass(slots=True)
class Taken:
    """One message that was taken."""

    kind: str
    to: str
    words: dict[str, str]
    pdf: bytes
    reference: str
    id: str = field(default_factory=lambda: str(uuid4()))
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: str = "created"


class NotifyFake(ThreadingHTTPServer):
    """Answers at `address`. `taken` is what it took, in order; `faults` are used up by what arrives next."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0, *, when_taken: Callable[[Taken], None] = lambda taken: None) -> None:
        super().__init__(("127.0.0.1", port), _Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.when_taken = when_taken
        self.goes_on = threading.Event()
        self._lock = threading.Lock()
        self.fresh()

    def fresh(self) -> None:
        """Forget everything, and let nothing go wrong."""
        self.goes_on.set()  # whoever was kept waiting
        self.goes_on = threading.Event()
        self.faults: deque[Fault | None] = deque()
        self.fault_of: Callable[[dict[str, Any]], Fault | None] = lambda asked: None
        self.cannot_be_asked, self.could_not_answer = False, 0
        self.most_a_minute: int | None = None
        self.taken: list[Taken] = []
        self.by_reference: dict[str, list[Taken]] = {}
        self.looked_up: list[str] = []

    def doubled(self) -> list[str]:
        """References that came more than once."""
        return [reference for reference, taken in self.by_reference.items() if len(taken) > 1]

    def times(self) -> Counter[tuple[str, str]]:
        """How often each person was sent the same words."""
        return Counter((taken.to, taken.words.get("body", "")) for taken in self.taken)

    def next_fault(self, asked: dict[str, Any]) -> Fault | None:
        with self._lock:
            if self.most_a_minute is not None and self._in_the_last_minute() >= self.most_a_minute:
                return Fault.TOO_MANY
            return self.faults.popleft() if self.faults else self.fault_of(asked)

    def _in_the_last_minute(self) -> int:
        a_minute_ago = datetime.now(UTC) - timedelta(minutes=1)
        return sum(1 for _ in takewhile(lambda taken: taken.at > a_minute_ago, reversed(self.taken)))

    def take(self, kind: str, asked: dict[str, Any]) -> Taken:
        taken = Taken(
            kind=kind,
            to=asked.get(KINDS[kind], ""),
            words=asked.get("personalisation", {}),
            pdf=base64.b64decode(asked.get("content", "")),
            reference=asked.get("reference") or "",
        )
        with self._lock:
            self.taken.append(taken)
            self.by_reference.setdefault(taken.reference, []).append(taken)
        self.when_taken(taken)
        return taken

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked has not waited for the answer: a test wants it so."""


def receipt(taken: Taken, status: str) -> dict[str, Any]:
    """What Notify calls back with, once it knows what became of a message."""
    taken.status = status
    moment = taken.at.isoformat()
    return {
        "id": taken.id,
        "reference": taken.reference,
        "to": taken.to,
        "status": status,
        "created_at": moment,
        "completed_at": moment,
        "sent_at": moment,
        "notification_type": taken.kind,
        "template_id": EMAIL_TEMPLATE if taken.kind == "email" else TEXT_TEMPLATE,
        "template_version": 1,
    }


def call_back(taken: Taken, *, address: str) -> None:
    """Tell the portal what became of a message."""
    body = json.dumps(receipt(taken, BECOMES.get(taken.to.replace(" ", ""), "delivered"))).encode()
    headers = {"Authorization": f"Bearer {CALLBACK_TOKEN}", "Content-Type": "application/json"}
    asked = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310 - our own
    urllib.request.urlopen(asked, timeout=5).close()  # noqa: S310 - our own


class _Answers(BaseHTTPRequestHandler):
    server: NotifyFake
    protocol_version = "HTTP/1.1"
    # Without these two each answer waits 40 ms for the machine to send its second half.
    disable_nagle_algorithm: ClassVar[bool] = True
    wbufsize = -1

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if not self._may_ask():
            return
        if self.server.cannot_be_asked:
            self.server.could_not_answer += 1
            self._refuse(Fault.BROKEN)
            return
        reference = parse_qs(address.query).get("reference", [""])[0]
        self.server.looked_up.append(reference)
        found = [_told(taken) for taken in self.server.by_reference.get(reference, [])]
        self._say(200, {"notifications": found, "links": {"current": self.path}})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        kind = urlsplit(self.path).path.rpartition("/")[2]
        if not self._may_ask():
            return
        if wrong := _wrong_with(kind, asked):
            self._say(400, _errors(400, *wrong))
            return
        fault = self.server.next_fault(asked)
        if fault and not fault.takes:
            self._refuse(fault)
            return
        taken = self.server.take(kind, asked)
        if fault:
            self._refuse(fault)
        else:
            self._say(201, _answer(taken))

    def _may_ask(self) -> bool:
        """Whether a question is signed with our key, and now."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            said = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.PyJWTError:
            self._refuse(Fault.WRONG_KEY)
            return False
        if said.get("iss") != SERVICE:
            self._refuse(Fault.WRONG_KEY)
            return False
        if abs(time.time() - said["iat"]) > SECONDS_CLOCKS_DIFFER:
            told = "Error: Your system clock must be accurate to within 30 seconds"
            self._say(403, _errors(403, "AuthError", told))
            return False
        return True

    def _refuse(self, fault: Fault) -> None:
        status, error, message = fault.value
        if status:
            self._say(status, _errors(status, error, message))
            return
        if fault is Fault.NO_JSON_AFTER_TAKING:
            self._write(201, b"<html>")
            return
        self.close_connection = True
        if fault is Fault.SILENT_AFTER_TAKING:
            self.server.goes_on.wait(10)
        elif fault is Fault.DRIPS_AFTER_TAKING:
            self._drip()

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n")
        while not self.server.goes_on.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()

    def _say(self, status: int, what: dict[str, Any]) -> None:
        self._write(status, json.dumps(what).encode())

    def _write(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _wrong_with(kind: str, asked: dict[str, Any]) -> tuple[str, str] | None:
    """What Notify would refuse in a message, as (error, sentence)."""
    to = asked.get(KINDS[kind], "")
    template = {"email": EMAIL_TEMPLATE, "sms": TEXT_TEMPLATE}.get(kind)
    needs = {"email": ("subject", "body"), "sms": ("body",), "letter": ()}[kind]
    body = asked.get("personalisation", {})
    missing = [name for name in needs if name not in body]
    if kind == "email" and "@" not in to:
        return "ValidationError", "email_address Not a valid email address"
    if kind == "sms" and not to.removeprefix("+").replace(" ", "").isdigit():
        return "ValidationError", "phone_number Must not contain letters or symbols"
    if template and asked.get("template_id") != template:
        return "BadRequestError", "Template not found"
    if missing:
        return "BadRequestError", f"Missing personalisation: {', '.join(missing)}"
    if kind == "sms" and len(body["body"]) > LONGEST_TEXT:
        return "BadRequestError", f"Text messages cannot be longer than {LONGEST_TEXT} characters."
    if kind == "letter" and not base64.b64decode(asked["content"]).startswith(b"%PDF"):
        return "BadRequestError", "Letter content is not a valid PDF"
    return None


def _errors(status: int, error: str, message: str) -> dict[str, Any]:
    return {"status_code": status, "errors": [{"error": error, "message": message}]}


def _answer(taken: Taken) -> dict[str, Any]:
    return {"id": taken.id, "reference": taken.reference, "content": taken.words, "uri": f"/{taken.id}"}


def _told(taken: Taken) -> dict[str, Any]:
    return {
        "id": taken.id,
        "reference": taken.reference,
        "type": taken.kind,
        "status": taken.status,
        "created_at": taken.at.isoformat(),
    }


def words_of(taken: Iterable[Taken]) -> list[str]:
    """The words of some messages."""
    return [each.words.get("body", "") for each in taken]
