"""The style sheet of a council's own colours, and the page that chooses them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council import actions
from council.colours import SHIPPED, Colours, fingerprint, style_sheet
from council.queries import the_council
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db
PLUM = Colours(dark="#4d1a44", link="#6b2560", tint="#e7d0e2")
TYPED = {"dark": "4D1A44", "link": " #6b2560", "tint": "#e7d0e2"}
PAGE = "/settings/colours/"


def address(colours):
    return reverse("council:theme", args=[fingerprint(colours)])


def stamp():
    return actions.as_seen(the_council(), actions.COLOURS)


@pytest.fixture
def themed(administrator):
    actions.colour(colours=PLUM, seen=stamp(), by=administrator, now=MONDAY)


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def save(client, **changed):
    return client.post(PAGE, {"seen": stamp()} | TYPED | changed)


def test_a_council_without_colours_of_its_own_links_no_style_sheet(client):
    page = client.get("/").text
    assert 'href="/theme-' not in page
    assert '<meta name="theme-color" content="#083a40">' in page


def test_every_page_of_a_council_with_colours_links_them_after_the_portals(client, themed):
    page = client.get("/").text
    assert page.index("app.css") < page.index(f'href="{address(PLUM)}"')
    assert '<meta name="theme-color" content="#4d1a44">' in page
    assert f'href="{address(PLUM)}"' in client.get("/nowhere/").text


def test_anyone_may_keep_the_style_sheet_for_a_year_whatever_cookies_they_hold(client, themed, lead):
    client.force_login(lead)
    answer = client.get(address(PLUM))
    assert answer.text == style_sheet(PLUM)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


@pytest.mark.parametrize("told", ['"{}"', 'W/"{}"', '"other", W/"{}"'])
def test_a_browser_that_has_it_is_told_so(client, themed, told):
    known = told.format(fingerprint(PLUM))
    answer = client.get(address(PLUM), headers={"If-None-Match": known})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get(address(PLUM), headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("stamp", [fingerprint(SHIPPED), "0" * 16, "x", "%00", "a" * 3000])
def test_any_other_address_is_not_there(client, themed, stamp):
    assert client.get(f"/theme-{stamp}.css").status_code == 404


def test_no_style_sheet_is_there_without_own_colours(client):
    assert client.get(address(SHIPPED)).status_code == 404


def test_the_style_sheet_costs_one_query_and_a_page_one_more_than_before_for_nothing(client, themed):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(PLUM))
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        client.get("/sign-in/")
    assert sum("council_council" in query["sql"] for query in queries) == 1


def test_an_administrator_saves_three_colours_however_they_are_typed(signed_in):
    assert save(signed_in).url == reverse("council:settings")
    assert the_council().colours == PLUM


def test_each_pair_that_is_too_alike_is_said_beside_its_colour_and_what_was_typed_stays(signed_in):
    page = save(signed_in, dark="#8a8a8a").text
    assert page.count("White words on the dark colour: 3.4 to 1. It needs 4.5 to 1. Choose a darker") == 2
    assert 'value="#8a8a8a"' in page
    assert "<title>Error: " in page
    assert the_council().colours is None


@pytest.mark.parametrize("typed", ["", "teal", "#12345", "\x00", "#000;}body{", "9" * 100_000])
def test_what_is_no_colour_gets_a_sentence(signed_in, typed):
    page = save(signed_in, tint=typed)
    assert page.status_code == 200
    assert page.text.count("Enter a colour as six figures or letters, like #cbe6e4") == 2


def test_colours_are_shown_first_and_nothing_is_saved(signed_in):
    page = save(signed_in, show="1").text
    proposed = reverse("council:proposed", args=["4d1a44", "6b2560", "e7d0e2"])
    assert f'<link rel="stylesheet" href="{proposed}">' in page
    assert "nothing is saved yet" in page
    assert the_council().colours is None
    shown = signed_in.get(proposed)
    assert shown.text == style_sheet(PLUM)
    assert "private, no-store" in shown["Cache-Control"]


def test_colours_that_are_too_alike_are_not_shown(signed_in):
    page = save(signed_in, show="1", link="#999").text
    assert "/settings/colours/4d1a44" not in page
    assert "White words on a button: 2.8 to 1" in page


@pytest.mark.parametrize("name", ["red-red-red", "4d1a44-6b2560-e7d0eg", "------"])
def test_only_colours_can_be_shown(signed_in, name):
    assert signed_in.get(f"/settings/colours/{name}.css").status_code == 404


def test_a_look_keeps_the_stamp_of_what_was_there_first(signed_in, administrator):
    before = stamp()
    actions.colour(colours=PLUM, seen=before, by=administrator, now=MONDAY)
    page = save(signed_in, show="1", seen=before, dark="#000").text
    assert f'name="seen" value="{before}"' in page


def test_whoever_comes_second_reads_what_the_first_saved_and_keeps_what_they_typed(signed_in, administrator):
    before = stamp()
    actions.colour(colours=PLUM, seen=before, by=administrator, now=MONDAY)
    page = save(signed_in, seen=before, dark="#000000").text
    assert "Someone else changed this first" in page
    assert 'value="#000000"' in page
    assert "What they saved" in page
    assert "#4d1a44" in page
    assert save(signed_in, dark="#000000").url == reverse("council:settings")


def test_the_portals_own_colours_come_back_with_one_button(signed_in, themed):
    assert "Use the portal’s own colours" in signed_in.get(PAGE).text
    signed_in.post(PAGE, {"seen": stamp(), "reset": "1"})
    assert the_council().colours is None
    assert "Use the portal’s own colours" not in signed_in.get(PAGE).text


def test_going_back_to_the_portals_own_also_gives_way_to_whoever_was_first(signed_in, themed):
    page = signed_in.post(PAGE, {"seen": "old", "reset": "1"}, follow=True).text
    assert "Someone else changed this first" in page
    assert the_council().colours == PLUM
