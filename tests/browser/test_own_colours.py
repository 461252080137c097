"""A council's own colours in a real browser: they show, and they give way to how a person reads."""

import pytest

from council.colours import Colours, shades
from council.models import Council

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLUM = Colours(dark="#4d1a44", link="#6b2560", tint="#e7d0e2")
PLUM_DARK, BLACK, CREAM = "rgb(77, 26, 68)", "rgb(0, 0, 0)", "rgb(251, 243, 223)"
BEHIND = "selector => getComputedStyle(document.querySelector(selector)).backgroundColor"
READ_AS = "mode => { document.documentElement.className = `govuk-template ${mode}` }"
RESOLVED = "name => getComputedStyle(document.documentElement).getPropertyValue(name).toLowerCase()"


@pytest.fixture
def themed(world):
    council = Council.objects.filter(pk=1)
    council.update(dark=PLUM.dark, link=PLUM.link, tint=PLUM.tint)
    yield
    council.update(dark="", link="", tint="")


def test_own_colours_show_and_give_way_to_cream_and_to_strong_contrast(themed, visit, axe):
    page = visit("")
    page.goto("/")
    assert page.evaluate(BEHIND, ".app-header") == PLUM_DARK
    assert {name: page.evaluate(RESOLVED, name) for name in shades(PLUM)} == shades(PLUM)
    axe(page)

    page.evaluate(READ_AS, "app-cream")
    assert page.evaluate(BEHIND, ".app-page") == CREAM
    axe(page)

    page.evaluate(READ_AS, "app-contrast")
    assert page.evaluate(BEHIND, ".app-header") == BLACK
    assert page.evaluate(RESOLVED, "--teal-100") == "#fff"
    axe(page)
