"""The pages about this site say what is true, and every page leads to them."""

import html
import re

import pytest
from django.urls import reverse

from council.models import Council

pytestmark = pytest.mark.django_db
FOOTER = ("privacy", "cookies", "contact")


def text_of(client, name):
    response = client.get(reverse(f"coproduction:{name}"))
    assert response.status_code == 200
    return html.unescape(" ".join(response.content.decode().split()))


@pytest.fixture
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
    assert f'href="{reverse("ladder:what_is")}#scores"' in footer


def test_another_way_is_one_press_away_from_every_page(client):
    band = client.get("/").content.decode().partition("app-help")[2].partition("</aside>")[0]
    target = re.search(r'href="([^"#]+)#([\w-]+)"', band)
    assert f'id="{target[2]}"' in client.get(target[1]).content.decode()


def test_contact_says_the_councils_own_ways_and_whom_to_call_in_danger(client, penwarren):
    said = text_of(client, "contact")
    for way in (penwarren.phone, penwarren.hours, penwarren.text_number, penwarren.email):
        assert way in said.partition("<main")[2].partition("</main>")[0]
    assert 'href="tel:999"' in said
