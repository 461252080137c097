import datetime

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from govuk.fields import DateField, PlainEmailField, PlainTextField, tidy
from govuk.forms import GovukForm

TOO_LONG = "Your words are too long. Use 400 characters or fewer"
NOT_A_DATE = "Enter a real date, for example 27 3 2027"


class Words(GovukForm, forms.Form):
    words = PlainTextField(label="What is it for?", lines=True, max_length=400)


class Line(GovukForm, forms.Form):
    line = PlainTextField(label="Name", max_length=80)


class Day(GovukForm, forms.Form):
    day = DateField(label="When does it start?")


class Email(GovukForm, forms.Form):
    email = PlainEmailField(label="Your email address")


def day(*parts):
    return Day(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))


def mistakes(form):
    return [str(each) for each in form.errors.get(next(iter(form.fields)), [])]


def test_an_empty_answer_is_named_in_the_sentence():
    assert mistakes(Words({})) == ["Fill in: What is it for?"]
    assert mistakes(Words({"words": "  \n "})) == ["Fill in: What is it for?"]


def test_a_page_may_say_it_in_its_own_words():
    class Own(GovukForm, forms.Form):
        words = PlainTextField(error_messages={"required": "Say what it is for"})

    assert mistakes(Own({})) == ["Say what it is for"]


def test_ten_thousand_characters_come_back_whole_with_a_sentence():
    typed = "a" * 10_000
    form = Words({"words": typed})
    assert mistakes(form) == [TOO_LONG]
    assert form["words"].value() == typed
    assert typed in str(form["words"])


def test_the_browser_is_never_told_to_cut_words_off():
    assert "maxlength" not in str(Words()["words"])
    assert "maxlength" not in str(Email()["email"])


def test_a_line_end_counts_as_one_character():
    form = Words({"words": "a\r\n" * 200})
    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["words"]) == 399


def test_nul_and_other_control_characters_are_taken_out_and_nothing_visible_is_lost():
    form = Words({"words": "one\x00 two\x07 three\x1b[0m\nfour\tfive\x9f \ufeffsix"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "one two three[0m\nfour\tfive six"


def test_only_control_characters_is_an_empty_answer():
    assert mistakes(Line({"line": "\x00\x00"})) == ["Fill in: Name"]


def test_right_to_left_words_stay_and_marks_that_turn_the_page_around_go():
    form = Line({"line": "مرحبا \u202eevil\u202c שלום"})
    assert form.is_valid()
    assert form.cleaned_data["line"] == "مرحبا evil שלום"


def test_a_field_of_one_line_has_no_line_ends():
    form = Line({"line": "Direct\r\npayments\tsupport"})
    assert form.is_valid()
    assert form.cleaned_data["line"] == "Direct payments support"


def test_script_tags_are_kept_as_words_and_printed_as_words():
    form = Words({"words": "<script>alert(1)</script>" * 50})
    assert mistakes(form) == [TOO_LONG]
    assert "<script" not in str(form["words"])
    assert "&lt;script&gt;" in str(form["words"])


@given(st.text())
def test_tidy_keeps_every_letter_and_never_leaves_what_a_database_refuses(text):
    clean = tidy(text, lines=True)
    assert "\x00" not in clean
    clean.encode("utf-8")
    assert [each for each in clean if each.isalpha()] == [each for each in text if each.isalpha()]
    assert tidy(clean, lines=True) == clean


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("27", "3", "2027"), datetime.date(2027, 3, 27)),
        ((" 7 ", "03", "2027 "), datetime.date(2027, 3, 7)),
        (("29", "February", "2028"), datetime.date(2028, 2, 29)),
        (("1", "sept", "2027"), datetime.date(2027, 9, 1)),
    ],
)
def test_a_date_may_be_written_as_people_write_it(parts, expected):
    form = day(*parts)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == expected


@pytest.mark.parametrize(
    "parts",
    [
        ("31", "2", "2027"),
        ("29", "2", "2027"),
        ("27", "3", "27"),
        ("27", "3", ""),
        ("", "", "2027"),
        ("0", "1", "2027"),
        ("1", "13", "2027"),
        ("one", "two", "three"),
        ("1.5", "3", "2027"),
        ("-1", "3", "2027"),
        ("9" * 10_000, "3", "2027"),
        ("1", "3", "99999"),
        ("<script>", "3", "2027"),
        ("\u202e1", "x", "2027"),
    ],
)
def test_what_is_not_a_date_gets_one_plain_sentence_and_stays_in_its_boxes(parts):
    form = day(*parts)
    assert mistakes(form) == [NOT_A_DATE]
    assert form["day"].value() == [tidy(each, lines=False) for each in parts]


def test_no_date_at_all_is_asked_for():
    assert mistakes(day("", "", "")) == ["Enter a date: When does it start?"]
    assert mistakes(Day({})) == ["Enter a date: When does it start?"]


def test_a_date_that_may_be_left_out_may_be_left_out():
    class Maybe(GovukForm, forms.Form):
        day = DateField(required=False)

    form = Maybe({"day_day": "", "day_month": " ", "day_year": "\x00"})
    assert form.is_valid()
    assert form.cleaned_data["day"] is None


def test_a_date_that_is_there_already_fills_its_boxes():
    form = Day(initial={"day": datetime.date(2027, 3, 27)})
    html = str(form["day"])
    assert [f'value="{part}"' in html for part in (27, 3, 2027)] == [True, True, True]


@pytest.mark.parametrize(
    "typed", ["", "name", "name@", "a@b\x00", "<a@example.org>", "a" * 10_000 + "@example.org"]
)
def test_what_is_not_an_address_gets_one_plain_sentence(typed):
    assert mistakes(Email({"email": typed})) == ["Enter your email address, like name@example.com"]


def test_an_address_may_have_spaces_around_it():
    form = Email({"email": " sam@example.org\n"})
    assert form.is_valid()
    assert form.cleaned_data["email"] == "sam@example.org"
