"""Each way to read, over a few pages that have everything: nothing falls out of the page or out of sight."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from notices.choices import Colours, Pictures, Size, Words
from notices.reading import Reading
from tests.browser.looks import open_all_of
from tests.browser.pages import CHAIR, HALFWAY, LEAD, at
from tests.browser.test_every_page import CUT_OFF, SIDEWAYS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    ("coproduction:home", (), ""),
    ("projects:show", ("talk",), ""),
    ("ladder:what_is", (), ""),
    ("ladder:question", (1,), HALFWAY),
    ("ladder:ladder", (), HALFWAY),
    ("projects:step", at("projects:step", "empty.reference"), LEAD),
    ("governance:dashboard", (), CHAIR),
]
PICTURES = "img[src*='/pictures/'], .app-hero__art"


@pytest.fixture
def reading(visit, address):
    """`reading(part, how)` is that person's page in a browser that remembers how they like to read."""
    contexts = []

    def page_of(part, how):
        page = visit(part)
        page.context.add_cookies([{"name": "reading", "value": str(how), "url": address}])
        contexts.append(page.context)
        return page

    yield page_of
    for context in contexts:
        context.clear_cookies(name="reading")


@pytest.mark.parametrize(("url", "where", "part"), PAGES, ids=[f"{url} {part}" for url, _, part in PAGES])
def test_every_way_to_read_keeps_nobody_out(url, where, part, reading, axe, world):
    path = where(world) if callable(where) else reverse(url, args=where)
    for colours in (Colours.CREAM, Colours.CONTRAST):  # only colours differ, so only they are looked at
        page = reading(part, Reading(colours=colours))
        assert page.goto(path).ok
        assert f"app-{colours}" in page.locator("html").get_attribute("class").split()
        open_all_of(page, "h1")
        axe(page, only=["color-contrast"])

    page = reading(part, Reading(Size.VERY_LARGE, Pictures.HIDE, Words.EASY_READ))
    page.goto(path)
    open_all_of(page, "h1")
    assert page.evaluate(CUT_OFF) == [], "very large, these words are cut off"
    assert [each for each in page.locator(PICTURES).all() if each.is_visible()] == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(SIDEWAYS) <= 0, "very large at 320 pixels, it scrolls sideways"
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 24


def test_choosing_shows_at_once_and_leads_back(visit, address):
    page = visit("")
    page.goto("/projects/?q=bus")
    page.get_by_role("link", name="Easier to read").click()
    page.get_by_label("Very large").check()
    page.get_by_label("Cream page").check()
    page.get_by_role("button", name="Save how I like to read").click()
    expect(page.get_by_role("alert")).to_contain_text("Saved. Pages look like this from now on.")
    page.get_by_role("button", name="Go back to where you were").click()
    assert page.url == f"{address}/projects/?q=bus"
    expect(page.locator("main")).to_have_css("background-color", "rgb(251, 243, 223)")
    page.get_by_role("link", name="Easier to read").click()
    page.get_by_role("button", name="Put everything back to normal").click()
    expect(page.locator("html")).to_have_css("font-size", "16px")
    assert not [each for each in page.context.cookies() if each["name"] == "reading"]
