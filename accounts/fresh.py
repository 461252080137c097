"""Pages that open only for someone who signed in a short time ago, so that a borrowed screen opens none."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPMethod
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

View = Callable[..., HttpResponseBase]

FRESH = timedelta(minutes=10)
# A page that opened in time may be filled in without haste.
TO_FILL_IN = timedelta(minutes=20)


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether the person signed in by any means in the last 10 minutes. To send a form they have 20 more."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    allowed = FRESH + TO_FILL_IN if request.method == HTTPMethod.POST else FRESH
    newest = max((record["at"] for record in records), default=0)
    return 0 <= time.time() - newest < allowed.total_seconds()


def sign_in_again_first(request: HttpRequest) -> HttpResponseBase:
    """To the page that signs a person in anew and brings them back here."""
    return redirect(f"{reverse('account_sign_in_again')}?{urlencode({'next': request.get_full_path()})}")


def fresh_sign_in(view: View) -> View:
    """Marks a view that somebody else at an open screen must not reach: it asks to sign in once more.

    All of them are listed in tests/house/sensitive_pages.py.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not signed_in_lately(request):
            return sign_in_again_first(request)
        return view(request, *args, **kwargs)

    asking.asks_to_sign_in_again = True  # type: ignore[attr-defined]
    return asking
