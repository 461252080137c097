"""Signing in by a code, through the real pages."""

import re
import smtplib
import threading
from datetime import date

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import NoReverseMatch, reverse

from accounts.choices import Role
from accounts.sending import BESIDE
from tests.factories import make_user

ASK = "/sign-in/"
CODE = "/sign-in/code/"


@pytest.fixture(autouse=True)
def nobody_waits(settings):
    """That every answer takes the same time is tested in tests/attacks/test_who_is_known.py."""
    settings.SIGN_IN_ANSWERS_AFTER = 0


def ask_for_code(client, email, **extra):
    return client.post(ASK, {"email": email}, **extra)


def sent():
    """Every mail, once those on their way have arrived: they are sent beside the page."""
    for thread in threading.enumerate():
        if thread.name == BESIDE:
            thread.join(10)
    return mail.outbox


def newest_code():
    return re.search(r"^(\d{6})$", sent()[-1].body, re.MULTILINE).group(1)


def sign_in(client, email):
    ask_for_code(client, email)
    return client.post(CODE, {"code": newest_code()})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.STAFF, "coproduction:your_work"),
        (Role.INVOLVEMENT, "coproduction:your_work"),
        (Role.STEERING, "governance:dashboard"),
        (Role.CO_CHAIR_EXPERT, "governance:dashboard"),
        (Role.ADMINISTRATOR, "council:settings"),
        (None, "coproduction:me"),
    ],
)
def test_a_code_brings_each_kind_of_person_to_their_own_home(client, role, home):
    make_user("Priya Nair", *([role] if role else []))

    response = sign_in(client, "priya.nair@example.org")

    assert response.url == reverse(home)
    assert client.get(response.url).status_code == 200


@pytest.mark.django_db
def test_the_mail_holds_the_code_the_time_it_lasts_and_a_warning(client):
    make_user("Priya Nair", Role.STAFF)

    ask_for_code(client, "PRIYA.NAIR@example.org")

    (message,) = sent()
    assert message.subject == "Your code to sign in"
    assert message.to == ["priya.nair@example.org"] or message.to == ["PRIYA.NAIR@example.org"]
    assert newest_code() in message.body
    assert "It works for 15 minutes" in message.body
    assert "We never ask for your code" in message.body
    assert "&" not in message.body


@pytest.mark.django_db
def test_an_address_that_nobody_has_gets_the_same_page_and_no_mail(client):
    make_user("Priya Nair", Role.STAFF)

    known = ask_for_code(client, "priya.nair@example.org", follow=True)
    client.cookies.clear()
    unknown = ask_for_code(client, "nobody@example.org", follow=True)

    assert len(sent()) == 1
    assert unknown.redirect_chain == known.redirect_chain == [(CODE, 302)]
    assert without_tokens(unknown) == without_tokens(known)
    assert "If we know that address, a code is on its way" in unknown.text


def without_tokens(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


@pytest.mark.django_db
def test_someone_whose_place_has_ended_gets_the_same_page_and_no_mail(client):
    user = make_user("Priya Nair", Role.STAFF)
    user.is_active = False
    user.save()

    response = ask_for_code(client, "priya.nair@example.org", follow=True)

    assert "If we know that address" in response.text
    assert not sent()


@pytest.mark.django_db
def test_a_code_may_be_pasted_with_spaces_around_it(client):
    make_user("Priya Nair", Role.STAFF)
    ask_for_code(client, "priya.nair@example.org")

    response = client.post(CODE, {"code": f"  {newest_code()} "})

    assert response.url == reverse("coproduction:your_work")


@pytest.mark.django_db
def test_a_code_works_for_15_minutes_and_not_longer(client, time_machine):
    make_user("Priya Nair", Role.STAFF)
    time_machine.move_to("2026-11-23T12:00:00Z", tick=False)
    ask_for_code(client, "priya.nair@example.org")
    code = newest_code()
    time_machine.move_to("2026-11-23T12:15:01Z", tick=False)

    response = client.post(CODE, {"code": code})

    assert response.url == ASK
    assert client.get(reverse("coproduction:your_work")).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["000000", "١٢٣٤٥٦", "<script>alert(1)</script>", "x" * 10_000, "12\x00345", "31 2 2027"]
)
def test_a_code_that_does_not_match_is_answered_kindly_and_may_be_tried_again(client, typed):
    make_user("Priya Nair", Role.STAFF)
    ask_for_code(client, "priya.nair@example.org")

    response = client.post(CODE, {"code": typed})

    assert response.status_code == 200
    assert "That code does not match. Check each number" in response.text
    assert "<title>Error: " in response.text
    assert "<script>alert" not in response.text
    assert client.post(CODE, {"code": newest_code()}).url == reverse("coproduction:your_work")


@pytest.mark.django_db
def test_an_empty_code_asks_for_it(client):
    ask_for_code(client, "nobody@example.org")

    assert "Enter the code from our email" in client.post(CODE, {"code": ""}).text


