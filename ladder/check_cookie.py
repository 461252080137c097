"""The check's own cookies: signed, apart from signing in, and sent to the check's pages only.

The first says which key opened a check in this browser. It lasts until the browser is closed, or a week
after the last page, so nobody loses words by thinking for long. The second outlives the first by a quarter
of an hour: the page after the last one still has to say what was sent or saved. On a screen that many people
use the first lasts an hour, and the second is gone when that page has been shown. The third says that a code
or a link opened some check here before. It is the same for everyone in a year, so it tells nothing of which.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from ladder import shared_screen

# Browsers take a __Secure- cookie over TLS only. __Host- would need the whole site as its path.
_PREFIX = "" if settings.DEVELOPMENT else "__Secure-"
OPEN = _PREFIX + "check"
LAST = _PREFIX + "last-check"
TALK = _PREFIX + "talk"
KNOWN = _PREFIX + "opened-before"
PATH = "/check/"
A_WEEK = 7 * 24 * 60 * 60
A_QUARTER = 15 * 60
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Held:
    """What the cookie says: the key that opened the check, and whether this screen may show saved answers."""

    key_id: int
    shown: bool


def read(request: HttpRequest) -> Held | None:
    """The check that is open in this browser, or None when there is none, or the cookie is old or odd."""
    data = _load(request, OPEN, shared_screen.AN_HOUR if shared_screen.is_shared(request) else A_WEEK)
    match data:
        case [int(key_id), bool(shown)]:
            return Held(key_id, shown)
    return None


def put(response: HttpResponse, held: Held, *, shared: bool = False) -> None:
    """Keep a check open in this browser, for a week from now at most: an hour where many people use it."""
    max_age = shared_screen.AN_HOUR if shared else None
    _set(response, OPEN, [held.key_id, held.shown], max_age=max_age)


def close(response: HttpResponse, *, round_id: int) -> None:
    """Close the check in this browser. What was saved waits for its link or code."""
    forget(response, OPEN)
    _set(response, LAST, round_id, max_age=A_QUARTER)


def put_talk(response: HttpResponse, key_id: int, *, shared: bool = False) -> None:
    """Keep open the one question that a key of a talk leads to: for an hour where many people use it."""
    _set(response, TALK, key_id, max_age=shared_screen.AN_HOUR if shared else None)


def read_talk(request: HttpRequest) -> int | None:
    """The key that opened a talk's question in this browser, or None."""
    data = _load(request, TALK, shared_screen.AN_HOUR if shared_screen.is_shared(request) else A_WEEK)
    return data if isinstance(data, int) else None


def forget(response: HttpResponse, *names: str) -> None:
    """Take these of the check's cookies out of this browser."""
    for name in names:
        response.delete_cookie(name, path=PATH, samesite="Lax")


def round_just_left(request: HttpRequest) -> int | None:
    """The id of the check that was closed in this browser a moment ago, or None."""
    data = _load(request, LAST, A_QUARTER)
    return data if isinstance(data, int) else None


def know(response: HttpResponse, *, now: datetime) -> None:
    """Remember for a year that a check was opened in this browser, and not which."""
    signed = signing.Signer(salt=KNOWN).sign(str(now.year))
    _write(response, KNOWN, signed, max_age=A_YEAR)


def is_known(request: HttpRequest, *, now: datetime) -> bool:
    """Whether a code or a link opened a check in this browser this year or last."""
    try:
        year = signing.Signer(salt=KNOWN).unsign(request.COOKIES.get(KNOWN, ""))
    except signing.BadSignature:
        return False
    return year in (str(now.year), str(now.year - 1))


def _set(response: HttpResponse, name: str, value: Any, *, max_age: int | None) -> None:
    _write(response, name, signing.dumps(value, salt=name), max_age=max_age)


def _write(response: HttpResponse, name: str, signed: str, *, max_age: int | None) -> None:
    response.set_cookie(
        name,
        signed,
        max_age=max_age,
        path=PATH,
        secure=not settings.DEVELOPMENT,
        httponly=True,
        samesite="Lax",
    )


def _load(request: HttpRequest, name: str, max_age: int) -> Any:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=max_age)
    except signing.BadSignature:
        return None
