"""A person comes in by a link or a code, and a check's own cookie keeps it open: every way of going wrong."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder import check_cookie, wrong_codes
from ladder.actions.closing import close_round
from ladder.actions.keys import make_key
from ladder.models import InvitationKey
from ladder.wrong_codes import FOR_THE_SITE
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, open_check
from words.codes import ALPHABET, make_code, spaced

pytestmark = pytest.mark.django_db
NOT_OPEN = "Open your check again"
NO_MATCH = "That code does not match. Check each letter and number"
QUESTION = [reverse("ladder:question", args=[number]) for number in range(9)]
CODE, START, CARRY_ON = (reverse(f"ladder:{name}") for name in ("enter_code", "start", "carry_on"))
PRACTICE, LADDER, BETTER = (reverse(f"ladder:{name}") for name in ("practice", "ladder", "better"))
ANSWERS, SEND, THANKS = (reverse(f"ladder:{name}") for name in ("answers", "send", "thank_you"))
SAVED, SHOW, AGAIN = (reverse(f"ladder:{name}") for name in ("saved", "show_answers", "start_again"))


@made_once
def now():
    return timezone.now()


@made_once
def team():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def check(team, now):
    return factories.make_open_round(factories.make_project(by=team, now=now), by=team, members=7, now=now)


@made_once
def invitation(check):
    return check.invitations.order_by("pk").first()


@made_once
def person(invitation, now):
    return open_check(invitation, now=now)


def link_of(invitation, now):
    return reverse("ladder:open_link", args=[make_key(invitation=invitation, now=now).link])


def text_of(response):
    return response.content.decode()


# Coming in


def test_looking_at_a_link_opens_nothing_and_spends_nothing(client, invitation, now):
    link = link_of(invitation, now)
    for _ in range(3):
        response = client.get(link)
        assert response.status_code == 200
        assert check_cookie.OPEN not in response.cookies
        assert text_of(response).count("<button") == 1 + text_of(response).count('class="app-listen"')
    assert client.post(link).url == START


def test_a_link_page_says_the_same_for_a_link_that_is_none(client, invitation, now):
    real, none = (
        client.get(link_of(invitation, now)),
        client.get(reverse("ladder:open_link", args=["x" * 22])),
    )
    assert "Direct payments support" not in text_of(real)
    assert real.status_code == none.status_code == 200


@pytest.mark.parametrize("where", [CODE, "/c/abc/", START, PRACTICE, BETTER, ANSWERS, THANKS, SAVED])
def test_no_page_of_a_check_is_kept_or_tells_its_address(person, where):
    response = person.get(where)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert all('autocomplete="off"' in form for form in re.findall(r"<form[^>]*>", text_of(response)))


def test_a_redirect_of_a_check_tells_no_address_either(client, invitation, now):
    assert client.post(link_of(invitation, now))["Referrer-Policy"] == "no-referrer"


def test_the_checks_cookie_is_its_own(client, invitation, now):
    cookie = client.post(link_of(invitation, now)).cookies[check_cookie.OPEN]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/check/", True, "Lax")
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("spoken", [lambda code: code, lambda code: f" {spaced(code).lower()} ", "-".join])
def test_a_code_opens_a_check_however_it_is_typed(client, invitation, now, spoken):
    code = make_key(invitation=invitation, now=now).code
    response = client.post(CODE, {"code": spoken(code)})
    assert response.url == START


def test_someone_who_has_begun_is_welcomed_back_on_another_device(invitation, now):
    first = open_check(invitation, now=now)
    first.post(PRACTICE, {"answer": "no"})
    second = Client()
    assert second.post(link_of(invitation, now)).url == CARRY_ON
    assert "Welcome back" in text_of(second.get(CARRY_ON))


def spoil(why, *, check, invitation, now):
    """What happened to a key before somebody uses it."""
    if why == "unknown":
        InvitationKey.objects.all().delete()
    elif why == "sent":
        factories.answer(invitation, now=now)
    elif why == "ended":
        InvitationKey.objects.update(ended_at=now)
    elif why == "closed":
        close_round(round_=check, by="system", now=check.closes_at)


def without_tokens(response):
    """The page, apart from the one secret of each form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text_of(response))


