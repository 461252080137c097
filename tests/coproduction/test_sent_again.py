"""A form that came too late comes back with what was typed. One from another site never does."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from coproduction.typed import MOST_CHARACTERS, MOST_FIELDS, Typed
from ladder.models import Draft
from projects.models import Project
from tests import factories
from tests.ladder.check_in_browser import ODD, open_check, saved_by

pytestmark = pytest.mark.django_db
OURS = {"headers": {"origin": "http://testserver"}}
SIGN_IN = "/sign-in/"


@pytest.fixture
def careful():
    """A browser whose forms are checked as in production. It has looked at a page, so it holds the cookie."""
    client = Client(enforce_csrf_checks=True)
    client.get(SIGN_IN)
    return client


def text_of(response):
    return html.unescape(response.content.decode())


def form_on(response):
    """What the page's Send again would send: a list of pairs, as a browser has them."""
    form = re.search(
        r'<form action="([^"]*)" method="post" autocomplete="off">(.*?)</form>',
        response.content.decode(),
        re.DOTALL,
    )
    if not form:
        return None
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[2])
    return html.unescape(form[1]), [(html.unescape(name), html.unescape(value)) for name, value in pairs]


def send_again(client, response, **extra):
    address, pairs = form_on(response)
    data = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return client.post(address, data, **(extra or OURS))


def test_what_was_typed_comes_back_and_is_sent_with_one_press(careful):
    """A form of several kinds of answer, on a page of a check, which tells nobody its address."""
    now = timezone.now()
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    check = factories.make_open_round(factories.make_project(by=team, now=now), by=team, members=7, now=now)
    invitation = check.invitations.first()
    careful.cookies = open_check(invitation, now=now).cookies
    from_a_check = {"headers": {"origin": "null", "sec-fetch-site": "same-origin"}}
    words = "Ramps & <rails>\r\nat every stop"
    typed = {"words": words, "voice": "words", "csrfmiddlewaretoken": "old"}
    first = careful.post(reverse("ladder:better"), typed, **from_a_check)
    assert first.status_code == 403
    assert "Nothing was saved yet." in text_of(first)
    assert "Ramps &amp; &lt;rails&gt;\r\nat every stop</dd>" in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert not Draft.objects.filter(invitation=invitation).exists()

    assert send_again(careful, first, **from_a_check).status_code == 302
    assert saved_by(invitation).words.split() == words.split()
    assert saved_by(invitation).voice == "words"


def test_many_answers_of_one_name_come_back_in_their_order(careful):
    data = {"reasons": ["time", "legal", "time"], "explain-legal": "The law", "csrfmiddlewaretoken": "old"}
    address, pairs = form_on(careful.post(SIGN_IN, data, **OURS))
    sent = [(name, value) for name, value in pairs if name not in ("csrfmiddlewaretoken", "sent_again")]
    assert address == SIGN_IN
    assert sent == [
        ("reasons", "time"),
        ("reasons", "legal"),
        ("reasons", "time"),
        ("explain-legal", "The law"),
    ]
    tokens = [value for name, value in pairs if name == "csrfmiddlewaretoken"]
    assert len(tokens) == 1
    assert tokens != ["old"]


def test_the_address_with_its_question_mark_is_kept(careful):
    address, _ = form_on(careful.post("/sign-in/?next=/staff/", {"email": "a"}, **OURS))
    assert address == "/sign-in/?next=/staff/"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example.org"},
        {"origin": "null"},
        {"origin": "http://testserver.example.org"},
        {"referer": "https://elsewhere.example.org/http://testserver/"},
        {"referer": "http://[broken"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "referer": "http://testserver/sign-in/"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {},
    ],
    ids=str,
)
def test_what_another_site_may_have_sent_is_neither_shown_nor_offered(careful, headers):
    response = careful.post(SIGN_IN, {"email": "planted@example.org"}, headers=headers)
    assert response.status_code == 403
    assert "We did not take that form" in text_of(response)
    assert "planted@example.org" not in text_of(response)
    assert "Send again" not in text_of(response)
    assert form_on(response) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://testserver"},
        {"referer": "http://testserver/sign-in/"},
    ],
    ids=str,
)
def test_any_sign_that_it_is_our_own_page_is_enough(careful, headers):
    response = careful.post(SIGN_IN, {"email": "kit@example.org"}, headers=headers)
    assert "kit@example.org" in text_of(response)
    assert form_on(response)


