"""What every page shows besides its own content."""

from django.conf import settings
from django.urls import reverse

from coproduction.navigation import links_for
from coproduction.reading_classes import classes_of
from coproduction.way_back import there_from
from council.colours import SHIPPED, fingerprint
from council.queries import the_council
from ladder import shared_screen
from notices.reading_cookie import reading_of

CHECK_PATHS = ("/check/", "/c/")
A_DAY = 24 * 60 * 60


def page(request):
    """The council, the navigation, who is signed in and how they read, and whether this is a demonstration
    or a check."""
    council = the_council()
    colours = council.colours
    in_a_check = request.path.startswith(CHECK_PATHS)
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    reading = reading_of(request)
    return {
        "council": council,
        "phone_link": "tel:" + council.phone.replace(" ", ""),
        "navigation": [] if in_a_check or user is None else links_for(user, request.path),
        "signed_in_as": user.contact.name if signed_in and not in_a_check else "",
        "reading_classes": classes_of(reading),
        "easy_read": reading.easy_read,
        "easier_to_read": there_from(request),
        "seconds_left": _seconds_left(request) if signed_in and not in_a_check else None,
        "check_mode": in_a_check,
        "shared_screen": in_a_check and shared_screen.is_shared(request),
        "theme_url": reverse("council:theme", args=[fingerprint(colours)]) if colours else "",
        "theme_colour": (colours or SHIPPED).dark,
        "demonstration": council.is_demonstration,
        "development": settings.DEVELOPMENT,
    }


def _seconds_left(request):
    """How long the person stays signed in, where a page may stay open for as long. None for a day or more."""
    session = getattr(request, "session", None)
    left = session.get_expiry_age() if session is not None else A_DAY
    return left if left < A_DAY else None
