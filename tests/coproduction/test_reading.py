"""Easier to read: chosen once, seen on every page, and the way back to where the person was."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from notices.models import Contact
from notices.reading_cookie import A_YEAR
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import open_check

pytestmark = pytest.mark.django_db
PAGE = "/easier-to-read/"
LARGE = {"size": "size-3", "pictures": "no-pictures", "words": "easy-read", "colours": "cream"}
LOOKS_LARGE = ["govuk-template", "app-size-3", "app-no-pictures", "app-cream"]
NORMAL = ["govuk-template"]


def looks(client, address="/"):
    """The classes of a page: how it looks."""
    html = client.get(address).content.decode()
    return re.search(r'<html lang="en-GB" class="([^"]*)">', html)[1].split()


def way_there(client, address):
    """Where the header's link of a page leads."""
    html = client.get(address).content.decode()
    return unescape(re.search(r'<a href="([^"]*)"><svg[^>]*>(?:(?!</a>).)*Easier to read</a>', html)[1])


def back_of(response):
    return unescape(re.search(r'class="govuk-back-link" href="([^"]*)"', response.content.decode())[1])


def test_a_choice_is_seen_on_every_page_of_this_browser_and_of_no_other(client):
    client.post(PAGE, LARGE)
    for address in ("/", "/projects/", "/check/", "/no-such-page/", PAGE):
        assert looks(client, address) == LOOKS_LARGE
    assert looks(Client()) == NORMAL


def test_the_cookie_holds_keys_for_a_year_and_scripts_cannot_read_it(client):
    cookie = client.post(PAGE, LARGE).cookies["reading"]
    assert cookie.value == "size-3.no-pictures.easy-read.cream.film"
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        A_YEAR,
        True,
        "Lax",
        "/",
    )
    assert A_YEAR == 365 * 24 * 60 * 60


def test_outside_development_the_cookie_travels_only_over_tls(client, settings):
    settings.DEVELOPMENT = False
    assert client.post(PAGE, LARGE).cookies["reading"]["secure"]


@pytest.mark.parametrize("value", ["", "zebra", "size-9.<script>", "size-3.size-2", "a" * 5000, "é\x00"])
def test_a_cookie_that_we_did_not_write_is_the_normal_page(client, value):
    client.cookies["reading"] = value
    assert looks(client) == NORMAL


@pytest.mark.parametrize(
    "sent", [{}, {"size": "9"}, {"size": "cream.size-3.contrast"}, {"colours": "\x00" * 9000, "words": "x"}]
)
def test_whatever_is_sent_there_is_an_answer(client, sent):
    assert client.post(PAGE, sent, follow=True).status_code == 200
    assert set(looks(client)) <= {"govuk-template", "app-size-3"}


def test_easy_read_takes_the_place_of_longer_words_where_there_is_both(client):
    page = "/what-is-co-production/"
    longer, easy = "The council tells people what it does", "They tell us what they decided. Nobody asks us."
    plain = client.get(page).content.decode()
    assert longer in plain
    assert easy not in plain
    client.post(PAGE, {"words": "easy-read"})
    chosen = client.get(page).content.decode()
    assert easy in chosen
    assert longer not in chosen


def test_one_button_puts_everything_back(client):
    client.post(PAGE, LARGE)
    assert "Put everything back to normal" in client.get(PAGE).content.decode()
    gone = client.post(PAGE, LARGE | {"normal": "1"}).cookies["reading"]
    assert (gone.value, gone["max-age"]) == ("", 0)
    assert looks(client) == NORMAL
    assert "Put everything back to normal" not in client.get(PAGE).content.decode()


def test_the_page_shows_what_was_chosen_and_says_that_it_is_saved(client):
    response = client.post(PAGE, LARGE | {"back": "/projects/"}, follow=True)
    html = response.content.decode()
    assert "Saved. Pages look like this from now on." in html
    assert re.findall(r'value="([\w-]+)" checked', html) == list(LARGE.values())
    assert "Go back to where you were" in html
    assert html.count('href="/projects/"') >= 2
    assert "sessionid" not in client.cookies, "nobody needs a session for it"


def signed_in(user, **cookies):
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    client.force_login(user)
    return client