WHY = ["unknown", "sent", "ended", "closed"]


@pytest.fixture
def never_was():
    """The pages for a code and a link that nobody was ever sent."""
    code, link = make_code(), reverse("ladder:open_link", args=["x" * 22])
    return code, without_tokens(Client().post(CODE, {"code": code})), without_tokens(Client().post(link))


@pytest.mark.parametrize("why", WHY)
def test_a_code_that_opens_nothing_gets_the_same_page_whatever_the_reason(
    client, check, invitation, now, why, never_was
):
    code = make_key(invitation=invitation, now=now).code
    spoil(why, check=check, invitation=invitation, now=now)
    response = client.post(CODE, {"code": code})
    assert response.status_code == 200
    assert text_of(response).count(NO_MATCH) == 2, "in the summary, and beside the box"
    assert "Nothing is lost. We can help you on" in text_of(response)
    other_code, page, _ = never_was
    assert without_tokens(response) == page.replace(other_code, code)
    assert not response.cookies.keys() - {"csrftoken"}


@pytest.mark.parametrize("why", WHY)
def test_a_link_that_opens_nothing_gets_the_same_page_whatever_the_reason(
    client, check, invitation, now, why, never_was
):
    link = link_of(invitation, now)
    spoil(why, check=check, invitation=invitation, now=now)
    assert "That link does not open a check now" in text_of(client.post(link))
    assert 'name="code"' in text_of(client.post(link))
    assert "01632" in text_of(client.post(link))
    assert without_tokens(client.post(link)) == never_was[2]
    assert not client.post(link).cookies.keys() - {"csrftoken"}


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_the_box_for_a_code_takes_anything_and_answers_plainly(client, typed):
    response = client.post(CODE, {"code": typed})
    assert response.status_code == 200
    assert "There is a problem" in text_of(response)
    assert "<script>alert" not in text_of(response)


