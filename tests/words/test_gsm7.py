"""What a text message can hold, counted in septets."""

import pytest

from words.gsm7 import fits, is_sendable, sendable, septets, straight


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Hello", 5),
        ("£25 at 5pm", 10),
        ("Zoë", None),
        ("José", 4),
        ("€", 2),
        ("[your link]", 13),
        ("a\nb", 3),
    ],
)
def test_signs_of_the_extension_count_two_and_others_one(text, count):
    if count is None:
        with pytest.raises(ValueError, match="no text message"):
            septets(text)
    else:
        assert septets(text) == count


def test_each_letter_of_the_alphabet_is_counted():
    """128 places: one leads to the extension, and what stands in it has ten signs."""
    letters = [chr(number) for number in range(0x2FFF) if is_sendable(chr(number))]
    assert sum(septets(letter) == 1 for letter in letters) == 127
    assert sum(septets(letter) == 2 for letter in letters) == 10


def test_quotes_and_dashes_become_straight():
    assert straight("“It’s” – so…\u00a0now") == '"It\'s" - so... now'


def test_a_text_fits_up_to_160_septets_and_only_in_the_alphabet():
    assert fits("a" * 160)
    assert not fits("a" * 161)
    assert not fits("a" * 159 + "€")
    assert not fits("ł")


def test_what_cannot_be_sent_is_left_out():
    assert sendable("Łukasz’s 🙂 tea") == "ukaszs  tea"
