"""A public page on paper: its words and charts, and nothing that only works on a screen."""

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import MONDAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A4_BETWEEN_MARGINS = {"width": 673, "height": 1000}
FOR_SCREENS = (
    "header .app-header, nav, .app-help, footer, button, [role=button], form, .govuk-skip-link, .app-listen"
)
SIDEWAYS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("url", "where", "kept", "who"),
    [
        ("coproduction:home", (), ".app-track", ""),
        ("projects:list", (), ".app-track", ""),
        ("projects:show", ("talk",), ".app-lad, .app-bar, .app-gates, details table", ""),
        ("ladder:what_is", (), "table, .app-laddertext", ""),
        ("ladder:how_scores_work", (), "table, dl", ""),
        ("coproduction:contact", (), "h1", ""),
        (
            "ladder:results",
            ("two-sides", MONDAY.date()),
            ".app-differ, .app-score, .app-both, .app-quotes, details table, .app-safe",
            "lead",
        ),
    ],
)
def test_paper_has_the_words_and_charts_and_no_buttons(url, where, kept, who, visit):
    page = visit(who)
    page.goto(reverse(url, args=where))
    page.set_viewport_size(A4_BETWEEN_MARGINS)
    page.emulate_media(media="print")
    try:
        shown = [each for each in page.locator(FOR_SCREENS).all() if each.is_visible()]
        assert [each.evaluate("each => each.outerHTML.slice(0, 90)") for each in shown] == []
        for selector in ("h1", *kept.split(", ")):
            expect(page.locator(selector).first).to_be_visible()
        assert page.evaluate(SIDEWAYS) <= 0
        assert page.locator("h1").evaluate("each => getComputedStyle(each).color") in (
            "rgb(0, 0, 0)",
            "rgb(23, 37, 42)",
        )
    finally:
        page.emulate_media(media="null")  # as it was: what is printed next is printed


def test_the_widest_table_lies_on_its_side_from_the_first_sheet_and_adds_up_once(visit):
    page = visit("chair")
    page.goto(reverse("governance:questions"))
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    words = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert all(sheet.get_width() > sheet.get_height() for sheet in sheets)
    assert "Equal partner" in " ".join(words[0].split())
    assert "".join(words).count("Mixed or lower") == 1
