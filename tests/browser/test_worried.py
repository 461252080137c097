"""Leaving the page about danger in a hurry, and going back from it to a check."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.pages import HALFWAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WEATHER = "https://www.bbc.co.uk/weather"
LEAVE = "Leave this page quickly"


@pytest.fixture
def screen(browser, address):
    """A new browser, and what it asks the weather page for. A stand-in answers: no network is used."""
    contexts = []

    def new(*, scripts=True):
        context = browser.new_context(base_url=address, java_script_enabled=scripts)
        contexts.append(context)
        asked = []

        def answer(route):
            asked.append(route.request)
            route.fulfill(content_type="text/html", body="<title>Weather</title><h1>Weather</h1>")

        context.route(f"{WEATHER}*", answer)
        return context.new_page(), asked

    yield new
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("by", ["button", "first Tab"])
def test_one_press_leaves_and_tells_the_other_site_nothing(screen, scripts, by):
    page, asked = screen(scripts=scripts)
    page.goto(reverse("coproduction:worried"))
    if by == "button":
        page.get_by_role("button", name=LEAVE).click()
    else:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name=LEAVE)).to_be_focused()
        page.keyboard.press("Enter")

    page.wait_for_url(WEATHER)
    assert [request.header_value("referer") for request in asked] == [None]


def test_three_presses_of_shift_leave_and_each_is_said(screen):
    page, asked = screen()
    page.goto(reverse("coproduction:worried"))
    expect(page.get_by_text("Or press the Shift key 3 times.")).to_be_visible()
    for said in (
        "Press Shift 2 more times to leave this page.",
        "Press Shift 1 more time to leave this page.",
    ):
        page.keyboard.press("Shift")
        expect(page.get_by_role("status")).to_have_text(said)
    page.keyboard.press("Shift")

    page.wait_for_url(WEATHER)
    assert len(asked) == 1


def test_until_the_weather_comes_nothing_of_the_page_shows(screen):
    page, _ = screen()
    page.context.route(f"{WEATHER}*", lambda route: route.fulfill(status=204))  # so the browser stays
    page.goto(reverse("coproduction:worried"))
    page.get_by_role("button", name=LEAVE).click()

    expect(page.get_by_role("alert")).to_have_text("Loading.")
    shown = "[...document.body.children].filter(each => each.checkVisibility()).map(each => each.textContent)"
    assert page.evaluate(shown) == ["Loading."]


def test_without_scripts_no_key_is_promised(screen):
    page, _ = screen(scripts=False)
    page.goto(reverse("coproduction:worried"))
    expect(page.get_by_text("Or press the Shift key 3 times.")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_button_stays_in_sight_at_the_end_of_the_page(screen, width):
    page, _ = screen()
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(reverse("coproduction:worried"))
    page.get_by_text("Were you in the middle of a check?").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name=LEAVE)).to_be_in_viewport(ratio=1)


def test_it_is_opened_from_inside_a_check_without_saying_so_and_back_returns_to_it(visit):
    page = visit(HALFWAY)
    page.goto(reverse("ladder:better"))
    with page.expect_request(f"**{reverse('coproduction:worried')}") as asked:
        page.get_by_role("link", name="see who to ring").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("I am worried about someone")
    assert asked.value.header_value("referer") is None
    page.go_back()
    expect(page.locator("textarea")).to_be_visible()
    assert page.url.endswith(reverse("ladder:better"))
