"""What stands on paper: the address in the window, a sheet of its own for each, tags, and large print."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from notices.letters import Letter, Sender, address_lines, print_run

MM = 72 / 25.4
WINDOW = (24.6, 39.5, 24.6 + 95.4, 39.5 + 26.8)
"""Left, top, right and bottom of the address, in millimetres from the top left of the sheet."""
SENDER = Sender(
    "Penwarren County Council",
    ("Involvement team", "Phone 01632 960 123", "If it goes astray, send it to Freepost PENWARREN"),
    "Friday 27 November 2026",
)
WORDS = ("Dear Ana Bell,", "You take part in Buses.\nPlease tell us what it is like.", "Thank you.")
LONGEST = "4 The Old Coastguard Cottages, Upper Harbour"
SEVEN_LINES = "\n".join([LONGEST, *(f"{number} Long Lane, Penwarren" for number in range(1, 5)), "PW1 1AA"])


def letter(name="Ana Bell", address="12 High Street,\nTruro\nTR1 1AA", **how):
    how = {"title": "Tell us what it is like", "paragraphs": WORDS} | how
    return Letter(name=name, address=address_lines(name, address), **how)


def sheets(made):
    """Each page: the letters on it, and its lines of words."""
    with pdfium.PdfDocument(made) as file:
        return [(list(letters_on(file[number])), words_on(file[number])) for number in range(len(file))]


def letters_on(page):
    """Each letter: what it is, its size in points, and its box in millimetres from the top left."""
    text, height = page.get_textpage(), page.get_height()
    for place in range(text.count_chars()):
        sign = text.get_text_range(place, 1)
        left, bottom, right, top = text.get_charbox(place)
        if sign.strip() and sign != "\u200b":
            box = (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
            yield sign, raw.FPDFText_GetFontSize(text, place), box


def words_on(page):
    return page.get_textpage().get_text_bounded().replace("\u200b", "").split("\r\n")


@pytest.fixture(scope="module")
def run():
    """A usual letter, one of 7 lines, one in 24 point that runs over, one without an address."""
    return print_run(
        [
            letter(link="https://coproduction.example.org/c/abcdefghijklmnop"),
            letter("Bo Carne", SEVEN_LINES, plain_envelope=True),
            letter("Cy Dowr", size=24, paragraphs=WORDS * 5),
            letter("Di Eddy", ""),
        ],
        sender=SENDER,
    )


@pytest.mark.parametrize("place", [0, 2, 4])
def test_the_address_and_nothing_else_stands_in_the_window(run, place):
    on_page = sheets(run.file)[place][0]
    left, top, right, bottom = WINDOW
    in_it = [one for one in on_page if one[2][1] < bottom]
    for sign, size, box in in_it:
        assert left - 0.1 <= box[0] <= box[2] <= right, sign
        assert top - 0.1 <= box[1] <= box[3] <= bottom, sign
        assert size >= 8
    said = "".join(sign for sign, _, _ in in_it)
    assert said.startswith(("AnaBell12HighStreetTruro", "BoCarne4TheOld", "CyDowr12High"))
    assert said.endswith(("TR11AA", "PW11AA"))


def test_each_letter_begins_on_a_sheet_of_its_own_and_an_empty_back_is_empty(run):
    said = [words for _, words in sheets(run.file)]
    assert [lines[0] for lines in said] == [
        "Ana Bell", "", "Bo Carne", "", "Cy Dowr", said[5][0], "Penwarren County Council", "",
        "Do not post this sheet",
    ]  # fmt: skip
    assert said[4][-1] == "Page 1 of 2"
    assert said[5][-1] == "Page 2 of 2"


def test_nothing_is_smaller_than_was_asked_for_but_the_address(run):
    (first, _), (second, _) = sheets(run.file)[4:6]
    below = [(sign, size) for sign, size, box in first if box[1] > WINDOW[3]]
    assert min(size for _, size in [*below, *((sign, size) for sign, size, _ in second)]) >= 24


def test_the_list_says_which_envelope_and_which_address_to_write(run):
    said = " ".join(sheets(run.file)[8][1])
    assert "Bo Carne Plain. Nothing of ours on it In the window" in said
    assert "Di Eddy Any Write it by hand:" in said


def test_a_screen_reader_can_go_from_letter_to_letter(run):
    with pikepdf.open(BytesIO(run.file)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en-GB"
        with file.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    "one",
    [
        letter(address=f"{SEVEN_LINES}\nAn eighth line"),
        letter(address="W" * 70),
        letter(address="照顧 Street\nTruro"),
        letter("照顧"),
        letter(paragraphs=("Dear 照顧,", "Hello")),
    ],
    ids=["eight lines", "too wide", "address not in our letters", "name neither", "words neither"],
)
def test_one_that_cannot_be_made_does_not_stop_the_others(one):
    made = print_run([letter(), one, letter("Bo Carne")], sender=SENDER)
    assert made.not_made == {1}
    firsts = [words[0] for _, words in sheets(made.file)]
    assert firsts == ["Ana Bell", "", "Bo Carne", "", "Do not post this sheet"]
    assert print_run([one], sender=SENDER).file is None


def test_the_name_stands_once():
    assert address_lines("Ana Bell", " ana bell \n\n12  High Street,\nTruro ") == (
        "ana bell",
        "12 High Street",
        "Truro",
    )
    assert address_lines("Ana Bell", " \n") == ()
