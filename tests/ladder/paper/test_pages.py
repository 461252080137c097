"""What stands on each printed page: whose it is, which page it is, letters of the right size, nothing cut."""

import re
from itertools import chain, pairwise

import pypdfium2.raw as raw
import pytest
import zxingcpp

from ladder.paper import Form
from tests.ladder.paper.printed import ABOUT, form_of, pages_of, printed, text_of, texts_of
from words.codes import make_code, spaced

POINTS_A_MM = 72 / 25.4
EDGE = 10 * POINTS_A_MM
"""No printer prints nearer to the edge of the paper than this, and no form needs it to."""
BAR = 43 * POINTS_A_MM
FORMS = {
    "18": form_of("R4T7WC3FH"),
    "24": form_of("R4T7WC3FH", size=24),
    "blank-18": Form(),
    "blank-24": Form(size=24),
}


def letters_of(page):
    """Every letter of a page: what it is, how many points tall its font is, and the box around it."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        letter = text.get_text_range(place, 1)
        if letter.strip():
            yield letter, raw.FPDFText_GetFontSize(text, place), text.get_charbox(place)


def numbered(page):
    """Which page this says it is, and of how many."""
    found = re.search(r"Page (\d+) of (\d+)", text_of(page))
    return int(found[1]), int(found[2])


def squares_of(page, *, only_the_bar=False):
    """What each square code of a page says, read off a picture of the page, or of the bar at its top."""
    below = page.get_height() - BAR if only_the_bar else 0
    picture = page.render(scale=2, grayscale=True, crop=(0, below, 0, 0)).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


def colour_at_the_edge(page):
    return page.render(scale=0.5).to_pil().convert("RGB").getpixel((3, 3))


@pytest.fixture(scope="module", params=FORMS)
def one(request):
    form = FORMS[request.param]
    return form, printed(form)


def test_each_page_of_a_run_is_one_persons_and_a_forms_pages_follow_each_other():
    """15 people at 24 point: the printed code, the square code and "page n of N" belong to one person."""
    forms = [form_of(make_code(), size=24, cream=turn % 2 == 0) for turn in range(15)]
    links = {spaced(form.code): form.link for form in forms}
    assert len(links) == 15
    seen = []
    for page in pages_of(printed(*forms)):
        codes = {code for code in links if code in text_of(page)}
        assert len(codes) == 1
        (code,) = codes
        assert squares_of(page, only_the_bar=True) == [links[code]]
        seen.append((code, *numbered(page)))
    length = seen[0][2]
    assert seen == [(code, number, length) for code in links for number in range(1, length + 1)]


def test_forms_of_both_sizes_and_colours_share_a_file():
    forms = [form_of("R4T7WC3FH"), Form(size=24, cream=True), form_of("K7M4HP9XD", size=24)]
    seen = [(numbered(page), colour_at_the_edge(page)) for page in pages_of(printed(*forms))]
    firsts = [(page, colour) for page, colour in seen if page[0] == 1]
    assert [colour for _, colour in firsts] == [(255, 255, 255), (251, 243, 223), (255, 255, 255)]
    lengths = [page[1] for page, _ in firsts]
    assert [page for page, _ in seen] == list(
        chain.from_iterable([(number, length) for number in range(1, length + 1)] for length in lengths)
    )
    assert lengths[0] < lengths[1]


def test_nothing_is_cut_and_no_letter_is_smaller_than_it_was_asked_for(one):
    form, made = one
    for page in pages_of(made):
        width, height = page.get_size()
        letters = list(letters_of(page))
        assert len(letters) > 100
        assert {letter for letter, size, _ in letters if size < form.size - 0.01} == set()
        for letter, _, (left, bottom, right, top) in letters:
            assert EDGE <= left <= right <= width - EDGE, letter
            assert EDGE <= bottom <= top <= height - EDGE, letter


def test_no_words_stand_on_other_words(one):
    """Boxes of letters may touch, and no two cover each other."""
    _, made = one
    for page in pages_of(made):
        boxes = [box for _, _, box in letters_of(page)]
        for place, (left, bottom, right, top) in enumerate(boxes):
            for other in boxes[place + 1 :]:
                across = min(right, other[2]) - max(left, other[0])
                along = min(top, other[3]) - max(bottom, other[1])
                assert across < 2.5 or along < 2.5, (text_of(page), place)


def test_a_form_is_as_long_as_people_are_told(one):
    """Pages cost postage and courage: 9 at 18 point, 15 at 24."""
    form, made = one
    assert {numbered(page)[1] for page in pages_of(made)} == {9 if form.size == 18 else 15}


def test_a_blank_form_has_boxes_for_the_code_and_nobodys_square():
    said = []
    for page in pages_of(printed(Form())):
        assert squares_of(page) == []
        assert boxes_in_the_bar(page) == 9
        said.append(text_of(page))
    assert "Write it in the 9 boxes, on each page." in said[0]


def boxes_in_the_bar(page):
    """How many boxes a line through the bar crosses, after its first word: each has two sides."""
    picture = page.render(scale=2, grayscale=True).to_pil()
    across = range(*(int(place * POINTS_A_MM * 2) for place in (31, 140)))
    dark = [picture.getpixel((place, int(18 * POINTS_A_MM * 2))) < 160 for place in across]
    return sum(now and not before for before, now in pairwise(dark)) / 2


def test_what_the_form_is_about_stands_on_its_first_page():
    first = next(texts_of(printed(form_of("R4T7WC3FH"))))
    for said in (ABOUT.project, ABOUT.council, ABOUT.answer_by, ABOUT.closes_on, ABOUT.phone, ABOUT.freepost):
        assert said in first