def keys_looked_up(client, code, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as made:
        response = client.post(CODE, {"code": code})
    return response, [query["sql"] for query in made if "ladder_invitationkey" in query["sql"]]


def test_after_ten_wrong_codes_the_eleventh_waits_even_if_it_is_right(
    client, invitation, now, django_assert_max_num_queries
):
    for _ in range(10):
        response, looked_up = keys_looked_up(client, make_code(), django_assert_max_num_queries)
        assert (response.status_code, len(looked_up)) == (200, 1)
    code = make_key(invitation=invitation, now=now).code
    response, looked_up = keys_looked_up(client, code, django_assert_max_num_queries)
    assert (response.status_code, len(looked_up)) == (429, 0)
    assert "01632" in text_of(response)


def test_a_slip_is_no_guess(client, invitation, now, django_assert_max_num_queries):
    code = make_key(invitation=invitation, now=now).code
    slip = code[:-1] + next(other for other in ALPHABET if other != code[-1])
    for _ in range(15):
        response, looked_up = keys_looked_up(client, slip, django_assert_max_num_queries)
        assert looked_up == []
        assert NO_MATCH in text_of(response)
    assert client.post(CODE, {"code": code}).url == START


def take_wrong_codes(many):
    """So many from all over the world, each from a place of its own."""
    for number in range(many):
        wrong_codes.take(f"203.0.{number // 200}.{number % 200}", now=timezone.now())


def test_wrong_links_make_nobody_wait(client, invitation, now):
    """Were they counted as codes are, the last few of the site would be gone."""
    take_wrong_codes(FOR_THE_SITE - 5)
    for _ in range(10):
        assert client.post(reverse("ladder:open_link", args=["nothing"])).status_code == 200
    assert client.post(CODE, {"code": make_key(invitation=invitation, now=now).code}).url == START


def test_while_codes_have_to_wait_links_open(client, invitation, now):
    for _ in range(11):
        client.post(CODE, {"code": make_code()})
    assert client.post(CODE, {"code": make_code()}).status_code == 429
    assert client.post(link_of(invitation, now)).url == START


@pytest.mark.parametrize("how", ["by a code", "by a link"])
def test_past_the_sites_limit_a_browser_that_opened_a_check_before_goes_in(check, now, how):
    first, other = check.invitations.order_by("pk")[:2]
    before, never = Client(), Client()
    if how == "by a code":
        before.post(CODE, {"code": make_key(invitation=first, now=now).code})
    else:
        before.post(link_of(first, now))
    take_wrong_codes(FOR_THE_SITE)
    code = make_key(invitation=other, now=now).code
    assert never.post(CODE, {"code": code}).status_code == 429
    assert before.post(CODE, {"code": code}).url == START


def test_a_form_from_a_page_without_referrer_is_taken_and_one_without_its_token_is_not(invitation, now):
    strict = Client(enforce_csrf_checks=True)
    link = link_of(invitation, now)
    page = text_of(strict.get(link, secure=True))
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    origin = {"HTTP_ORIGIN": "null", "secure": True}
    assert strict.post(link, **origin).status_code == 403
    assert (
        strict.post(
            link, {"csrfmiddlewaretoken": token}, HTTP_ORIGIN="https://elsewhere.example", secure=True
        ).status_code
        == 403
    )
    assert strict.post(link, {"csrfmiddlewaretoken": token}, **origin).status_code == 302


# A cookie that is none


@pytest.mark.parametrize("where", [START, CARRY_ON, PRACTICE, *QUESTION[1:], LADDER, BETTER, ANSWERS, AGAIN])
def test_without_a_check_open_every_page_says_kindly_what_to_do(client, where):
    for response in (client.get(where), client.post(where, {"answer": "yes"})):
        assert response.status_code in (200, 405)
    assert NOT_OPEN in text_of(client.get(where))
    assert "01632" in text_of(client.get(where))


@pytest.mark.parametrize("value", ["", "x", "\x00", "1:abc:def", "WzEsdHJ1ZV0:1a:b"])
def test_an_odd_cookie_is_no_cookie(client, value):
    client.cookies[check_cookie.OPEN] = value
    assert NOT_OPEN in text_of(client.get(START))


def test_a_cookie_made_for_another_purpose_opens_nothing(client, invitation, person):
    client.cookies[check_cookie.LAST] = person.cookies[check_cookie.OPEN].value
    assert client.get(THANKS).status_code == 200
    assert "Direct payments support" not in text_of(client.get(THANKS))


def test_a_cookie_of_last_week_is_too_old(person, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=6))
    assert NOT_OPEN not in text_of(person.get(START))
    time_machine.move_to(timezone.now() + timedelta(days=6))
    assert NOT_OPEN not in text_of(person.get(START))
    time_machine.move_to(timezone.now() + timedelta(days=8))
    assert NOT_OPEN in text_of(person.get(START))


def test_a_key_that_the_team_ended_closes_the_check_it_opened(person, now):
    InvitationKey.objects.update(ended_at=now)
    assert NOT_OPEN in text_of(person.get(START))


def test_a_person_with_two_keys_goes_on_with_the_one_that_is_good(person, invitation, now):
    other = make_key(invitation=invitation, now=now)
    InvitationKey.objects.order_by("-pk").update(ended_at=now)
    InvitationKey.objects.filter(pk=InvitationKey.objects.earliest("pk").pk).update(ended_at=None)
    assert NOT_OPEN not in text_of(person.get(START))
    assert "does not open" in text_of(Client().post(reverse("ladder:open_link", args=[other.link])))
