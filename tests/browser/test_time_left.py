"""The warning before somebody's time is over: it comes, it can be answered, and it keeps nobody out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.looks import forced_colours
from tests.browser.test_every_page import INVISIBLE, SIDEWAYS
from tests.fixtures_browser import keep_axe_at_hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def limits(settings):
    """`limits(idle, longest)` for staff, in seconds beyond the 5 minutes of the warning."""

    def set_them(idle, longest):
        before = timedelta(minutes=5)
        staff = (before + timedelta(seconds=idle), before + timedelta(seconds=longest))
        settings.SESSION_LIMITS = {**settings.SESSION_LIMITS, "staff": staff}

    return set_them


@pytest.fixture
def at_home(browser, address, world, limits):
    """`at_home(idle=…, longest=…)` is the home of a lead who has just signed in, in a browser of its own."""
    contexts = []

    def open_it(**times):
        limits(**times)
        context = browser.new_context(base_url=address)
        contexts.append(context)
        keep_axe_at_hand(context)
        context.add_cookies(world.cookies("lead", address))
        page = context.new_page()
        page.goto(reverse("coproduction:your_work"))
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_the_warning_comes_and_staying_moves_the_end(at_home, limits, axe):
    page = at_home(idle=3, longest=3600)
    dialog = page.get_by_role("dialog", name="Do you want to stay signed in?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button")).to_have_count(1)
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    axe(page)
    with forced_colours(page):
        assert page.evaluate(INVISIBLE) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(SIDEWAYS) <= 0
    limits(idle=3600, longest=7200)
    dialog.get_by_role("button").click()
    expect(dialog).to_be_hidden()


def test_an_end_that_nothing_moves_says_so(at_home, axe):
    page = at_home(idle=2, longest=2)
    dialog = page.get_by_role("dialog", name="Your time ends soon")
    expect(dialog).to_be_visible()
    axe(page)
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog).to_be_hidden()


def test_when_it_is_over_the_page_says_that_words_come_back(at_home, axe):
    page = at_home(idle=3, longest=3600)
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    page.context.clear_cookies()
    dialog.get_by_role("button").click()
    expect(page.get_by_role("dialog", name="You are signed out now")).to_be_visible()
    axe(page)
    dialog.get_by_role("button", name="Close this").click()
    expect(dialog).to_be_hidden()