@pytest.mark.django_db
def test_after_five_wrong_codes_the_right_one_is_worth_nothing(client):
    make_user("Priya Nair", Role.STAFF)
    ask_for_code(client, "priya.nair@example.org")
    code = newest_code()
    wrong = "000000" if code != "000000" else "111111"

    for _ in range(4):
        assert client.post(CODE, {"code": wrong}).status_code == 200
    fifth = client.post(CODE, {"code": wrong}, follow=True)

    assert fifth.redirect_chain == [(ASK, 302)]
    assert "did not match 5 times" in fifth.text
    assert client.post(CODE, {"code": code}).url == ASK
    assert client.get(reverse("coproduction:your_work")).status_code == 302


@pytest.mark.django_db
def test_a_new_code_takes_the_place_of_the_old_one(client):
    make_user("Priya Nair", Role.STAFF)
    ask_for_code(client, "priya.nair@example.org")
    old = newest_code()

    response = client.post(CODE, {"action": "resend"}, follow=True)

    assert "a new code is on its way" in response.text
    assert len(sent()) == 2
    if old != newest_code():
        assert client.post(CODE, {"code": old}).status_code == 200
    assert client.post(CODE, {"code": newest_code()}).url == reverse("coproduction:your_work")


@pytest.mark.django_db
def test_whoever_typed_the_wrong_address_can_go_back_and_type_another(client):
    make_user("Priya Nair", Role.STAFF)
    ask_for_code(client, "pria.nair@example.org")

    assert "Your email address" in client.get(ASK).text
    assert sign_in(client, "priya.nair@example.org").url == reverse("coproduction:your_work")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "x" * 10_000,
        "a\x00da",
        "<script>alert(1)</script>",
        "ابجد",
        "31 2 2027",
        f"{'a' * 250}@ex.org",
    ],
)
def test_what_is_no_address_is_answered_with_one_sentence(client, typed):
    response = ask_for_code(client, typed)

    assert response.status_code == 200
    assert "Enter your email address, like name@example.com" in response.text
    assert "<script>alert" not in response.text
    assert not sent()


class DeafMailServer(EmailBackend):
    """A mail server that takes nothing, whether for people who are known or not."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("no answer")


@pytest.mark.django_db
def test_a_silent_mail_server_leaves_people_with_another_way_in(client, settings):
    settings.EMAIL_BACKEND = f"{__name__}.DeafMailServer"
    make_user("Priya Nair", Role.STAFF)

    response = ask_for_code(client, "priya.nair@example.org", follow=True)

    assert response.status_code == 200
    assert "Call us on" in response.text


@pytest.mark.django_db
def test_people_land_where_they_were_going_and_never_on_another_site(client):
    make_user("Priya Nair", Role.STAFF)
    wanted = reverse("projects:register")
    asked = client.get(wanted)
    assert asked.url == f"{ASK}?next={wanted}"

    answer = client.post(asked.url, {"email": "priya.nair@example.org"})
    assert client.post(answer.url, {"code": newest_code()}).url == wanted

    client.post("/sign-out/")
    answer = client.post(f"{ASK}?next=https://elsewhere.example/", {"email": "priya.nair@example.org"})
    response = client.post(answer.url, {"code": newest_code()})
    assert response.url == reverse("coproduction:your_work")


@pytest.mark.django_db
def test_signing_out_takes_a_button_and_not_a_link(client):
    make_user("Priya Nair", Role.STAFF)
    sign_in(client, "priya.nair@example.org")

    assert client.get("/sign-out/").status_code == 405
    assert client.get(reverse("coproduction:your_work")).status_code == 200

    response = client.post("/sign-out/", follow=True)

    assert "You have signed out" in response.text
    assert client.get(reverse("coproduction:your_work")).status_code == 302


@pytest.mark.django_db
def test_signing_out_twice_is_no_mistake(client):
    assert client.post("/sign-out/").status_code == 302


@pytest.mark.django_db
def test_a_person_who_is_signed_in_already_goes_on_to_their_home(client):
    make_user("Priya Nair", Role.STAFF)
    sign_in(client, "priya.nair@example.org")

    assert client.get(ASK).url == reverse("coproduction:your_work")
    assert client.get(CODE).url == reverse("coproduction:your_work")


@pytest.mark.django_db
def test_a_role_that_has_ended_opens_nothing(client):
    user = make_user("Priya Nair", Role.STAFF)
    user.grants.update(ends_on=date(2026, 11, 1))

    assert sign_in(client, "priya.nair@example.org").url == reverse("coproduction:me")
    assert client.get(reverse("coproduction:your_work")).status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_email",
        "account_reauthenticate",
    ],
)
def test_there_is_no_page_for_passwords_signing_up_or_changing_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
def test_the_pages_load_nothing_from_elsewhere_and_are_never_kept(client):
    response = client.get(ASK)

    assert "no-store" in response["Cache-Control"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "style=" not in response.text


@pytest.mark.django_db
def test_someone_whose_place_ends_between_the_two_pages_is_told_so(client):
    user = make_user("Priya Nair", Role.STAFF)
    ask_for_code(client, "priya.nair@example.org")
    user.is_active = False
    user.save()

    response = client.post(CODE, {"code": newest_code()}, follow=True)

    assert response.status_code == 403
    assert "Your place here has ended" in response.text
