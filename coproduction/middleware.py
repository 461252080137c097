"""What every page says to browsers and to caches on the way, and what a page that is none says."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth import logout
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from accounts.browsers import in_words
from accounts.choices import Limits
from accounts.session_limits import ends_at, limits_of

A_MINUTE = timedelta(minutes=1)
"""That somebody is here is written down at most this often."""


def pages_are_never_kept(get_response):
    """Pages differ from person to person, so nothing between us and them may keep one.

    A style sheet that never changes is the same for everyone, whatever cookies they hold.
    """

    def middleware(request):
        response = get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            add_never_cache_headers(response)
            patch_vary_headers(response, ["Cookie"])
        elif "immutable" in response.get("Cache-Control", ""):
            del response["Vary"]  # who asks was looked up on the way in, as for every address
        return response

    return middleware


def buttons_have_no_page(get_response):
    """An address that only a button sends to says so kindly, where a browser would show an empty page."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            response.content = render_to_string("errors/405.html", request=request)
        return response

    return middleware


class TimeSignedIn:
    """Nobody stays signed in for longer than their limits, whatever their cookie says.

    What the database holds ends by itself. Here time goes on when somebody comes, and whoever began to work
    for the council since they signed in has the shorter limits at once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session.browser = in_words(request.headers.get("user-agent", ""))
        if request.COOKIES and request.user.is_authenticated:
            self._hold_to_the_limits(request)
        return self.get_response(request)

    def _hold_to_the_limits(self, request):
        session, now = request.session, timezone.now()
        if session.limits == Limits.STAFF:  # there is none that is shorter
            return
        limits = limits_of(request.user)
        if ends_at(limits, began_at=session.began_at, seen_at=session.seen_at) <= now:
            logout(request)
        elif limits != session.limits:
            session.touch(limits, now=now)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Their time goes on, unless the page only asks how much is left."""
        if not (request.COOKIES and request.user.is_authenticated):
            return
        now = timezone.now()
        if now - request.session.seen_at >= A_MINUTE and not getattr(view_func, "only_asks", False):
            request.session.touch(limits_of(request.user), now=now)
