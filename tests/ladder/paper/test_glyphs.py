"""Letters that the fonts have are printed, whatever the language. Others become a box, and nothing fails."""

from dataclasses import replace

import pytest

from ladder.paper import Form
from tests.ladder.paper.printed import ABOUT, pages_of, printed, texts_of
from words.paper.glyphs import FONTS, characters, characters_of, printable

ARABIC = "خدمات الرعاية"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Direct payments", "Direct payments"),
        ("Tŷ Gŵyn", "Tŷ Gŵyn"),
        ("Ty\u0302 Gw\u0302yn", "Tŷ Gŵyn"),
        (f"Care {ARABIC}", f"Care {ARABIC}"),
        ("Łódź, Αθήνα, Київ", "Łódź, Αθήνα, Київ"),
        ("Garden 🌻", "Garden □"),
        ("Family 👩\u200d👧", "Family □\u200d□"),
        ("Heart ❤️", "Heart ❤"),
        ("照顧", "□□"),
        ("a\x00b\u202ec\u2003d\te", "abc d e"),
        ("1st line\n2nd line", "1st line\n2nd line"),
    ],
)
def test_what_the_fonts_lack_is_a_box(typed, shown):
    assert printable(typed) == shown


def test_only_a_very_long_word_may_break_anywhere():
    assert printable("a" * 20) == "a" * 20
    assert printable(f"see {'a' * 21}") == "see " + "\u200b".join("a" * 21)


def test_the_fonts_say_which_letters_they_have():
    plain, bold, other = (
        characters_of(FONTS / f"{name}.ttf")
        for name in ("LiberationSans-Regular", "LiberationSans-Bold", "DejaVuSans")
    )
    for letter in "aZ0£’–□ŵŷ":
        assert ord(letter) in plain & bold
    assert ord("ر") not in plain
    assert ord("ر") in other
    assert ord("🌻") not in characters()
    assert 0xFFFF not in plain | bold | other


@pytest.mark.parametrize("form", [Form(), Form(size=24)], ids=["18", "24"])
def test_a_project_named_with_an_emoji_arabic_and_a_welsh_letter_prints(form):
    about = replace(ABOUT, project=f"Gŵyl 🌻 {ARABIC}", council="Cyngor Tŷ \x00🏴")
    first = next(texts_of(printed(form, about=about)))
    assert "About: Gŵyl □" in first
    assert "Cyngor Tŷ □" in first
    assert set(ARABIC.replace(" ", "")) <= set(first)


@pytest.mark.parametrize(
    "letter", ["W", "i", "🌻", "👩\u200d", "\u0301", "\u200f", "#", "$", "\\", "]", "<", '"', "\n"]
)
def test_a_name_of_anything_at_all_prints_and_is_never_read_as_a_command(letter):
    about = replace(ABOUT, project=letter * 200, council=letter * 100, freepost=letter * 60)
    for size in (18, 24):
        for page in pages_of(printed(Form(size=size), about=about)):
            assert page.get_width() == pytest.approx(595, abs=1)


@pytest.mark.parametrize("size", [18, 24])
def test_a_very_long_name_is_whole_and_inside_the_page(size):
    name = "Working together to change the way that direct payments are set up and paid " * 3 + "W" * 70
    texts = list(texts_of(printed(Form(size=size), about=replace(ABOUT, project=name))))
    first = "".join(" ".join(texts[:2]).split())
    assert "".join(name.split()) in first
    assert "Page1of" in first
    for page in pages_of(printed(Form(size=size), about=replace(ABOUT, project=name))):
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert max(right for _, _, right, _ in boxes) < page.get_width() - 28
