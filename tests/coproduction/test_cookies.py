"""The cookies page names what the portal sets, and nothing else."""

import html
import re

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from coproduction.cookies import COOKIES
from ladder import check_cookie, shared_screen
from ladder.actions.keys import make_key
from ladder.actions.talk_keys import make_talk_key
from tests import factories
from tests.fixtures_made_once import made_once
from tests.house.access import ACCESS
from tests.house.test_access import addresses
from tests.ladder.check_in_browser import answer_everything, open_check
from tests.ladder.talks import recorded

pytestmark = pytest.mark.django_db
ADDRESS = "/cookies/"
NEEDS_ARGUMENTS = {name for name, entry in addresses() if entry.pattern.converters}
DAY = 24 * 60 * 60


class Remembering(Client):
    """A browser that keeps the name and the age of every cookie it was ever given."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.given = {}

    def request(self, **request):
        response = super().request(**request)
        self.given |= {name: each["max-age"] for name, each in response.cookies.items() if each.value}
        return response


@made_once
def given():
    """Every cookie of some whole journeys: looking round, signing in and out, and a check to its end."""
    now, browser = timezone.now(), Remembering()
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=team, now=now)
    check = factories.make_open_round(project, by=team, members=7, now=now)
    for name, row in ACCESS.items():
        if row.is_public and name not in NEEDS_ARGUMENTS:
            browser.get(reverse(name))
    browser.get(reverse("projects:show", args=[project.slug]))
    browser.post(reverse("coproduction:easier_to_read"), {"size": "size-2"})

    browser.post("/sign-in/", {"email": "rosa.vean@example.org"})
    code = re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]
    browser.post("/sign-in/code/", {"code": code})
    for name in ("coproduction:your_work", "coproduction:me", "ladder:rounds", "projects:register"):
        browser.get(reverse(name))
    browser.post(reverse("account_logout"))

    first, second, third = check.invitations.order_by("pk")[:3]
    open_check(first, now=now, client=browser)
    answer_everything(browser)
    browser.post(reverse("ladder:send"))
    open_check(second, now=now, client=browser)
    browser.post(reverse("ladder:practice"), {"answer": "yes", "save": "later"})
    open_a_talk(browser, team, now=now)
    code = make_key(invitation=third, now=now).code
    browser.post(reverse("ladder:enter_code"), {"code": code, "shared": "on"})
    return browser.given


def open_a_talk(browser, team, *, now):
    """Somebody of a small group opens the page that asks them alone."""
    project = factories.make_project("Small", by=team, now=now)
    facilitator = factories.make_user("Fay Trask", Role.FACILITATOR)
    arranger = factories.make_user("Kit Nance", Role.INVOLVEMENT)
    talk = recorded(project, by=arranger, facilitator=facilitator, now=now)
    browser.post(reverse("ladder:open_link", args=[make_talk_key(person=talk.people.first(), now=now).link]))


def test_the_page_names_each_cookie_that_a_journey_sets_and_no_other(client, given):
    page = html.unescape(client.get(ADDRESS).content.decode())
    named = set(re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', page))
    assert named == {cookie.name for cookie in COOKIES}
    assert named == set(given)


def test_each_cookie_stays_as_long_as_the_page_says(given):
    says = {15 * 60: "15 minutes", 52 * 7 * DAY: "1 year", 365 * DAY: "1 year"}
    for cookie in COOKIES:
        if cookie.name not in (settings.SESSION_COOKIE_NAME, check_cookie.OPEN, check_cookie.TALK):
            assert cookie.stays == says[given[cookie.name]], cookie.name
    assert given[check_cookie.OPEN] == shared_screen.AN_HOUR
    assert given[check_cookie.TALK] == ""
    assert check_cookie.A_WEEK == 7 * DAY


def test_the_cookie_of_somebody_signed_in_stays_as_long_as_the_page_says(client):
    (signed_in,) = (cookie.stays for cookie in COOKIES if cookie.name == settings.SESSION_COOKIE_NAME)
    others, staff = signed_in.split(". ")
    assert others == "14 days after you were last here, and 90 days at most"
    assert (
        staff
        == "For people who work for the council: 60 minutes after you were last here, and 12 hours at most"
    )
    for person, seconds in (
        (factories.make_user("Wren Hale"), 14 * DAY),
        (factories.make_user("Rosa Vean", Role.INVOLVEMENT), 60 * 60),
    ):
        client.force_login(person)
        assert client.session.get_expiry_age() == pytest.approx(seconds, abs=5)


def test_a_browser_of_ones_own_forgets_an_open_check_when_it_is_closed():
    response = HttpResponse()
    check_cookie.put(response, check_cookie.Held(7, shown=False))
    assert response.cookies[check_cookie.OPEN]["max-age"] == ""


def test_no_page_loads_anything_from_another_site(client):
    """Nobody else can set a cookie here: the policy lets the browser load from us only."""
    policy = client.get(ADDRESS)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert set(re.findall(r"https?:[^\s;]*", policy)) == set()
