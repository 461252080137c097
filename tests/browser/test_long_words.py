"""What people wrote may hold an address as long as a line. It breaks, and the page keeps its width."""

import pytest
from django.urls import reverse

from tests.browser.pages import LEAD
from tests.browser.test_every_page import SIDEWAYS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ONE_LONG_WORD = "https-example.org/" + "abcdefgh" * 30
WRITE = """
([selector, word]) => {
    const found = document.querySelectorAll(selector)
    found.forEach(each => { each.append(" " + word) })
    return found.length
}
"""
TASKS = ".govuk-task-list__link, .govuk-task-list__hint"
SAID = "h1, .app-card [data-fixed-words], .govuk-summary-list__value"


@pytest.mark.parametrize(
    ("url", "find", "part", "written"),
    [
        ("projects:list", None, "", "main h3 a, .app-chip"),
        ("projects:not_co_production", None, "", "main h3 a, main [data-fixed-words]"),
        ("projects:show", lambda world: world.talk.slug, "", SAID),
        ("projects:show", lambda world: world.family.slug, "", "#smaller h3 a, #smaller p span"),
        ("projects:tasks", lambda world: world.talk.reference, LEAD, f"h1, {TASKS}"),
        ("projects:step", lambda world: world.talk.reference, LEAD, ".govuk-caption-l"),
        ("projects:check_answers", lambda world: world.ready.reference, LEAD, ".govuk-summary-list__value"),
        ("coproduction:your_work", None, LEAD, f"{TASKS}, .app-table tbody th a"),
    ],
)
def test_a_word_as_long_as_a_line_breaks(url, find, part, written, visit, world):
    page = visit(part)
    page.goto(reverse(url, args=[find(world)] if find else []) + ("?q=co" if url == "projects:list" else ""))
    assert page.evaluate(WRITE, [written, ONE_LONG_WORD]), "nothing that people wrote was found"
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) <= 0, f"at {width} pixels it scrolls sideways"
