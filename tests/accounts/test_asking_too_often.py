"""Past a limit nobody is told, and the next page is the same. What people have already got still works."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.limits import CODES_ASKED_FOR, MORE_AT_OUR_OWN, WRONG_CODES, account_of, take
from coproduction.environment import Environment
from tests.accounts.test_sign_in import (
    ASK,
    CODE,
    ask_for_code,
    newest_code,
    nobody_waits,  # noqa: F401 - a fixture
    sent,
    without_tokens,
)
from tests.factories import MONDAY, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
PRIYA = "priya.nair@example.org"
IN_A_QUARTER, IN_A_DAY = (limit.most for limit in CODES_ASKED_FOR.account)
IN_A_MINUTE, WRONG_IN_A_DAY = (limit.most for limit in WRONG_CODES.account)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    """Limits count in stretches of time, and a test must not outlast one."""
    time_machine.move_to("2026-11-23T12:00:00Z", tick=False)


@made_once(at=MONDAY)
def priya():
    return make_user("Priya Nair", Role.STAFF)


def other_than(code):
    return "000000" if code != "000000" else "111111"


def test_the_fourth_code_in_a_quarter_of_an_hour_is_not_sent_and_nobody_is_told(priya):
    answers = [ask_for_code(Client(), PRIYA, follow=True) for _ in range(IN_A_QUARTER + 1)]

    assert len(sent()) == IN_A_QUARTER == 3
    assert len({without_tokens(answer) for answer in answers}) == 1
    assert "If we know that address, a code is on its way" in answers[-1].text


def test_a_quarter_of_an_hour_later_a_code_is_sent_again(client, priya, time_machine):
    for _ in range(IN_A_QUARTER + 1):
        ask_for_code(client, PRIYA)
    time_machine.move_to("2026-11-23T12:15:00Z", tick=False)

    ask_for_code(client, PRIYA)

    assert len(sent()) == IN_A_QUARTER + 1


def test_one_account_gets_at_most_ten_codes_a_day(client, priya, time_machine):
    for hour in range(1, 13):
        time_machine.move_to(f"2026-11-23T{hour:02}:00:00Z", tick=False)
        assert ask_for_code(client, PRIYA).status_code == 302

    assert len(sent()) == IN_A_DAY == 10


def test_however_the_address_is_spelt_it_is_one_account_and_the_mail_goes_where_it_always_does(client, priya):
    for spelt in (PRIYA, PRIYA.upper(), "Priya.Nair@Example.org", "pRiya.nair@example.org"):
        ask_for_code(client, spelt)

    assert [message.to for message in sent()] == [[PRIYA]] * IN_A_QUARTER


def test_whoever_asks_once_too_often_keeps_the_code_they_have(client, priya):
    for _ in range(IN_A_QUARTER + 1):
        ask_for_code(client, PRIYA)

    assert client.post(CODE, {"code": newest_code()}).url == reverse("coproduction:your_work")


def test_the_button_for_a_new_code_counts_too_and_says_the_same(client, priya):
    ask_for_code(client, PRIYA)
    ask_for_code(client, PRIYA)
    said = [client.post(CODE, {"action": "resend"}, follow=True) for _ in range(2)]

    assert len(sent()) == IN_A_QUARTER
    assert all("a new code is on its way" in answer.text for answer in said)
    assert client.post(CODE, {"code": newest_code()}).url == reverse("coproduction:your_work")


def test_a_new_code_for_an_address_that_nobody_has_matches_nothing_ever(client, monkeypatch):
    monkeypatch.setattr("accounts.adapters.AccountAdapter.generate_login_code", lambda self: "123456")
    ask_for_code(client, "nobody@example.org")
    client.post(CODE, {"action": "resend"})

    assert "That code does not match" in client.post(CODE, {"code": "123456"}).text


LAST_FEW = 5


def all_but_the_last_few_ask_from(place):
    """As many people as may, less a few: each counted, and nothing sent."""
    for number in range(CODES_ASKED_FOR.place.most - LAST_FEW):
        account = account_of(None, f"counted.{number}@example.org")
        take(CODES_ASKED_FOR, account=account, address=place, now=timezone.now())


def test_sixty_codes_a_minute_may_be_asked_for_from_one_place():
    all_but_the_last_few_ask_from("127.0.0.1")
    people = [make_user(f"Person {number}") for number in range(LAST_FEW + 1)]
    said = {without_tokens(ask_for_code(Client(), person.email, follow=True)) for person in people}

    assert CODES_ASKED_FOR.place.most == 60
    assert len(sent()) == LAST_FEW
    assert len(said) == 1


def test_the_councils_own_places_may_ask_for_more(settings):
    settings.SIGN_IN_OWN_ADDRESSES = Environment({"OWN": "203.0.113.0/24, 2001:db8::1"}).networks("OWN")
    all_but_the_last_few_ask_from("203.0.113.9")
    people = [make_user(f"Person {number}") for number in range(LAST_FEW + 1)]
    for person in people:
        ask_for_code(Client(), person.email, REMOTE_ADDR="203.0.113.9")

    assert MORE_AT_OUR_OWN > 1
    assert len(sent()) == len(people)


def test_the_sixth_wrong_code_in_a_minute_is_not_looked_at_in_whatever_browser(priya):
    mine = Client()
    ask_for_code(mine, PRIYA)
    code = newest_code()
    other = Client()
    ask_for_code(other, PRIYA)
    for _ in range(3):
        other.post(CODE, {"code": "not a code"})
    for _ in range(2):
        mine.post(CODE, {"code": other_than(code)})

    sixth = mine.post(CODE, {"code": code})

    assert IN_A_MINUTE == 5
    assert "That code does not match. Check each number" in sixth.text
    assert mine.get(reverse("coproduction:your_work")).status_code == 302


def test_a_minute_later_the_right_code_still_works(client, priya, time_machine):
    ask_for_code(client, PRIYA)
    code = newest_code()
    for _ in range(4):
        client.post(CODE, {"code": other_than(code)})
    take_one_more_elsewhere(PRIYA)
    assert client.session["account_login"]
    time_machine.move_to("2026-11-23T12:01:00Z", tick=False)

    assert client.post(CODE, {"code": code}).url == reverse("coproduction:your_work")


def take_one_more_elsewhere(email):
    elsewhere = Client()
    ask_for_code(elsewhere, email)
    elsewhere.post(CODE, {"code": "not a code"})


def test_after_twenty_wrong_codes_in_a_day_no_code_matches_until_the_next(priya, time_machine):
    for minute in range(WRONG_IN_A_DAY // 4):
        time_machine.move_to(f"2026-11-23T{12 + minute // 4}:{minute % 4 * 15:02}:00Z", tick=False)
        other = Client()
        ask_for_code(other, PRIYA)
        for _ in range(4):
            other.post(CODE, {"code": "not a code"})
    time_machine.move_to("2026-11-23T14:00:00Z", tick=False)
    mine = Client()
    ask_for_code(mine, PRIYA)

    assert WRONG_IN_A_DAY == 20
    assert "That code does not match" in mine.post(CODE, {"code": newest_code()}).text

    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    mine = Client()
    ask_for_code(mine, PRIYA)
    assert mine.post(CODE, {"code": newest_code()}).url == reverse("coproduction:your_work")


def test_right_codes_and_empty_boxes_use_up_nothing(priya, time_machine):
    for minute in range(7):
        time_machine.move_to(f"2026-11-23T{13 + minute}:00:00Z", tick=False)
        mine = Client()
        ask_for_code(mine, PRIYA)
        for _ in range(4):
            mine.post(CODE, {"code": " "})
        assert mine.post(CODE, {"code": newest_code()}).url == reverse("coproduction:your_work")


def test_the_eleventh_wrong_code_from_one_place_is_not_looked_at():
    people = [make_user(f"Person {number}") for number in range(4)]
    for person in people[:3]:
        other = Client()
        ask_for_code(other, person.email)
        for _ in range(4 if person != people[2] else 2):
            other.post(CODE, {"code": "not a code"})
    here, elsewhere = Client(), Client()
    ask_for_code(here, people[3].email)
    code = newest_code()

    assert WRONG_CODES.place.most == 10
    assert "That code does not match" in here.post(CODE, {"code": code}).text
    ask_for_code(elsewhere, people[3].email)
    answer = elsewhere.post(CODE, {"code": newest_code()}, REMOTE_ADDR="203.0.113.9")
    assert answer.url == reverse("coproduction:me")


def test_counting_leaves_these_pages_within_twelve_questions(client, priya, django_assert_max_num_queries):
    for path, form in ((ASK, {"email": PRIYA}), (CODE, {"code": "no code"}), (CODE, {"action": "resend"})):
        with django_assert_max_num_queries(12):
            client.post(path, form)


def test_what_is_logged_past_a_limit_names_nobody(client, priya, caplog):
    for _ in range(IN_A_QUARTER + 1):
        ask_for_code(client, PRIYA)

    assert re.search("sign_in.too_many", caplog.text)
    assert "priya" not in caplog.text.casefold()


def test_the_first_page_is_not_held_back_for_anyone_who_has_not_asked(client):
    assert client.get(ASK).status_code == 200
