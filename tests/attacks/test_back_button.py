"""Somebody presses Back on a screen that another person left: nothing that was answered or typed is there.

Three things see to it: pages are not kept (no-store), boxes are not filled in again (autocomplete), and the
check's cookie is gone. Each is left out in turn, on the way to the browser, and then something shows.
"""

import shutil

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from ladder import check_cookie, shared_screen
from ladder.actions.answering import change_draft
from ladder.actions.keys import make_key
from ladder.answers import Answers
from ladder.choices import Answer
from ladder.scoring import STATEMENTS
from tests import factories
from tests.small_proxy import Proxy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Ask us sooner"
WHOLE = Answers(
    statements=(Answer.YES.value,) * STATEMENTS,
    step=4,
    words=WORDS,
    voice="words",
    seen_better=True,
    seen_helped=True,
    practised=True,
)
ANSWERS, TYPED, CODE = "the list of answers", "what was typed", "the code"
# A box is filled in again, and a kept page comes alive, a moment after the page is there.
LOOK = """() => new Promise(tell => {
  const look = () => tell({
    answers: !!document.querySelector('.app-answers'),
    typed: [...document.querySelectorAll('textarea, input[type=text]')].map(box => box.value),
    words: document.body.innerText,
  })
  const soon = () => requestAnimationFrame(() => setTimeout(look, 100))
  document.readyState === 'complete' ? soon() : addEventListener('load', soon)
})"""


def as_it_is(headers, body):
    return headers, body


def without_no_store(headers, body):
    """Nothing is said of keeping a page, as if the portal had never thought of it."""
    return [pair for pair in headers if pair[0].lower() not in ("cache-control", "expires", "vary")], body


def without_autocomplete(headers, body):
    return headers, body.replace(b' autocomplete="off"', b"")


def without_deleting_the_cookie(headers, body):
    def deletes(name, value):
        return name.lower() == "set-cookie" and value.startswith(f'{check_cookie.OPEN}="";')

    return [pair for pair in headers if not deletes(*pair)], body


@pytest.fixture(scope="module")
def real_browser(browser, browser_type, browser_type_launch_args):
    """A Chromium with windows if there is one, since only that keeps whole pages for Back as people's do."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        yield browser
        return
    told = browser_type_launch_args | {"executable_path": found}
    own = browser_type.launch(**told | {"args": [*told["args"], "--headless=new"]})
    yield own
    own.close()


@pytest.fixture
def code():
    """The code of somebody who has answered everything, and sent nothing yet."""
    now = timezone.now()
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    check = factories.make_open_round(factories.make_project(by=team, now=now), by=team, members=7, now=now)
    invitation = check.invitations.first()
    change_draft(invitation=invitation, change=lambda saved: WHOLE, now=now)
    return make_key(invitation=invitation, now=now).code


@pytest.fixture
def seen_by_going_back(live_server, real_browser, code):
    """`seen_by_going_back(last_button, change)`: what is on the screen on any page that Back leads to, after
    somebody typed their code, looked at their answers and pressed the last button."""

    def see(last_button, change, cookies=()):
        port = int(live_server.url.rsplit(":", 1)[1])
        with Proxy(port, change=change) as proxy:
            context = real_browser.new_context(base_url=f"http://localhost:{proxy.port}")
            try:
                context.add_cookies([{**each, "domain": "localhost", "path": "/"} for each in cookies])
                page = context.new_page()
                _answer(page, code, last_button)
                return _go_back(page, code)
            finally:
                context.close()

    return see


def _answer(page, code, last_button):
    page.goto(reverse("ladder:enter_code"))
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Go to my check").click()
    page.get_by_role("button", name="Show my answers").click()
    page.locator(".app-answers").first.wait_for()
    page.get_by_role("button", name=last_button).click()
    page.wait_for_url(lambda address: "/check/answers/" not in address)


def _go_back(page, code):
    """Press Back until the page for codes, and tell what was there on the way."""
    seen, at_the_door = set(), False
    while not at_the_door:
        there = _one_page_back(page)
        at_the_door = page.url.endswith(reverse("ladder:enter_code"))
        seen |= {ANSWERS} if there["answers"] else set()
        seen |= {TYPED} if WORDS in there["words"] or WORDS in there["typed"] else set()
        seen |= {CODE} if code in there["typed"] else set()
    return seen


def _one_page_back(page):
    before = page.url
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_url(lambda address: address != before, wait_until="commit")
    return page.evaluate(LOOK)


SAVE, SEND, LEAVE = "Save and come back later", "Send my answers", "Leave this check"


@pytest.mark.parametrize("last_button", [SAVE, SEND])
def test_back_shows_nothing_of_what_was_answered_or_typed(seen_by_going_back, last_button):
    assert seen_by_going_back(last_button, as_it_is) == set()


@pytest.mark.parametrize("last_button", [SAVE, SEND, LEAVE])
def test_nor_does_it_on_a_screen_that_people_share(seen_by_going_back, last_button):
    shared = [{"name": shared_screen.NAME, "value": "team"}]
    assert seen_by_going_back(last_button, as_it_is, cookies=shared) == set()


@pytest.mark.parametrize(
    ("left_out", "shows"),
    [
        (without_no_store, {ANSWERS, TYPED}),
        (without_autocomplete, {CODE}),
        (without_deleting_the_cookie, {ANSWERS, TYPED}),
    ],
)
def test_each_of_the_three_is_needed(seen_by_going_back, left_out, shows):
    assert seen_by_going_back(SAVE, left_out) >= shows
