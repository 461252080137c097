"""Pages of signing in answer at one fixed time, so that how long one takes tells nothing.

Sending a code to somebody we know takes longer than sending none. So the time is measured from the start of
the request, by the outermost middleware, and everyone waits until it is over: known, unknown, past a limit,
or with a mail server that does not answer. A page that took longer than that waits for the next whole time.
"""

import math
import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def at_one_time(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose answers all take the same time."""
    view.answers_at_one_time = True  # type: ignore[attr-defined]
    return view


def answer_at_one_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hold back the answer of a marked view. Everything else goes at once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = get_response(request)
        if wait := _seconds_for(request):
            taken = time.monotonic() - began
            time.sleep(max(1, math.ceil(taken / wait)) * wait - taken)
        return response

    return middleware


def _seconds_for(request: HttpRequest) -> float:
    """What a page takes. Looking at one takes half: no code is sent, but whom we know is looked up."""
    found = request.resolver_match
    if found is None or not getattr(found.func, "answers_at_one_time", False):
        return 0
    if request.method == "POST":
        return settings.SIGN_IN_ANSWERS_AFTER
    # Nobody waits to see the first page: only with a code on its way could it tell something.
    return settings.SIGN_IN_ANSWERS_AFTER / 2 if LOGIN_SESSION_KEY in request.session else 0
