"""The two pages that only a developer's machine has."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from accounts.choices import Role
from accounts.models import RoleGrant
from coproduction import page_urls
from tests import factories
from tests.coproduction.test_environment import COMPLETE

ADDRESS = "http://localhost:8000"
PRODUCTION = {**COMPLETE, "PORTAL_MODE": "production"}
LOOK_UP = """
import django; django.setup()
import sys
from django.urls import Resolver404, resolve
resolve("/projects/")
for address in ("/development/messages/", "/development/sign-in/", "/media/films/0.mp4"):
    try:
        resolve(address)
    except Resolver404:
        continue
    sys.exit(f"{address} is there")
if {"coproduction.views.development", "ladder.views.film_files"} & set(sys.modules):
    sys.exit("the pages are loaded")
"""


def send(subject, body, to="kit.nance@example.org"):
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage(subject=subject, body=body, to=[to], connection=backend).send()


@pytest.fixture
def mail(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def in_mode(**variables):
    plain = {name: value for name, value in os.environ.items() if name not in PRODUCTION}
    return subprocess.run(
        [sys.executable, "-c", LOOK_UP],
        env={**plain, "DJANGO_SETTINGS_MODULE": "coproduction.settings", **PRODUCTION, **variables},
        capture_output=True,
        text=True,
    )


def test_production_has_neither_address():
    looked = in_mode()
    assert (looked.returncode, looked.stderr) == (0, "")


def test_development_has_them():
    looked = in_mode(PORTAL_MODE="development")
    assert looked.stderr.strip() == "/development/messages/ is there"


def test_the_addresses_are_read_while_this_is_development():
    """The tests below say otherwise for a moment, which must not be the moment when addresses are read."""
    assert {"messages", "sign_in_as"} <= {address.name for address in page_urls.urlpatterns}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["messages", "sign_in_as"])
def test_a_second_lock_holds_outside_development(client, settings, name):
    settings.DEVELOPMENT = False
    assert client.get(reverse(f"coproduction:{name}")).status_code == 404


@pytest.mark.django_db
def test_nobody_becomes_anyone_outside_development(client, settings):
    user = factories.make_user("Tom Rowe", Role.STAFF)
    settings.DEVELOPMENT = False
    assert client.post(reverse("coproduction:sign_in_as"), {"user": user.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_every_page_links_to_them_in_development_alone(client, settings):
    assert reverse("coproduction:messages") in client.get("/").content.decode()
    settings.DEVELOPMENT = False
    assert reverse("coproduction:messages") not in client.get("/").content.decode()


@pytest.mark.django_db
def test_messages_stand_newest_first_with_links_that_work(client, mail, settings):
    send("The first", "Hello Kit,\n\nNo link here.")
    send("The second", f"Answer here:\n{settings.PORTAL_ADDRESS}/c/abcDEF123/\n\nOr type 346 789 ABC.")
    answer = client.get(reverse("coproduction:messages"))
    said = answer.content.decode()
    assert said.index("The second") < said.index("The first")
    assert f'href="{settings.PORTAL_ADDRESS}/c/abcDEF123/"' in said
    assert "kit.nance@example.org" in said
    assert "2 messages, newest first." in said


@pytest.mark.django_db
def test_an_empty_folder_says_how_a_message_comes(client, mail):
    assert "No messages yet" in client.get(reverse("coproduction:messages")).content.decode()


@pytest.mark.django_db
def test_what_a_message_says_is_never_markup(client, mail):
    send("A <b>bold</b> subject", "<script>alert(1)</script> and “quotes” & £5")
    said = client.get(reverse("coproduction:messages")).content.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and “quotes” &amp; £5" in said
    assert "A &lt;b&gt;bold&lt;/b&gt; subject" in said


@pytest.mark.django_db
def test_people_are_listed_under_each_role_they_hold_now(client):
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT, Role.STEERING)
    gone = factories.make_user("Gone Away", Role.STAFF)
    RoleGrant.objects.filter(user=gone).update(ends_on=date(2026, 11, 1))
    groups = client.get(reverse("coproduction:sign_in_as")).context["groups"]
    assert [person["user"] for person in groups["involvement team"]] == [rosa]
    assert [person["user"] for person in groups["steering group"]] == [rosa]
    assert "council staff" not in groups


@pytest.mark.django_db
def test_an_expert_who_may_sign_in_is_listed_too(client):
    rosa = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=factories.make_user("Tom Rowe", Role.STAFF))
    factories.make_members(project, 1, by=rosa)
    listed = client.get(reverse("coproduction:sign_in_as")).context["groups"].get("expert by experience", [])
    assert [(person["user"].contact.name, person["part_of"]) for person in listed] == [
        ("Expert 1", "Direct payments support")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "lands_on"),
    [(Role.STAFF, "coproduction:your_work"), (Role.STEERING, "governance:dashboard")],
)
def test_one_press_signs_in_and_lands_on_the_persons_own_page(client, role, lands_on):
    user = factories.make_user("Kit Nance", role)
    answer = client.post(reverse("coproduction:sign_in_as"), {"user": user.pk})
    assert answer.url == reverse(lands_on)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session["_auth_user_backend"] == settings.AUTHENTICATION_BACKENDS[0]


@pytest.mark.django_db
def test_looking_at_the_list_signs_nobody_in(client):
    user = factories.make_user("Kit Nance", Role.STAFF)
    client.get(reverse("coproduction:sign_in_as"), {"user": user.pk})
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["", "nobody", "\x00", "999999999", "9" * 40, "²"])
def test_nobody_is_signed_in_by_a_made_up_number(client, chosen):
    assert client.post(reverse("coproduction:sign_in_as"), {"user": chosen}).status_code == 404


@pytest.mark.django_db
def test_someone_whose_account_is_closed_cannot_be_chosen(client):
    user = factories.make_user("Kit Nance", Role.STAFF)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.post(reverse("coproduction:sign_in_as"), {"user": user.pk}).status_code == 404
