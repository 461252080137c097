"""The check's own cookies."""

import importlib
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from ladder import check_cookie
from ladder.check_cookie import KNOWN, LAST, OPEN, Held


def request_with(response):
    """The request that a browser sends after this response."""
    request = RequestFactory().get("/check/start/")
    request.COOKIES = {name: cookie.value for name, cookie in response.cookies.items()}
    return request


@pytest.mark.parametrize("held", [Held(7, shown=True), Held(7, shown=False)])
def test_what_is_put_is_read_again(held):
    response = HttpResponse()
    check_cookie.put(response, held)
    assert check_cookie.read(request_with(response)) == held


def test_a_cookie_that_somebody_changed_is_not_read():
    response = HttpResponse()
    check_cookie.put(response, Held(7, shown=False))
    signed = response.cookies[OPEN].value
    for changed in ("", "x", signed[:-1], "A" + signed, signed.replace(":", "", 1)):
        request = RequestFactory().get("/check/start/")
        request.COOKIES = {OPEN: changed}
        assert check_cookie.read(request) is None


def test_closing_takes_the_check_away_and_remembers_which_it_was():
    response = HttpResponse()
    check_cookie.put(response, Held(7, shown=True))
    check_cookie.close(response, round_id=3)
    request = request_with(response)
    assert check_cookie.read(request) is None
    assert check_cookie.round_just_left(request) == 3


def test_neither_cookie_passes_for_the_other():
    response = HttpResponse()
    check_cookie.put(response, Held(7, shown=True))
    check_cookie.close(response, round_id=3)
    request = RequestFactory().get("/check/start/")
    request.COOKIES = {OPEN: response.cookies[LAST].value, LAST: response.cookies[LAST].value[:-2]}
    assert check_cookie.read(request) is None
    assert check_cookie.round_just_left(request) is None


TODAY = datetime(2026, 11, 9, tzinfo=UTC)


def known_here(*, now=TODAY):
    response = HttpResponse()
    check_cookie.know(response, now=now)
    return response


def test_a_browser_in_which_a_check_was_opened_is_known_for_a_year():
    request = request_with(known_here())
    assert check_cookie.is_known(request, now=TODAY)
    assert check_cookie.is_known(request, now=TODAY + timedelta(days=365))
    assert not check_cookie.is_known(request, now=TODAY + timedelta(days=2 * 365))
    assert not check_cookie.is_known(RequestFactory().get("/check/"), now=TODAY)


def test_what_a_browser_is_known_by_is_the_same_for_everyone():
    first, second = known_here(), known_here(now=TODAY - timedelta(days=200))
    assert first.cookies[KNOWN].value == second.cookies[KNOWN].value
    assert (first.cookies[KNOWN]["path"], first.cookies[KNOWN]["httponly"]) == ("/check/", True)


@pytest.mark.parametrize("value", ["", "2026", "2026:", "2026:abc", "\x00", "2099:"])
def test_nobody_can_make_themselves_known(value):
    request = RequestFactory().get("/check/")
    request.COOKIES = {KNOWN: value}
    assert not check_cookie.is_known(request, now=TODAY)


def test_outside_development_the_cookie_travels_over_tls_only(settings):
    settings.DEVELOPMENT = False
    try:
        importlib.reload(check_cookie)
        response = HttpResponse()
        check_cookie.put(response, check_cookie.Held(7, shown=False))
        cookie = response.cookies["__Secure-check"]
        assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/check/")
    finally:
        settings.DEVELOPMENT = True
        importlib.reload(check_cookie)
