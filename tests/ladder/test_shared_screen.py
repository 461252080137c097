"""Several people answer on one screen, one after the other: nothing of the last is there for the next."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder import check_cookie, shared_screen
from ladder.actions.keys import make_key
from notices import reading_cookie
from notices.choices import Size
from notices.reading import Reading
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import answer_everything, open_check
from words.codes import make_code

pytestmark = pytest.mark.django_db
NOT_OPEN = "Open your check again"
LEAVE_BUTTON = "Leave this check"
TICK = 'name="shared"'
CODE, START, LEAVE, SCREEN = (
    reverse(f"ladder:{name}") for name in ("enter_code", "start", "leave", "this_screen")
)
PRACTICE, BETTER, ANSWERS, SEND, SAVED, THANKS = (
    reverse(f"ladder:{name}") for name in ("practice", "better", "answers", "send", "saved", "thank_you")
)
READ_SETTINGS = reverse("coproduction:easier_to_read")


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
def people(check):
    return list(check.invitations.order_by("pk"))


@made_once
def tablet(team):
    """A screen that the involvement team got ready, and signed out of."""
    tablet = Client()
    tablet.force_login(team)
    tablet.post(SCREEN, {"use": "1"})
    tablet.post(reverse("account_logout"), {"next": CODE}, follow=True)
    return tablet


def type_code(browser, invitation, now, **more):
    code = make_key(invitation=invitation, now=now).code
    return browser.post(CODE, {"code": code, **more})


def text_of(response):
    return response.content.decode()


def link_of(invitation, now):
    return reverse("ladder:open_link", args=[make_key(invitation=invitation, now=now).link])


# Saying that other people use this screen


def test_whoever_types_a_code_can_say_that_other_people_use_the_screen(client, people, now):
    assert f"{TICK} " in re.sub(r" id=\"[^\"]+\"", "", text_of(client.get(CODE)))
    assert type_code(client, people[0], now, shared="on").url == START
    cookie = client.cookies[shared_screen.NAME]
    assert (cookie["path"], cookie["httponly"], cookie["max-age"]) == ("/", True, 365 * 24 * 60 * 60)
    assert " checked" in text_of(client.get(CODE))


def test_without_the_tick_nothing_is_remembered(client, people, now):
    type_code(client, people[0], now)
    assert shared_screen.NAME not in client.cookies


def test_the_tick_is_not_lost_with_a_wrong_code(client):
    page = text_of(client.post(CODE, {"code": make_code(), "shared": "on"}))
    assert "There is a problem" in page
    assert " checked" in page


def test_whoever_ticked_by_mistake_takes_it_back_with_the_next_code(client, people, now):
    type_code(client, people[0], now, shared="on")
    assert type_code(client, people[0], now).url == START
    assert client.cookies[shared_screen.NAME].value == ""


def test_what_the_team_said_of_a_screen_nobody_takes_back_by_a_code(tablet, people, now):
    assert TICK not in text_of(tablet.get(CODE))
    assert type_code(tablet, people[0], now).url == START
    assert tablet.cookies[shared_screen.NAME].value == "team"


def test_the_team_gets_a_screen_ready_and_stops(client, team):
    client.force_login(team)
    assert "Use this screen for checks by many people" in text_of(client.get(SCREEN))
    client.post(SCREEN, {"use": "1"})
    page = text_of(client.get(SCREEN))
    assert "Sign out before you give it to someone" in page
    assert reverse("account_logout") in page
    client.post(SCREEN, {"stop": "1"})
    assert "Use this screen for checks by many people" in text_of(client.get(SCREEN))


def test_signing_out_of_a_screen_that_is_ready_shows_the_page_for_codes(client, team):
    client.force_login(team)
    client.post(SCREEN, {"use": "1"})
    response = client.post(reverse("account_logout"), {"next": CODE}, follow=True)
    assert response.redirect_chain == [(CODE, 302)]
    assert "Type your code" in text_of(response)


def test_a_button_that_nobody_drew_changes_nothing(client, team):
    client.force_login(team)
    assert client.post(SCREEN, {"other": "1"}).url == SCREEN
    assert shared_screen.NAME not in client.cookies


# Only a typed code opens a check


def test_a_link_opens_nothing_there_and_asks_for_the_code(tablet, people, now):
    link = link_of(people[0], now)
    for response in (tablet.get(link), tablet.post(link)):
        assert response.status_code == 200
        assert "Type your code here" in text_of(response)
        assert f'action="{CODE}"' in text_of(response)
        assert check_cookie.OPEN not in response.cookies


def test_a_wrong_link_reads_the_same_there_as_a_right_one(tablet, people, now):
    wrong = reverse("ladder:open_link", args=["x" * 22])
    pages = [text_of(tablet.post(link)) for link in (link_of(people[0], now), wrong)]
    assert len({re.sub(r'value="[^"]*"', "", page) for page in pages}) == 1


def test_the_same_link_opens_on_a_screen_of_ones_own(client, people, now):
    assert client.post(link_of(people[0], now)).url == START


# An idle hour


def test_a_check_that_nobody_touches_for_an_hour_closes_there(tablet, people, now, time_machine):
    assert type_code(tablet, people[0], now).cookies[check_cookie.OPEN]["max-age"] == 60 * 60
    time_machine.move_to(now + timedelta(minutes=50))
    assert NOT_OPEN not in text_of(tablet.get(START))
    time_machine.move_to(now + timedelta(minutes=100))
    assert NOT_OPEN not in text_of(tablet.get(START)), "each page begins the hour anew"
    time_machine.move_to(now + timedelta(minutes=161))
    assert NOT_OPEN in text_of(tablet.get(START))


# Leaving


@pytest.mark.parametrize("where", [START, PRACTICE, BETTER, reverse("ladder:question", args=[1])])
def test_every_page_there_has_a_button_for_leaving(tablet, people, now, where):
    type_code(tablet, people[0], now)
    assert LEAVE_BUTTON in text_of(tablet.get(where))


def test_on_a_screen_of_ones_own_there_is_no_such_button(people, now):
    person = open_check(people[0], now=now)
    assert LEAVE_BUTTON not in text_of(person.get(START))


def test_leaving_closes_the_check_and_keeps_what_was_saved(tablet, people, now):
    code = make_key(invitation=people[0], now=now).code
    tablet.post(CODE, {"code": code})
    tablet.post(PRACTICE, {"answer": "yes"})
    assert tablet.post(LEAVE).url == CODE
    assert NOT_OPEN in text_of(tablet.get(START))
    assert tablet.post(CODE, {"code": code}).url == reverse("ladder:carry_on")


def test_the_page_for_codes_offers_to_close_what_the_last_person_left_open(tablet, people, now):
    assert LEAVE_BUTTON not in text_of(tablet.get(CODE))
    type_code(tablet, people[0], now)
    assert LEAVE_BUTTON in text_of(tablet.get(CODE))
    tablet.post(LEAVE)
    assert LEAVE_BUTTON not in text_of(tablet.get(CODE))


def test_leaving_with_nothing_open_is_no_trouble(client):
    assert client.post(LEAVE).url == CODE


def end(how, tablet):
    if how == "sends":
        answer_everything(tablet)
        return tablet.post(SEND)
    if how == "saves":
        return tablet.post(reverse("ladder:question", args=[1]), {"answer": "yes", "later": "1"})
    return tablet.post(LEAVE)


@pytest.mark.parametrize("how", ["sends", "saves", "leaves"])
def test_how_somebody_reads_ends_with_them(tablet, people, now, how):
    tablet.post(READ_SETTINGS, {"size": "size-3"})
    type_code(tablet, people[0], now)
    assert "app-size-3" in text_of(tablet.get(START)), "chosen before the code was typed"
    end(how, tablet)
    assert "app-size-3" not in text_of(tablet.get(CODE))
    assert tablet.cookies[shared_screen.NAME].value == "team"


def test_how_somebody_reads_ends_an_hour_after_their_last_page(tablet, people, now):
    tablet.post(READ_SETTINGS, {"size": "size-3"})
    type_code(tablet, people[0], now)
    cookie = tablet.get(START).cookies[reading_cookie.NAME]
    assert (cookie.value, cookie["max-age"]) == (str(Reading(size=Size.VERY_LARGE)), 60 * 60)


@pytest.mark.parametrize("odd", ["", "\x00", "x" * 5000, "size-3; path=/", '"é'])
def test_an_odd_reading_cookie_is_no_trouble_there(tablet, odd):
    tablet.cookies[reading_cookie.NAME] = odd
    assert tablet.get(CODE).status_code == 200


def test_how_the_last_person_reads_ends_too_when_they_walked_off(tablet, people, now):
    type_code(tablet, people[0], now)
    tablet.post(READ_SETTINGS, {"size": "size-3"})
    type_code(tablet, people[1], now)
    assert "app-size-3" not in text_of(tablet.get(START))


@pytest.mark.parametrize("how", ["sends", "saves"])
def test_on_a_screen_of_ones_own_it_stays(people, now, how):
    person = open_check(people[0], now=now)
    person.post(READ_SETTINGS, {"size": "size-3"})
    end(how, person)
    assert person.cookies[reading_cookie.NAME].value
    assert "app-size-3" in text_of(person.get(CODE))


@pytest.mark.parametrize(("how", "last_page"), [("sends", THANKS), ("saves", SAVED)])
def test_the_last_page_names_the_project_once(tablet, people, now, how, last_page):
    type_code(tablet, people[0], now)
    assert end(how, tablet).url == last_page
    assert "Direct payments support" in text_of(tablet.get(last_page))
    assert "Direct payments support" not in text_of(tablet.get(last_page))


def test_saving_there_says_how_to_come_back(tablet, people, now):
    type_code(tablet, people[0], now)
    end("saves", tablet)
    page = text_of(tablet.get(SAVED))
    assert "type your code again. Keep your letter" in page
    assert "open your link" not in page


def test_the_next_person_sees_nothing_of_the_last(tablet, people, now):
    type_code(tablet, people[0], now)
    answer_everything(tablet, words="Ask us sooner", voice="words")
    tablet.post(reverse("ladder:show_answers"))
    type_code(tablet, people[1], now)
    pages = "".join(text_of(tablet.get(page)) for page in (START, BETTER, ANSWERS))
    assert "Ask us sooner" not in pages
    assert tablet.get(ANSWERS).url == START


# Nobody who works for the council


@made_once
def staffed(team, people, now):
    """A browser in which a check was opened, and somebody of the involvement team signed in afterwards."""
    browser = open_check(people[0], now=now)
    browser.force_login(team)
    return browser


@pytest.mark.parametrize("where", [CODE, START, PRACTICE, BETTER, reverse("ladder:question", args=[1])])
def test_no_page_of_a_check_opens_where_staff_are_signed_in(staffed, where):
    page = text_of(staffed.get(where))
    assert "Sign out first" in page
    assert "Direct payments support" not in page
    assert f'name="next" value="{where}"' in page


def test_neither_a_link_nor_a_code_comes_in_where_staff_are_signed_in(client, team, people, now):
    client.force_login(team)
    for response in (client.post(link_of(people[0], now)), type_code(client, people[0], now)):
        assert "Sign out first" in text_of(response)
        assert check_cookie.OPEN not in response.cookies


@pytest.mark.parametrize("role", [Role.STAFF, Role.CO_CHAIR_OFFICER, Role.ADMINISTRATOR])
def test_whoever_works_for_the_council_signs_out_first(client, role):
    client.force_login(factories.make_user("Alex Morgan", role))
    assert "Sign out first" in text_of(client.get(CODE))


def test_the_button_signs_out_and_comes_back_to_the_link(team, people, now):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team)
    link = link_of(people[0], now)
    asked = browser.get(link, secure=True)
    assert asked["Referrer-Policy"] == "strict-origin", "so that the button says from which site it comes"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text_of(asked))[1]
    form = {"csrfmiddlewaretoken": token, "next": link}
    address = reverse("account_logout")
    response = browser.post(address, form, HTTP_ORIGIN="https://testserver", secure=True)
    assert response.url == link
    assert "Open your check" in text_of(browser.get(link, secure=True))


def test_an_expert_who_is_signed_in_may_answer(people, now, check):
    person = open_check(people[0], now=now)
    person.force_login(factories.make_user("Dee Angove", Role.CO_CHAIR_EXPERT))
    assert "Tell us what it is like" in text_of(person.get(START))
