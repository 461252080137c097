"""The pages about this site say what is true, and every page leads to them."""

import html
import re

import pytest
from django.conf import settings
from django.urls import reverse

from coproduction import accessibility
from council.models import Council
from tests.fixtures_browser import AXE_TAGS
from tests.fixtures_made_once import made_once
from words.plain_dates import plain_date

pytestmark = pytest.mark.django_db
FOOTER = ("accessibility", "privacy", "cookies", "contact", "worried")


def text_of(client, name):
    response = client.get(reverse(f"coproduction:{name}"))
    assert response.status_code == 200
    return html.unescape(" ".join(response.content.decode().split()))


@made_once
def penwarren():
    return Council.objects.create(
        pk=1, name="Penwarren County Council", phone="01632 960 123", text_number="07700 900 123",
        email="co-production@example.org", hours="Monday to Friday, 9am to 5pm", is_demonstration=True,
    )  # fmt: skip


@pytest.mark.parametrize("address", ["/", "/projects/", "/check/", "/sign-in/", "/no-such-page/"])
def test_every_page_leads_to_the_pages_about_the_site(client, address):
    footer = client.get(address).content.decode().partition("<footer")[2]
    for name in FOOTER:
        assert f'href="{reverse(f"coproduction:{name}")}"' in footer
    assert f'href="{reverse("ladder:how_scores_work")}"' in footer


def test_another_way_is_one_press_away_from_every_page(client):
    band = client.get("/").content.decode().partition("app-help")[2].partition("</aside>")[0]
    target = re.search(r'href="([^"#]+)#([\w-]+)"', band)
    assert f'id="{target[2]}"' in client.get(target[1]).content.decode()


def test_contact_says_the_councils_own_ways_and_whom_to_call_in_danger(client, penwarren):
    said = text_of(client, "contact")
    for way in (penwarren.phone, penwarren.hours, penwarren.text_number, penwarren.email):
        assert way in said.partition("<main")[2].partition("</main>")[0]
    assert 'href="tel:999"' in said


FIXED_BY_LAW = (
    "is committed to making its website accessible, in accordance with the Public Sector Bodies "
    "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
    "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA "
    "standard, due to the non-compliances listed below.",
    "The Equality and Human Rights Commission enforces these regulations.",
)


def test_the_accessibility_statement_says_what_the_law_asks(client, penwarren):
    said = text_of(client, "accessibility")
    for words in FIXED_BY_LAW:
        assert words in said
    assert f"This statement was prepared on {plain_date(accessibility.PREPARED_ON)}." in said
    assert settings.PORTAL_ADDRESS in said
    assert "Equality Advisory and Support Service" in said
    assert f'href="mailto:{penwarren.email}"' in said.partition("<main")[2].partition("</main>")[0]


def test_the_accessibility_statement_hides_no_gap(client):
    said = text_of(client, "accessibility")
    for what, instead in accessibility.GAPS:
        assert f">{what}</dt>" in said
        assert instead in said
    for criterion, why in accessibility.NOT_KNOWN:
        assert f"Success criterion {criterion}: {why}" in said


def test_the_statement_names_the_rules_that_pages_are_really_checked_by():
    assert accessibility.STANDARD == "WCAG 2.0, 2.1 and 2.2 at levels A and AA"
    assert {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"} <= set(AXE_TAGS)


@pytest.mark.parametrize("name", FOOTER)
def test_a_page_about_the_site_is_cheap_and_light(client, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        page = client.get(reverse(f"coproduction:{name}"), headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 10_000
