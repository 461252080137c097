"""What answers tell a browser, compared with the tables in docs/security/headers.md.

tests/access/test_table.py asks every address.
"""

import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from django.urls import path, reverse

from coproduction import urls
from govuk.pages import public
from tests.accounts.second_steps import browser_of
from tests.house.access import ACCESS

pytestmark = pytest.mark.django_db
PAGE = Path(portal.BASE_DIR, "docs", "security", "headers.md").read_text(encoding="utf-8")
EVERY_ANSWER, PRODUCTION = "every answer", "every answer in production"
EVERY_PAGE, KEPT_BY_NOBODY = "every page", "every page, and every answer to somebody who is signed in"


def rows(heading):
    """The rows of the table under a heading, without its own first two."""
    under = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in under.splitlines() if line.startswith("|")]
    return lines[2:]


SAID = {header: (value, where) for header, value, where in rows("Headers")}
# Where a header has another value: the value, and the names of addresses or how they begin.
INSTEAD = [
    (header, value, set(re.findall(r"`([\w:/]+)`", where)), "sign out first" in where)
    for header, value, where, _ in rows("Where a value is another one")
]


def instead(header, name, response):
    """The other value of a header on this answer, or None."""
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return None
    address = response.wsgi_request.path
    asks_to_sign_out = b"Sign out first" in getattr(response, "content", b"")
    for of, value, where, first in INSTEAD:
        begins = name and any(place.startswith("/") and address.startswith(place) for place in where)
        named = name in where and response.status_code == HTTPStatus.OK
        if of == header and (begins or named) and first == (asks_to_sign_out and bool(begins)):
            return value
    return None


def expected(header, name, response, *, signed_in):
    """What the tables say of one header on one answer, or None where they ask for nothing."""
    value, where = SAID[header]
    is_page = response.get("Content-Type", "").startswith("text/html")
    asked = {
        EVERY_ANSWER: True,
        PRODUCTION: response.wsgi_request.is_secure(),
        EVERY_PAGE: is_page,
        KEPT_BY_NOBODY: is_page or signed_in,
    }[where]
    return instead(header, name, response) or (value if asked else None)


def alike(header, value):
    """A value in which only what counts can differ: a policy's order does not, nor what else it varies by."""
    if value and header == "Content-Security-Policy":
        return sorted(value.split("; "))
    if value and header == "Cache-Control":
        return sorted(value.split(", "))
    if value and header == "Vary":
        return "Cookie" in value.split(", ")
    return value


def wrong_on(response, name="", *, signed_in=False):
    """Each header that is not as the tables say, in one line."""
    for header in SAID:
        right = expected(header, name, response, signed_in=signed_in)
        found = response.get(header)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and found == "no-referrer":
            continue  # no page: it may say either
        if right is None and header != "Strict-Transport-Security":
            continue
        if alike(header, right) != alike(header, found):
            yield f"{name or response.wsgi_request.path} {response.status_code}: {header} is {found}"


@pytest.fixture
def in_production(settings):
    """The settings of production that decide on headers, and https."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_SSL_REDIRECT = True


@public
def breaks(request):
    raise OperationalError("the database has gone")


@public
def is_suspicious(request):
    raise SuspiciousOperation("not ours")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks), path("is-suspicious/", is_suspicious)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def errors_for(client):
    """An answer of each kind that is no page of ours, with the status that it should have."""
    careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
    careful.cookies = client.cookies
    yield 400, client.get("/is-suspicious/", secure=True)
    yield 400, client.post("/sign-in/", {"email": "x" * 1_500_000}, secure=True)
    yield 403, client.get("/settings/", secure=True)
    yield 403, careful.post("/sign-in/", {"email": "a"}, secure=True)
    ours = {"headers": {"sec-fetch-site": "same-origin"}, "secure": True}
    yield 403, careful.post("/sign-in/", {"email": "a"}, **ours)
    yield 404, client.get("/no-such-page/", secure=True)
    yield 404, client.get("/check/no-such-page/", secure=True)
    yield 405, client.get("/sign-out/", secure=True)
    yield 405, client.put("/", secure=True)
    yield 405, client.trace("/", secure=True)
    yield 500, client.get("/breaks/", secure=True)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("part", ["nobody", "expert"])
def test_every_error_page_says_what_the_tables_say(cast, part, in_production):
    client = browser_of(cast[part]) if part != "nobody" else Client()
    client.raise_request_exception = False
    wrong = []
    for status, response in errors_for(client):
        if part == "nobody" and response.status_code == 302:
            status = 302
        assert response.status_code == status, response.wsgi_request.path
        wrong += wrong_on(response, signed_in=part != "nobody")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("header", SAID)
def test_a_header_that_is_missing_or_weaker_is_found(client, header, in_production):
    response = client.get("/", secure=True)
    assert list(wrong_on(response)) == []
    response[header] = "unsafe-none"
    assert len(list(wrong_on(response))) == 1
    del response[header]
    assert len(list(wrong_on(response))) == 1


def test_no_answer_over_plain_http_promises_tls(client):
    assert "Strict-Transport-Security" not in client.get("/")


@pytest.mark.parametrize("address", ["/", "/staff/", "/no-such-page/", "/healthz"])
def test_trace_is_refused_and_nothing_comes_back(client, address):
    response = client.trace(address, headers={"x-secret": "planted"})
    assert response.status_code == 405
    assert "planted" not in response.content.decode() + str(response.headers)


def test_every_other_value_belongs_to_an_address_of_ours():
    for header, _, named, _ in INSTEAD:
        assert header in SAID
        assert {name for name in named if not name.startswith("/")} <= set(ACCESS)


def test_the_document_says_that_nothing_was_scored():
    assert "A+ is not scored here" in PAGE


def test_signing_out_removes_the_session_and_clears_only_the_cache(client, expert):
    client.force_login(expert)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache"'
    assert not expert.sessions.exists()
    gone = response.cookies[portal.SESSION_COOKIE_NAME]
    assert (gone.value, gone["max-age"]) == ("", 0)
    client.get(response.url)
    assert not client.cookies[portal.SESSION_COOKIE_NAME].value
