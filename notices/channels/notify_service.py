"""Asking GOV.UK Notify: through its own client, within a time and a rate, and what its refusals mean."""

import io
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypeVar

import requests
import structlog
from django.conf import settings
from django.core.cache import cache
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.exceptions import HTTPError as BrokenAnswer

from notices.channels import Busy, NotSent, Refused

log = structlog.get_logger()

Answer = TypeVar("Answer")
MOST_BYTES = 1_000_000
SECONDS, STRETCHES = 10, 7  # so many stretches of so many seconds hold every minute whole
LOTS_A_MINUTE = 300
A_STRETCH, A_MINUTE, AN_HOUR = timedelta(seconds=SECONDS), timedelta(minutes=1), timedelta(hours=1)
REFUSALS = range(400, 500)
# How a refusal begins, or what it holds, when it is about the person or the letter and not about us.
ABOUT_THE_PERSON = ("email_address ", "phone_number ")
FOR_GOOD = ("international mobile numbers", "is not a valid pdf")
# For whoever reads the log, by what a refusal holds: docs/operations.md says what to do about each.
TROUBLES = {
    "send limits": "a-day",
    "rate limit": "a-minute",
    "trial mode": "trial-mode",
    "team": "team-key",
    "clock": "our-clock",
    "token": "api-key",
    "template": "template",
    "personalisation": "template",
}
_kept = threading.local()


class _Counted(threading.local):
    """What this thread knows of the messages that left: in stretches before this one, and in this one. For
    `ahead` messages it has asked for room already."""

    stretch, before, now, ahead = -1, 0, 0, 0


_counted = _Counted()


def ask(question: Callable[[NotificationsAPIClient], Answer]) -> Answer:
    """What Notify answers to a question.

    Raises NotSent or Refused where it certainly took nothing. Any other error leaves that unknown.
    """
    try:
        return question(_client())
    except HTTPError as error:
        certain = _certainly_not(error)
        if certain is None:
            raise
        raise certain from error


def has_room() -> bool:
    """Whether one more message may leave now, as far as this thread knows."""
    _look(_stretch())
    return _counted.ahead > 0 or _counted.before + _counted.now < settings.NOTIFY_A_MINUTE


def count_one() -> None:
    """Count one message. Raises Busy when as many left within a minute as may.

    Room is asked for in small lots, and what is left of one is lost with its stretch: never too many leave.
    While Valkey is away everything has room here. Notify counts too, and refuses what is too much.
    """
    stretch = _stretch()
    _look(stretch)
    if not _counted.ahead:
        lot = max(1, settings.NOTIFY_A_MINUTE // LOTS_A_MINUTE)
        _counted.now = _add(_key(stretch), lot)
        if _counted.before + _counted.now > settings.NOTIFY_A_MINUTE:
            _counted.now = cache.decr(_key(stretch), lot)
            raise Busy(A_STRETCH)
        _counted.ahead = lot
    _counted.ahead -= 1


def _add(key: str, lot: int) -> int:
    try:
        return int(cache.incr(key, lot))
    except ValueError:  # the first in its stretch
        cache.add(key, 0, 2 * SECONDS * STRETCHES)
        return int(cache.incr(key, lot))


def _stretch() -> int:
    return int(time.time() // SECONDS)


def _key(stretch: int) -> str:
    return f"notify:{stretch}"


def _look(stretch: int) -> None:
    """Know what left in the stretches before, which is asked once, for it does not change any more."""
    if _counted.stretch != stretch:
        counts = cache.get_many([_key(stretch - back) for back in range(STRETCHES)])
        _counted.now, _counted.ahead = counts.pop(_key(stretch), 0), 0
        _counted.before, _counted.stretch = sum(counts.values()), stretch


def _client() -> NotificationsAPIClient:
    """This thread's client, which keeps its connection. Two threads may not share one."""
    wanted = (settings.NOTIFY_API_KEY, settings.NOTIFY_ADDRESS)
    if getattr(_kept, "made_for", None) != wanted:
        _close()
        _kept.client = NotificationsAPIClient(*wanted)
        _kept.client.request_session = _InTime(settings.NOTIFY_ADDRESS)
        _kept.made_for = wanted
    return _kept.client


def hang_up() -> None:
    """Close this thread's connection, if it has one, and count anew."""
    _counted.stretch = -1
    _close()


def _close() -> None:
    if getattr(_kept, "made_for", None):
        _kept.client.request_session.close()
        _kept.made_for = None


class _InTime(requests.Session):
    """Has the whole answer within one time, or none: meanwhile the message's row is locked.

    An answer that drips is cut off too. `requests` by itself waits anew for every piece.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        # What the machine says of proxies and certificates is read once, and not for every message.
        known = self.merge_environment_settings(address, {}, None, None, None)
        self.proxies, self.verify, self.trust_env = known["proxies"], known["verify"], False

    def request(self, method: str, url: str, **asked: Any) -> requests.Response:  # type: ignore[override]
        limit = settings.NOTIFY_TIMEOUT
        until = time.monotonic() + limit
        asked |= {"timeout": (limit / 2, limit / 2), "allow_redirects": False, "stream": True}
        answer = super().request(method, url, **asked)
        body = b""
        try:
            while piece := answer.raw.read1(MOST_BYTES, decode_content=True):
                body += piece
                if time.monotonic() > until or len(body) > MOST_BYTES:
                    raise requests.Timeout("The answer goes on and on")
        except BrokenAnswer as error:
            raise requests.ConnectionError from error
        except requests.Timeout:
            answer.close()
            raise
        answer.raw = io.BytesIO(body)
        return answer


def _certainly_not(error: HTTPError) -> NotSent | Refused | None:
    """What a failed question certainly means: it did not leave, or never will. None when that is unknown.

    A 500 may come after Notify has taken a message, and a connection may end then.
    """
    if error.response is None:
        return NotSent() if _never_left(error.__cause__) else None
    status = error.response.status_code
    if status not in REFUSALS:
        return None
    told = _told(error)
    if status == HTTPStatus.BAD_REQUEST and any(_is_for_good(sentence) for sentence in told):
        return Refused()
    trouble = next((key for part, key in TROUBLES.items() if part in " ".join(told).lower()), "other")
    log.error("notify.refused", status=status, trouble=trouble)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Busy(AN_HOUR if trouble == "a-day" else A_MINUTE)
    return NotSent()


def _never_left(cause: BaseException | None) -> bool:
    """Whether nobody was there to take the question."""
    if isinstance(cause, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _told(error: HTTPError) -> list[str]:
    """The sentences of a refusal."""
    said = error.message
    if not isinstance(said, list):
        return [str(said)]
    return [str(each.get("message")) if isinstance(each, dict) else str(each) for each in said]


def _is_for_good(sentence: str) -> bool:
    return sentence.startswith(ABOUT_THE_PERSON) or any(part in sentence.lower() for part in FOR_GOOD)