def test_the_page_is_kept_by_nobody_on_the_way(careful):
    assert "no-store" in careful.post(SIGN_IN, {"email": "a"}, **OURS)["Cache-Control"]


def test_a_browser_without_our_cookie_can_send_again_and_hears_when_cookies_are_off():
    browser = Client(enforce_csrf_checks=True)
    first = browser.post(SIGN_IN, {"email": "kit@example.org"}, **OURS)
    assert "Turn cookies on" not in text_of(first)
    assert send_again(browser, first).status_code == 302

    without = Client(enforce_csrf_checks=True)
    first = without.post(SIGN_IN, {"email": "kit@example.org"}, **OURS)
    without.cookies.clear()
    second = send_again(without, first)
    assert "Turn cookies on" in text_of(second)
    assert "kit@example.org" in text_of(second)
    assert [name for name, _ in form_on(second)[1]].count("sent_again") == 1


def test_somebody_who_is_signed_out_is_told_to_sign_in_before_they_send(careful):
    response = careful.post(reverse("projects:register"), {"name": "Bus stops"}, **OURS)
    assert "You are not signed in now." in text_of(response)
    assert "Bus stops" in text_of(response)
    assert "You are not signed in now." not in text_of(careful.post(SIGN_IN, {"email": "a"}, **OURS))


def test_a_form_of_somebody_whose_sign_in_ended_is_kept_though_its_token_is_good(client):
    """They signed out in another tab. Sent away to sign in, they would lose all that they typed."""
    lead = factories.make_user("Kit Lowe", Role.STAFF, directorate=factories.make_directorate("Transport"))
    register = reverse("projects:register")
    typed = {"name": "Bus stops", "could_be": "all"}
    response = client.post(register, typed, **OURS)
    assert response.status_code == 403
    assert "You are not signed in now." in text_of(response)
    assert "Bus stops" in text_of(response)

    client.force_login(lead)
    assert send_again(client, response).status_code == 302
    assert Project.objects.get().name == "Bus stops"
    client.logout()
    assert client.post(register, typed).url == f"{SIGN_IN}?next={register}"  # nobody knows whose page it was


def test_a_button_alone_is_offered_again(careful):
    response = careful.post(reverse("account_logout"), **OURS)
    assert "No words were typed." in text_of(response)
    assert form_on(response)


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_whatever_was_typed_comes_back_as_words(careful, typed):
    response = careful.post(SIGN_IN, {"email": typed, "<b>x</b>": typed}, **OURS)
    assert response.status_code == 403
    assert "<script>alert" not in response.content.decode()
    assert "<b>x" not in response.content.decode()
    assert dict(form_on(response)[1])["email"] == typed


@pytest.mark.parametrize(
    "data",
    [
        {"email": "x" * (MOST_CHARACTERS + 1)},
        {f"field{number}": "x" for number in range(MOST_FIELDS + 1)},
    ],
    ids=["too many letters", "too many fields"],
)
def test_too_much_to_show_says_how_to_save_it(careful, data):
    response = careful.post(SIGN_IN, data, **OURS)
    assert response.status_code == 403
    assert "copy them" in text_of(response)
    assert form_on(response) is None


def test_a_file_is_not_kept_and_the_page_says_so(careful):
    file = SimpleUploadedFile("register.csv", b"secret,rows")
    response = careful.post(SIGN_IN, {"email": "kit@example.org", "file": file}, **OURS)
    assert "You sent a file too." in text_of(response)
    assert "secret" not in text_of(response)
    assert "kit@example.org" in text_of(response)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("already_decided", "Already decided"),
        ("explain-legal", "Explain legal"),
        ("--", "One answer"),
        ("x" * 99, "X" + "x" * 59),
    ],
)
def test_a_field_is_named_in_plain_letters(name, label):
    assert Typed(name, "").label == label


@pytest.mark.parametrize("name", ["seen", "back", "next", "later"])
def test_what_a_page_sends_along_by_itself_goes_again_and_is_not_shown(name, careful):
    response = careful.post(SIGN_IN, {"email": "kit@example.org", name: "0f3a"}, **OURS)
    assert (name, "0f3a") in form_on(response)[1]
    assert f">{name.title()}</dt>" not in text_of(response)
