"""Signing in with a code from a letter, for people without an e-mail address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions import let_sign_in
from accounts.actions.posting import (
    KEPT_FOR,
    POSTED,
    WORKS_FOR,
    end_posted_code,
    forget_posted_codes,
    make_posted_code,
    use_posted_code,
)
from accounts.choices import Role
from accounts.limits import POSTED_CODES
from accounts.models import PostedCode, RoleGrant, User
from audit.actions import SYSTEM
from audit.models import Event
from experts.actions import add_expert
from notices.models import Contact
from privacy.keys import digests
from tests.accounts.test_sign_in import nobody_waits  # noqa: F401 - a fixture
from tests.factories import make_user
from tests.fixtures_made_once import made_once
from words.codes import make_code, spaced
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
BY_POST = "/sign-in/by-post/"
NO_MATCH = "That code does not match. Check each letter and number"


@made_once
def team():
    return make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def now():
    return timezone.now()


@made_once
def merryn(team, now):
    """An expert whom no e-mail reaches."""
    return add_expert(name="Merryn Tregear", email="", by=team, now=now)


@pytest.fixture
def code(merryn, team, now):
    return make_posted_code(contact=merryn.contact, by=team, now=now)[0]


def test_a_code_signs_in_whoever_it_was_posted_to(client, code, merryn):
    response = client.post(BY_POST, {"code": spaced(code).lower()})

    assert response.url == reverse("coproduction:me")
    assert "Merryn Tregear" in client.get(response.url).text
    assert client.get(BY_POST).url == reverse("coproduction:me")


def test_a_code_works_once(client, client_2, code):
    client.post(BY_POST, {"code": code})

    assert NO_MATCH in client_2.post(BY_POST, {"code": code}).text


@pytest.fixture
def client_2():
    from django.test import Client

    return Client()


def test_looking_at_the_page_spends_nothing(client, code):
    client.get(f"{BY_POST}?code={code}")
    client.get(BY_POST)

    assert client.post(BY_POST, {"code": code}).status_code == 302


def test_a_code_works_for_28_days_and_not_longer(client, code, now, time_machine):
    assert WORKS_FOR.days == 28
    time_machine.move_to(now + WORKS_FOR, tick=False)
    assert NO_MATCH in client.post(BY_POST, {"code": code}).text

    time_machine.move_to(now + WORKS_FOR - timedelta(seconds=1), tick=False)
    assert client.post(BY_POST, {"code": code}).status_code == 302


def test_a_newer_letter_ends_the_one_before(merryn, team, code, now):
    newer, _ = make_posted_code(contact=merryn.contact, by=team, now=now)

    assert use_posted_code(typed=code, now=now) is None
    assert use_posted_code(typed=newer, now=now).contact == merryn.contact


def test_a_code_that_was_ended_signs_nobody_in(merryn, team, code, now):
    end_posted_code(contact=merryn.contact, by=team, now=now)

    assert use_posted_code(typed=code, now=now) is None
    with pytest.raises(StaleState):
        end_posted_code(contact=merryn.contact, by=team, now=now)


def test_only_a_digest_is_kept_and_audit_lines_hold_ids(merryn, code, now):
    posted = PostedCode.objects.get()
    assert bytes(posted.code_digest) == digests(POSTED, code)[0]

    use_posted_code(typed=code, now=now)

    events = Event.objects.filter(subject_type="accounts.postedcode")
    assert [event.what for event in events.order_by("pk")] == ["posted_code.made", "posted_code.used"]
    assert all(event.subject_id == str(posted.pk) and not event.details for event in events)
    assert events.last().by == str(merryn.contact_id)


def test_a_code_made_before_the_key_changed_still_works(code, settings, now):
    newest = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    settings.APPLICATION_KEYS = [newest, *settings.APPLICATION_KEYS]

    assert use_posted_code(typed=code, now=now)


def test_whoever_has_an_address_gets_no_code_by_post(team, now):
    person = make_user("Kit Nance")

    with pytest.raises(Refused, match="They have an email address"):
        make_posted_code(contact=person.contact, by=team, now=now)


def test_nobody_signs_in_to_the_councils_own_work_with_a_letter(merryn, team, code, now):
    user = User.objects.get(contact=merryn.contact)
    RoleGrant.objects.create(user=user, role=Role.STEERING, starts_on=now.date() - timedelta(days=1))

    with pytest.raises(Refused, match="Nobody signs in to that with a letter"):
        make_posted_code(contact=merryn.contact, by=team, now=now)
    assert use_posted_code(typed=code, now=now) is None


def test_whose_place_has_ended_gets_no_code_and_can_use_none(merryn, team, code, now):
    User.objects.filter(contact=merryn.contact).update(is_active=False)

    with pytest.raises(Refused, match="Their place here has ended"):
        make_posted_code(contact=merryn.contact, by=team, now=now)
    assert use_posted_code(typed=code, now=now) is None


def test_whoever_gets_an_address_later_keeps_their_user_and_no_letter_works(merryn, team, code, now):
    before = User.objects.get(contact=merryn.contact)
    merryn.contact.email = "merryn@example.org"
    merryn.contact.save()

    assert let_sign_in(contact=merryn.contact, by=team, now=now) == before
    assert use_posted_code(typed=code, now=now) is None


def test_an_address_is_never_an_empty_text():
    contact = Contact.objects.create(name="Merryn Tregear")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(contact=contact, email="")
    User.objects.create(contact=contact, email=None)
    User.objects.create(contact=Contact.objects.create(name="Cador Pask"), email=None)


@pytest.mark.parametrize(
    "typed",
    [
        "000000000",
        "ابجد",
        "<script>alert(1)</script>",
        "a\x00b",
        "x" * 61,
        "x" * 10_000,
        "31 2 2027",
        "MWPUGN4XW",
    ],
)
def test_what_is_no_code_is_answered_kindly(client, code, typed):
    response = client.post(BY_POST, {"code": typed})

    assert response.status_code == 200
    assert "<title>Error: " in response.text
    assert "<script>alert" not in response.text


def test_an_empty_box_asks_for_the_code(client):
    assert "Type the code from our letter" in client.post(BY_POST, {"code": " "}).text


def test_after_ten_wrong_codes_from_one_place_not_even_the_right_one_is_looked_at(client, code):
    assert POSTED_CODES.place.most == 10
    wrong = [client.post(BY_POST, {"code": make_code()}).text for _ in range(10)]
    past = client.post(BY_POST, {"code": code})

    assert all(NO_MATCH in text for text in wrong)
    assert NO_MATCH in past.text
    assert client.post(BY_POST, {"code": code}, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_slips_that_the_check_character_catches_are_no_guesses(client, code):
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    for _ in range(12):
        assert NO_MATCH in client.post(BY_POST, {"code": slip}).text

    assert client.post(BY_POST, {"code": code}).status_code == 302


def test_people_land_where_they_were_going_and_never_on_another_site(client, code, merryn, team, now):
    wanted = reverse("experts:list")
    page = client.get(f"{BY_POST}?next={wanted}")
    assert f'name="next" value="{wanted}"' in page.text
    assert client.post(BY_POST, {"code": code, "next": wanted}).url == wanted

    client.post("/sign-out/")
    newer, _ = make_posted_code(contact=merryn.contact, by=team, now=now)
    elsewhere = client.post(BY_POST, {"code": newer, "next": "https://elsewhere.example/"})
    assert elsewhere.url == reverse("coproduction:me")


def test_both_pages_of_signing_in_lead_to_this_one(client):
    assert f'href="{BY_POST}"' in client.get("/sign-in/").text
    client.post("/sign-in/", {"email": "nobody@example.org"})
    assert f'href="{BY_POST}"' in client.get("/sign-in/code/").text


def test_nobody_is_sent_a_code_for_an_account_without_an_address(client, code, mailoutbox):
    for typed in ("None", "none@example.org", ""):
        client.post("/sign-in/", {"email": typed})
    assert not mailoutbox


def test_what_is_left_of_codes_goes_after_35_days(code, now):
    assert forget_posted_codes(now=now + KEPT_FOR) == 0
    assert forget_posted_codes(now=now + KEPT_FOR + timedelta(seconds=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_one_code_at_the_same_moment_one_gets_in(code, now):
    def use(number):
        try:
            return use_posted_code(typed=code, now=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        came_in = [user for user in threads.map(use, range(8)) if user]

    assert len(came_in) == 1
    assert Event.objects.filter(what="posted_code.used").count() == 1


def test_the_first_of_all_users_needs_an_address_still():
    """No letter ever lets an administrator in: they are invited by e-mail."""
    with pytest.raises(Refused, match="Give an email address"):
        let_sign_in(contact=Contact.objects.create(name="Cador Pask"), by=SYSTEM, now=timezone.now())


def test_a_page_that_wants_a_fresh_sign_in_takes_a_newer_letter(client, code, merryn, team, now):
    client.post(BY_POST, {"code": code})
    again, wanted = reverse("account_sign_in_again"), reverse("experts:list")
    assert "You need a new code from a letter" in client.get(f"{again}?next={wanted}").text
    newer, _ = make_posted_code(contact=merryn.contact, by=team, now=now)

    page = client.post(again, {"next": wanted}, follow=True)

    assert page.redirect_chain == [(f"{BY_POST}?next=%2Fme%2Fsupporters%2F", 302)]
    assert client.post(BY_POST, {"code": newer, "next": wanted}).url == wanted
