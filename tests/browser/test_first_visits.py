"""What a first visit costs, and that a chosen answer and the focus are seen in forced colours."""

import gzip

import pytest
from django.urls import reverse

from tests.browser.looks import forced_colours
from tests.browser.pages import HALFWAY, LEAD, at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KILOBYTE = 1000


@pytest.mark.parametrize(
    ("url", "where", "part"),
    [
        ("coproduction:home", (), ""),
        ("projects:show", ("talk",), ""),
        ("ladder:question", (3,), HALFWAY),
    ],
)
def test_a_first_visit_weighs_less_than_60_kilobytes(url, where, part, visit):
    """Page, styles, scripts and pictures, each as gzip packs it and with its headers. Production packs files
    with brotli, which is smaller; pages are packed by the proxy in front."""
    page = visit(part)
    page.goto("about:blank")
    asked = set()

    def count(request):
        asked.add(request.url)

    session = page.context.new_cdp_session(page)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.on("request", count)
    page.goto(reverse(url, args=where), wait_until="networkidle")
    page.remove_listener("request", count)
    session.detach()
    weights = {each: _weight(page.context.request.get(each)) for each in asked}
    assert any(each.endswith(".css") for each in weights), "nothing was counted but the page"
    assert sum(weights.values()) < 60 * KILOBYTE, weights


def _weight(response):
    headers = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return headers + len(gzip.compress(response.body(), compresslevel=6))


@pytest.mark.parametrize(
    ("url", "where", "part", "box"),
    [
        ("ladder:question", (3,), HALFWAY, ".app-option"),
        ("ladder:ladder", (), HALFWAY, ".app-rung"),
        ("projects:step", at("projects:step", "empty.reference"), LEAD, ".app-rung"),
        ("projects:pay", at("projects:pay", "empty.reference"), LEAD, ".govuk-radios__item"),
        ("projects:reasons", at("projects:reasons", "lower.reference"), LEAD, ".govuk-checkboxes__item"),
    ],
)
def test_in_forced_colours_focus_and_choice_can_be_seen(url, where, part, box, visit, world):
    page = visit(part)
    page.emulate_media(reduced_motion="reduce")
    with forced_colours(page):
        page.goto(where(world) if callable(where) else reverse(url, args=where))
        first, second = page.locator(box).nth(0), page.locator(box).nth(1)
        neither = first.screenshot()
        first.locator("input").focus()
        with_focus = first.screenshot()
        first.locator("input").check()
        second.locator("input").focus()
        chosen = first.screenshot()
    assert with_focus != neither, "the focus cannot be seen"
    assert chosen != neither, "the choice cannot be seen"
