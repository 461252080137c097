"""What stands around every page: who is signed in, the menu, help, and the banner of a demonstration."""

import pytest
from django import forms
from django.template.loader import render_to_string

from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from tests.govuk.markup import part

COUNCIL = {
    "name": "Penwarren County Council",
    "phone": "01632 960 123",
    "hours": "Monday to Friday, 9am to 5pm",
    "text_number": "07700 900 123",
    "email": "coproduction@example.org",
}
MENU = [
    {"url": "/", "text": "Home", "current": True},
    {"url": "/projects/", "text": "Projects", "current": False},
]


def frame(**context):
    everything = {
        "council": COUNCIL,
        "phone_link": "tel:01632960123",
        "navigation": MENU,
        "signed_in_as": "",
        "demonstration": False,
        "check_mode": False,
        "theme_url": "",
        "theme_colour": "#083a40",
        "easier_to_read": "/easier-to-read/?back=%2F",
        "csrf_token": "a-token",
    }
    return render_to_string("base.html", everything | context)


def test_someone_who_is_not_signed_in_is_offered_to_sign_in():
    html = frame()
    assert ">Sign in</a>" in html
    assert "Sign out" not in html


def test_signing_out_is_a_button_that_posts_so_that_no_link_does_it():
    html = frame(signed_in_as="Priya <b>Nair</b>")
    assert "Priya &lt;b&gt;Nair&lt;/b&gt;" in html
    assert ">Sign in</a>" not in html
    before = html.partition("Sign out")[0].rpartition("<form")[2]
    assert 'method="post"' in before
    assert "csrfmiddlewaretoken" in before


def test_a_check_shows_no_menu_no_name_and_no_signing_in():
    html = frame(check_mode=True, signed_in_as="Priya Nair")
    for absent in ("Sign in", "Sign out", "Priya", "<nav"):
        assert absent not in html
    assert "01632 960 123" in html


def test_a_demonstration_says_so_on_every_page_in_a_check_too():
    assert "Demonstration." in frame(demonstration=True)
    assert "Demonstration." in frame(demonstration=True, check_mode=True)
    assert "Demonstration" not in frame()


def test_the_menu_marks_where_you_are():
    assert 'href="/" aria-current="page"' in frame()
    assert frame().count("aria-current") == 1


@pytest.mark.parametrize("check_mode", [True, False])
def test_help_is_on_every_page_in_the_same_order(check_mode):
    words = [text for tag, text in part(frame(check_mode=check_mode), "app-help") if tag is None]
    places = [words.index(way) for way in ("Call", "Text", "Email", "Another way")]
    assert places == sorted(places)


def test_the_title_of_a_page_with_mistakes_starts_with_error():
    class Name(GovukForm, forms.Form):
        name = PlainTextField()

    assert "<title>Error: Home – Co-production – Penwarren County Council</title>" in frame(form=Name({}))
    assert "<title>Home – " in frame(form=Name())
    assert "<title>Home – " in frame(form=Name({"name": "Buses"}))


def test_keyboards_can_skip_to_the_words():
    html = frame()
    assert html.index('href="#main-content"') < html.index("<header")
    assert '<main class="app-page " id="main-content">' in html
