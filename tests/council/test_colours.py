"""A council's own colours: every pair that meets is checked, and every shade that is made from them."""

import re

import pytest
from django.conf import settings
from hypothesis import assume, given
from hypothesis import strategies as st

from council import colours
from council.colours import SHIPPED, Colours, fingerprint, problems, shades, style_sheet
from words.contrast import SHAPES, TEXT, ratio

APP_CSS = (settings.BASE_DIR / "static" / "app.css").read_text(encoding="utf-8")
PLUM = Colours(dark="#4d1a44", link="#6b2560", tint="#e7d0e2")
ANY = st.builds(Colours, *[st.integers(0, 0xFFFFFF).map("#{:06x}".format)] * 3)
DARK_AND_PALE = st.builds(
    Colours,
    dark=st.integers(0, 0x3F3F3F).map("#{:06x}".format),
    link=st.integers(0, 0x3F3F3F).map("#{:06x}".format),
    tint=st.tuples(*[st.integers(0xD8, 0xFF)] * 3).map("#{0[0]:02x}{0[1]:02x}{0[2]:02x}".format),
)


def variable(name, block=r":root"):
    """What a variable is on screens: the first block of this name to say it in full."""
    inside = "".join(re.findall(block + r"\{([^}]*)\}", APP_CSS))
    return re.findall(rf"{name}:(#[0-9A-Fa-f]{{6}})", inside)[0].lower()


def test_the_portals_own_colours_are_those_of_its_style_sheet():
    made = shades(SHIPPED)
    for name in ("--teal-900", "--teal-700", "--teal-200"):
        assert made[name] == variable(name)
    assert (
        variable("--ink"),
        variable("--ink-2"),
        variable("--gold-400"),
    ) == (colours.INK, colours.GREY, colours.GOLD)


def test_cream_is_the_darkest_cream_page():
    assert variable("--paper", r"html\.app-cream") == colours.CREAM


def test_the_portals_own_colours_can_be_told_apart():
    assert list(problems(SHIPPED)) == []
    assert list(problems(PLUM)) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"dark": "#8a8a8a"},
            "White words on the dark colour: 3.4 to 1. It needs 4.5 to 1. Choose a darker colour",
        ),
        ({"link": "#777777"}, "White words on a button: 4.4 to 1. It needs 4.5 to 1. Choose a darker colour"),
        ({"link": "#767676"}, "Links on a cream page: 3.8 to 1. It needs 4.5 to 1. Choose a darker colour"),
        ({"tint": "#0e5e64"}, "Links on the tint: 1 to 1. It needs 4.5 to 1. Choose a lighter colour"),
        (
            {"dark": "#6b6b6b"},
            "The gold marker on the dark colour: 2.9 to 1. It needs 3 to 1. Choose a darker colour",
        ),
    ],
)
def test_a_pair_that_is_too_alike_is_named_with_its_number(changed, sentence):
    chosen = Colours(**{"dark": SHIPPED.dark, "link": SHIPPED.link, "tint": SHIPPED.tint} | changed)
    found = {problem.sentence: problem.field for problem in problems(chosen)}
    assert found[sentence] == next(iter(changed))


@pytest.mark.parametrize("pair", colours.PAIRS, ids=lambda pair: pair.what)
def test_a_failing_pair_is_mended_by_what_the_sentence_says(pair):
    """Black and white are as dark and as light as can be."""
    best = Colours(dark="#000000", link="#000000", tint="#ffffff")
    assert list(problems(best)) == []
    assert pair.advice == (colours.LIGHTER if pair.field == "tint" else colours.DARKER)


@given(st.one_of(ANY, DARK_AND_PALE))
def test_what_is_accepted_is_readable_in_every_shade_made_from_it(chosen):
    assume(not list(problems(chosen)))
    made = shades(chosen)
    words = (made["--teal-900"], made["--teal-800"], made["--teal-700"], made["--teal-600"])
    for dark in words:
        for pale in (colours.WHITE, colours.CREAM, made["--teal-100"], made["--teal-200"]):
            assert ratio(dark, pale) >= TEXT - 0.02, (dark, pale)  # a mix is rounded to whole parts
    for pale in (made["--teal-100"], made["--teal-200"]):
        assert ratio(colours.INK, pale) >= TEXT
        assert ratio(colours.GREY, pale) >= TEXT
    for step in (1, 2, 3):
        assert ratio(colours.WHITE, made[f"--rung-{step}"]) >= TEXT - 0.02
    for step in (4, 5, 6):
        assert ratio(colours.INK, made[f"--rung-{step}"]) >= TEXT
        assert ratio(made["--teal-900"], made[f"--rung-{step}"]) >= TEXT
    assert ratio(made["--teal-900"], colours.GOLD) >= SHAPES


@given(ANY)
def test_the_style_sheet_holds_variables_and_nothing_else(chosen):
    assert re.fullmatch(r":root\{(--[a-z0-9-]+:#[0-9a-f]{6};?)+\}\n", style_sheet(chosen))


def test_every_variable_of_the_theme_is_one_that_pages_use():
    vendor = settings.BASE_DIR / "static/vendor/govuk-frontend/govuk-frontend.css"
    pages = APP_CSS + vendor.read_text(encoding="utf-8")
    assert [name for name in shades(SHIPPED) if f"{name}:" not in pages] == []


def test_strong_contrast_sets_every_variable_that_the_theme_sets():
    """Its rule is for `html` and a class, so it wins over `:root` wherever it stands."""
    inside = "".join(re.findall(r"html\.app-contrast\{([^}]*)\}", APP_CSS))
    assert [name for name in shades(SHIPPED) if f"{name}:" not in inside] == []


def test_another_set_has_another_address_and_the_same_set_the_same():
    assert fingerprint(PLUM) == fingerprint(Colours(PLUM.dark, PLUM.link, PLUM.tint))
    assert fingerprint(PLUM) != fingerprint(SHIPPED)
    assert re.fullmatch(r"[0-9a-f]{16}", fingerprint(PLUM))
