"""I am worried about someone: who to ring, with nothing to fill in and nothing said of a check."""

import html
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from council.models import Council
from tests.factories import MONDAY
from tests.ladder.check_in_browser import open_check

pytestmark = pytest.mark.django_db
WORRIED = "/worried/"
GIVEN = {
    "worried_team": "Adult Social Care",
    "worried_phone": "01632 960 456",
    "worried_phone_out_of_hours": "01632 960 457",
}


def make_council(**given):
    return Council.objects.create(
        pk=1, name="Penwarren County Council", phone="01632 960 123", text_number="07700 900 123",
        email="co-production@example.org", hours="Monday to Friday, 9am to 5pm", **given,
    )  # fmt: skip


def main_of(client):
    page = client.get(WORRIED)
    assert page.status_code == 200
    return page.text.partition("<main")[2].partition("</main>")[0]


def words_of(client):
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", main_of(client)).split()))


def test_it_says_999_the_councils_own_numbers_and_that_nobody_watches(client):
    make_council(**GIVEN)
    said = words_of(client)

    assert "We do not watch this all the time" in said
    assert "Ring 999." in said
    assert "In office hours, ring 01632 960 456. Ask for Adult Social Care." in said
    assert "At night, or at the weekend? Ring 01632 960 457." in said
    assert "01632 960 123" not in said


def test_each_number_can_be_pressed(client):
    make_council(**GIVEN)
    page = main_of(client)

    for link in ("tel:999", "tel:01632960456", "tel:01632960457"):
        assert f'href="{link}"' in page


def test_a_council_that_has_said_nothing_sends_people_to_its_own_number_and_to_999(client):
    make_council()
    page, said = main_of(client), words_of(client)

    assert "Ring the council on 01632 960 123. Someone answers Monday to Friday, 9am to 5pm." in said
    assert "Say that you are worried about someone." in said
    assert "At night, or at the weekend? If it cannot wait, ring 999." in said
    assert 'href="tel:01632960123"' in page


@pytest.mark.parametrize(
    ("left_out", "instead"),
    [
        ("worried_team", "ring 01632 960 456. Say that you are worried about someone."),
        ("worried_phone", "Ring the council on 01632 960 123."),
        ("worried_phone_out_of_hours", "If it cannot wait, ring 999."),
    ],
)
def test_what_a_council_leaves_out_is_made_up_for_and_the_rest_stays(client, left_out, instead):
    make_council(**GIVEN | {left_out: ""})
    said = words_of(client)

    assert instead in said
    for field, value in GIVEN.items():
        assert (value in said) == (field != left_out)


def test_a_portal_that_nobody_has_named_yet_still_says_999(client):
    assert "Ring 999." in words_of(client)


def test_there_is_nothing_to_fill_in_or_to_send(client):
    make_council(**GIVEN)
    assert not re.search(r"<(form|input|textarea|select)\b", main_of(client))
    assert client.post(WORRIED).status_code == 405


def test_what_a_council_typed_is_never_markup(client):
    make_council(**GIVEN | {"worried_team": "<script>alert(1)</script>"})
    page = main_of(client)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_it_says_nothing_of_a_check_that_is_open_in_the_same_browser(check):
    invitation = check.invitations.first()
    in_a_check = open_check(invitation, now=MONDAY)
    assert in_a_check.cookies

    assert in_a_check.get(WORRIED).text == Client().get(WORRIED).text


def test_neither_the_title_nor_a_cache_keeps_why_somebody_came(client):
    page = client.get(WORRIED)

    assert "worried" not in re.search(r"<title>(.*)</title>", page.text)[1].lower()
    assert "no-store" in page["Cache-Control"]


def test_leaving_is_a_plain_link_that_tells_the_other_site_nothing(client):
    links = re.findall(r'<a href="https://www\.bbc\.co\.uk/weather"[^>]*>', client.get(WORRIED).text)

    assert len(links) == 2  # the button, and the one that the Tab key comes to at the top
    assert all('rel="nofollow noreferrer"' in link for link in links)


def test_contact_leads_here(client):
    contact = client.get(reverse("coproduction:contact")).text
    assert f'href="{WORRIED}"' in contact.partition("<main")[2].partition("</main>")[0]


@time_machine.travel(MONDAY)
def test_the_box_for_ones_own_words_leads_here(check):
    client = open_check(check.invitations.first(), now=MONDAY)
    page = client.get(reverse("ladder:better"))

    assert f'href="{WORRIED}"' in page.text.partition("<main")[2].partition("</main>")[0]
    assert page["Referrer-Policy"] == "no-referrer"
