"""A form that comes when its sender's time is over is kept for them, and comes back after they sign in."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from accounts.models import KeptForm
from accounts.tasks import forget_late_forms
from projects.models import Project
from tests.factories import MONDAY, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
OURS = {"headers": {"origin": "http://testserver"}}
WORDS = "Ramps & <rails> at every stop"
TYPED = {"name": WORDS, "csrfmiddlewaretoken": "x"}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def later(time_machine):
    return lambda **after: time_machine.move_to(MONDAY + timedelta(**after), tick=False)


@made_once(at=MONDAY)
def staff():
    return make_user("Priya Nair", Role.STAFF)


@pytest.fixture
def too_late(staff, later):
    """A browser of staff's whose time is over."""
    client = Client()
    client.force_login(staff)
    later(hours=2)
    return client


def text_of(response):
    return html.unescape(response.content.decode())


def send(client, **more):
    return client.post(reverse("projects:register"), TYPED | more, **OURS)


def sign_in(client, email, way):
    """Through the real pages, from the address that was answered."""
    page = client.get(way)
    back = re.search(r'name="next" value="([^"]+)"', page.content.decode())[1]
    asked = client.post("/sign-in/", {"email": email, "next": back})
    code = re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]
    return client.post(asked.url, {"code": code})


def test_what_was_typed_comes_back_after_signing_in_and_is_sent_with_one_press(too_late, staff):
    answer = send(too_late)
    assert answer.status_code == 302
    assert "We kept what you typed for 1 hour" in text_of(too_late.get(answer.url))
    kept = KeptForm.objects.get()
    home = sign_in(too_late, "priya.nair@example.org", answer.url)
    assert home.url == reverse("coproduction:kept_form", args=[kept.pk])
    page = too_late.get(home.url)
    assert WORDS in text_of(page)
    assert f'<form action="{reverse("projects:register")}" method="post"' in text_of(page)
    assert "no-store" in page["Cache-Control"]
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.content.decode())
    again = {html.unescape(name): html.unescape(value) for name, value in pairs}
    assert again["name"] == WORDS
    sent = too_late.post(reverse("projects:register"), again, **OURS)
    assert sent.status_code in (200, 302)
    assert not Project.objects.exists() or Project.objects.get().name == WORDS


def test_nobody_else_finds_it(too_late):
    send(too_late)
    address = reverse("coproduction:kept_form", args=[KeptForm.objects.get().pk])
    stranger = Client()
    assert stranger.get(address).status_code == 302
    stranger.force_login(make_user("Tom Rowe", Role.STAFF))
    assert stranger.get(address).status_code == 404


def test_it_is_there_for_an_hour_and_then_removed(too_late, staff, later):
    send(too_late)
    address = reverse("coproduction:kept_form", args=[KeptForm.objects.get().pk])
    too_late.force_login(staff)
    later(hours=2, minutes=59)
    assert too_late.get(address).status_code == 200
    assert forget_late_forms() == 0
    later(hours=3)
    too_late.force_login(staff)
    assert too_late.get(address).status_code == 404
    assert forget_late_forms() == 1
    assert not KeptForm.objects.exists()


def test_it_cannot_be_read_in_the_database(too_late):
    send(too_late)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM accounts_keptform AS k")
        ((row,),) = cursor.fetchall()
    assert "Ramps" not in row
    assert reverse("projects:register") not in row


def test_a_file_is_not_kept(too_late, staff):
    sent = too_late.post(
        reverse("projects:import"), {"file": SimpleUploadedFile("a.csv", b"secret,words")}, **OURS
    )
    kept = KeptForm.objects.get()
    assert "secret" not in kept.sealed
    sign_in(too_late, "priya.nair@example.org", sent.url)
    page = text_of(too_late.get(reverse("coproduction:kept_form", args=[kept.pk])))
    assert "You sent a file too. We did not keep it" in page


def test_a_form_of_another_site_is_not_kept(too_late):
    too_late.post(reverse("projects:register"), TYPED, headers={"origin": "https://elsewhere.example.org"})
    assert not KeptForm.objects.exists()


def test_whoever_signed_out_reads_it_on_the_page_itself(staff):
    """The session is gone, so nobody can say whose form it was."""
    client = Client()
    client.force_login(staff)
    key = client.cookies["sessionid"].value
    client.post("/sign-out/")
    client.cookies["sessionid"] = key
    answer = send(client)
    assert answer.status_code == 403
    assert WORDS in text_of(answer)
    assert not KeptForm.objects.exists()


def test_nothing_is_kept_for_somebody_whose_account_is_closed(too_late, staff):
    staff.is_active = False
    staff.save()
    assert send(too_late).status_code == 403
    assert not KeptForm.objects.exists()
