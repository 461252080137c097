"""Every cookie that the portal sets, in plain words. A test fails when a page sets one that is not here."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from ladder import check_cookie, shared_screen
from notices import reading_cookie


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie: its name in the browser, what it is for, and how long it stays there."""

    name: str
    is_for: str
    stays: str


def _plain(seconds: int) -> str:
    """How long that is, in the largest unit that fits. A year of weeks, as Django counts one, is a year."""
    days = timedelta(seconds=seconds).days
    if days >= timedelta(weeks=52).days:
        return "1 year"
    if days:
        return f"{days} days"
    hours = seconds // 3600
    return f"{hours} hours" if hours > 1 else f"{seconds // 60} minutes"


def _time_signed_in(who: str) -> str:
    """ "14 days after you were last here, and 90 days at most"."""
    idle, longest = (_plain(int(limit.total_seconds())) for limit in settings.SESSION_LIMITS[who])
    return f"{idle} after you were last here, and {longest} at most"


COOKIES = (
    Cookie(
        settings.SESSION_COOKIE_NAME,
        "It knows that you are signed in.",
        f"{_time_signed_in('expert')}. For people who work for the council: {_time_signed_in('staff')}",
    ),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        "It shows that a form came from you. So no other site can send one in your name.",
        _plain(settings.CSRF_COOKIE_AGE),
    ),
    Cookie(
        reading_cookie.NAME,
        "It remembers how you like to read: the size, the colours, the pictures and the words.",
        _plain(reading_cookie.A_YEAR),
    ),
    Cookie(
        check_cookie.OPEN,
        "It keeps your check open while you answer. It holds none of your answers.",
        f"Until you close the browser, and {_plain(check_cookie.A_WEEK)} at most. "
        f"On a screen that other people use, {_plain(shared_screen.AN_HOUR)} at most",
    ),
    Cookie(
        check_cookie.LAST,
        "It lets the last page of a check say what was saved or sent.",
        _plain(check_cookie.A_QUARTER),
    ),
    Cookie(
        check_cookie.TALK,
        "It keeps the page open that asks you about your group’s talk. It does not hold your answer.",
        f"Until you answer or close the browser, and {_plain(check_cookie.A_WEEK)} at most. "
        f"On a screen that other people use, {_plain(shared_screen.AN_HOUR)} at most",
    ),
    Cookie(
        check_cookie.KNOWN,
        "It says that a check was opened here before. So a code still works when others guess too often. "
        "It does not say which check.",
        _plain(check_cookie.A_YEAR),
    ),
    Cookie(
        shared_screen.NAME,
        "It knows that other people use this screen too. So nothing of yours stays on it.",
        _plain(shared_screen.A_YEAR),
    ),
)
