"""Contrast of two colours, against the guidelines' own definition and values that are widely published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words.contrast import luminance, mix, ratio, read_colour, said

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey for words on white
        ("#777777", "#ffffff", 4.48),  # the first that is too light
        ("#949494", "#ffffff", 3.03),  # the lightest grey for shapes on white
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.14),
    ],
)
def test_published_ratios_come_out(one, other, published):
    assert round(ratio(one, other), 2) == published


@pytest.mark.parametrize(
    ("colour", "bright"), [("#000000", 0), ("#ffffff", 1), ("#ff0000", 0.2126), ("#00ff00", 0.7152)]
)
def test_pure_colours_are_as_bright_as_their_share(colour, bright):
    assert luminance(colour) == pytest.approx(bright)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_either_way_round_and_within_its_bounds(one, other):
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.0001


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_a_mix_is_never_brighter_than_the_brighter_of_its_two(one, other, share):
    """So a shade between two dark colours keeps white words readable. Rounding may cost a hair."""
    assert luminance(mix(one, other, share)) <= max(luminance(one), luminance(other)) + 0.005


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_outside_what_can_be_mixed_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        mix("#000000", "#ffffff", share)


def test_a_mix_lies_between():
    assert [mix("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]


@pytest.mark.parametrize("typed", ["#0E5E64", "0e5e64", "  #0e5e64 ", "0E5E64"])
def test_six_figures_are_read_with_or_without_their_sign(typed):
    assert read_colour(typed) == "#0e5e64"


@pytest.mark.parametrize("typed", ["#0AF", "0af"])
def test_three_figures_stand_for_six(typed):
    assert read_colour(typed) == "#00aaff"


@pytest.mark.parametrize(
    "typed", ["", "#", "teal", "#12345", "#1234567", "#12345g", "##123456", "#１２３", "#000;}", "0" * 9999]
)
def test_anything_else_is_no_colour(typed):
    assert read_colour(typed) is None


@pytest.mark.parametrize("wrong", ["0e5e64", "#0e5", "", "#0e5e6g"])
def test_brightness_of_what_is_no_colour_is_refused(wrong):
    with pytest.raises(ValueError, match="not a colour"):
        luminance(wrong)


def test_a_contrast_is_cut_and_never_rounded_up_to_what_it_does_not_reach():
    assert [said(contrast) for contrast in (4.48, 4.5, 4.5999, 3.0, 21.0)] == [
        "4.4 to 1",
        "4.5 to 1",
        "4.5 to 1",
        "3 to 1",
        "21 to 1",
    ]
