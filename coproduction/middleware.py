"""What every page says to browsers and to caches on the way, and what a page that is none says."""

from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from accounts.browsers import in_words
from accounts.choices import Limits
from accounts.session_limits import ends_at, limits_of

A_MINUTE = timedelta(minutes=1)
"""That somebody is here is written down at most this often."""


def every_answer_says(get_response):
    """What no part of Django says by itself: no camera and the like, and no use on other sites."""

    def middleware(request):
        response = get_response(request)
        response["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def nothing_is_echoed(get_response):
    """TRACE sends a request back as it came, with the cookies that no script may read. It is refused."""

    def middleware(request):
        if request.method == "TRACE":
            return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS", "POST"])
        return get_response(request)

    return middleware


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

    What the database holds ends by itself. Here time goes on when somebody comes. Whoever began to work for
    the council since they signed in has the shorter limits at once. Whoever stopped is signed out, and so is
    whoever may not sign in any more.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.session.browser = in_words(request.headers.get("user-agent", ""))
        if not (request.COOKIES and request.user.is_authenticated):
            if request.COOKIES and SESSION_KEY in request.session:  # of somebody whose account is closed
                request.session.flush()
            return self.get_response(request)
        self._hold_to_the_limits(request)
        response = self.get_response(request)
        if "immutable" not in response.get("Cache-Control", ""):
            add_never_cache_headers(response)  # files too: somebody else may sit here next
        return response

    def _hold_to_the_limits(self, request):
        session, now = request.session, timezone.now()
        limits = limits_of(request.user)
        has_stopped = session.limits == Limits.STAFF != limits
        if has_stopped or ends_at(limits, began_at=session.began_at, seen_at=session.seen_at) <= now:
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
