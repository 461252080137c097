"""The one cookie that remembers how somebody likes to read in this browser, and what wins over it."""

from datetime import timedelta

from django.conf import settings

from notices.reading import LONGEST, Reading

# Browsers take a __Host- cookie only over TLS, for the whole of this very host.
NAME = "reading" if settings.DEVELOPMENT else "__Host-reading"
A_YEAR = int(timedelta(days=365).total_seconds())


def in_browser(request):
    """What this browser remembers. Anything that we did not write there is the normal page."""
    return Reading.read(request.COOKIES.get(NAME, "")[:LONGEST])


def reading_of(request):
    """What a signed-in person once chose. For everyone else, and until they choose, what the browser says."""
    user = getattr(request, "user", None)
    chosen = user.contact.reading if user is not None and user.is_authenticated else ""
    return Reading.read(chosen) if chosen else in_browser(request)


def put(response, reading):
    """Remember a choice in this browser for a year. The normal page needs no cookie."""
    if reading == Reading():
        response.delete_cookie(NAME, samesite="Lax")
        return
    response.set_cookie(
        NAME,
        str(reading),
        max_age=A_YEAR,
        secure=not settings.DEVELOPMENT,
        httponly=True,
        samesite="Lax",
    )
