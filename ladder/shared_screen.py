"""A screen that many people answer checks on, such as a tablet in a day centre: its own cookie says so.

There only a typed code opens a check, a check that nobody touches for an hour closes, and how one person
likes to read ends with them, or after that hour.
"""

from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from notices.reading import LONGEST, Reading
from notices.reading_cookie import NAME as READING

SetBy = Literal["person", "team"]

# Browsers take a __Host- cookie only over TLS, for the whole of this very host.
NAME = "shared-screen" if settings.DEVELOPMENT else "__Host-shared-screen"
A_YEAR = 365 * 24 * 60 * 60
AN_HOUR = 60 * 60
"""How long a check stays open there while nobody goes on with it."""


def is_shared(request: HttpRequest) -> bool:
    """Whether many people use this screen. Whoever forges it only locks their own links out."""
    return request.COOKIES.get(NAME) in ("person", "team")


def is_set_by_the_team(request: HttpRequest) -> bool:
    """Whether the involvement team said so, so that nobody else can take it back."""
    return request.COOKIES.get(NAME) == "team"


def share(response: HttpResponse, *, by: SetBy) -> None:
    """From now on many people use this screen."""
    _set(response, NAME, by, max_age=A_YEAR)


def stop(response: HttpResponse) -> None:
    """One person uses this screen again."""
    response.delete_cookie(NAME, samesite="Lax")


def forget_the_reader(response: HttpResponse) -> None:
    """Pages look as they do for everyone again: the next person reads in their own way."""
    response.delete_cookie(READING, samesite="Lax")


def keep_the_reader(request: HttpRequest, response: HttpResponse) -> None:
    """How the person at the screen reads lasts for one hour more, unless just set or forgotten."""
    if READING in request.COOKIES and READING not in response.cookies:
        reading = Reading.read(request.COOKIES[READING][:LONGEST])
        _set(response, READING, str(reading), max_age=AN_HOUR)


def _set(response: HttpResponse, name: str, value: str, *, max_age: int) -> None:
    response.set_cookie(
        name, value, max_age=max_age, secure=not settings.DEVELOPMENT, httponly=True, samesite="Lax"
    )