def test_a_signed_in_persons_choice_goes_with_them_and_wins(expert):
    signed_in(expert).post(PAGE, {"size": "size-2"})
    elsewhere = signed_in(expert, reading="size-3.cream")
    assert looks(elsewhere) == ["govuk-template", "app-size-2"]
    elsewhere.post(PAGE, {"normal": "1"})
    assert looks(signed_in(expert, reading="size-3.cream")) == NORMAL
    assert Contact.objects.get(pk=expert.contact_id).reading


def test_until_they_choose_the_browser_says_how_a_signed_in_person_reads(expert):
    assert looks(signed_in(expert, reading="size-3.cream")) == ["govuk-template", "app-size-3", "app-cream"]


def test_it_costs_a_page_no_query_of_its_own(expert, django_assert_num_queries):
    client = signed_in(expert)
    client.post(PAGE, LARGE)
    with django_assert_num_queries(4):  # the council, the session, the person with their Contact, their roles
        client.get("/cookies/")


def test_a_signed_in_persons_choice_is_seen_in_a_check_too(expert):
    signed_in(expert).post(PAGE, LARGE)
    assert looks(signed_in(expert), "/check/") == LOOKS_LARGE


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/", "/"),
        ("/projects/?q=bus&page=2", "/projects/?q=bus&page=2"),
        ("/check/", "/check/"),
        ("/check/thank-you/", "/check/thank-you/"),
        (PAGE + "?back=/projects/", "/projects/"),
    ],
)
def test_every_page_leads_there_and_back_again(client, address, back):
    page = client.get(way_there(client, address))
    assert back_of(page) == back
    again = client.post(PAGE, {"back": back}, follow=True)
    assert back_of(again) == back


@pytest.mark.parametrize(
    "wanted",
    [
        "", "https://example.org/", "//example.org/", "/\\example.org", "\\\\example.org", "javascript:x()",
        "projects/", "/a\nb", "/\x00", "/" + "x" * 2000, PAGE, PAGE + "?back=/", "/c/some-key/", "http:///x",
    ],
)  # fmt: skip
def test_the_way_back_leads_to_no_other_site_no_personal_link_and_not_in_circles(client, wanted):
    assert back_of(client.get(PAGE, {"back": wanted})) == "/"
    assert back_of(client.post(PAGE, {"back": wanted}, follow=True)) == "/"


def test_a_page_that_a_form_brought_leads_back_to_where_the_form_stood(client):
    brought = client.post(
        "/sign-in/", {"email": "no"}, headers={"referer": "http://testserver/sign-in/?next=/me/"}
    )
    html = brought.content.decode()
    assert "?back=%2Fsign-in%2F%3Fnext%3D%2Fme%2F" in html


@made_once
def invitation(project, involvement):
    check = factories.make_open_round(project, by=involvement, now=MONDAY)
    return check.invitations.first()


def test_a_personal_links_key_stays_where_it_is(client, invitation, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    there = way_there(client, "/c/a-secret-key/")
    assert "secret" not in there
    page = client.get(there)
    assert back_of(page) == reverse("ladder:enter_code")
    saved = client.post(PAGE, LARGE | {"back": reverse("ladder:enter_code")}, follow=True)
    assert "Did you come from your own link? It still works." in saved.content.decode()


def test_the_key_of_a_link_to_a_work_account_stays_where_it_is_too(client):
    there = way_there(client, "/w/a-secret-key/")
    assert "secret" not in there
    assert back_of(client.get(there)) == reverse("account_request_login_code")


def test_a_check_in_progress_goes_on_where_it_was(client, invitation, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    open_check(invitation, now=MONDAY, client=client)
    client.post("/check/practice/", {"answer": "yes"})
    client.post("/check/1/", {"answer": "yes"})
    there = way_there(client, "/check/2/")
    back = back_of(client.get(there))
    client.post(PAGE, LARGE | {"back": back})
    assert back == "/check/2/"
    assert looks(client, back) == LOOKS_LARGE
    assert "2 of 8" in client.get(back).content.decode()
    without_an_answer = client.post(back, {}).content.decode()
    assert "?back=%2Fcheck%2Fcarry-on%2F" in without_an_answer, "a check says nothing of where it stands"
    assert client.get("/check/carry-on/").status_code == 200
