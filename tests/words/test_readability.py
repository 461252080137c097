"""How hard a text is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words.readability import grade, reading_age, sentences_of, syllables, words_of


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "a the asked plane names voice scores closed one 12 2.5"),
        (2, "people table wanted changes closes reading decide council little"),
        (3, "decided understand tokenism"),
        (4, "directorate's co-production experience reporting-day"),
    ],
)
def test_syllables_are_counted_as_people_say_them(count, words):
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_a_number_an_address_and_a_joined_word_are_one_word():
    assert words_of("Ring 01632, or write to sam@example.org about co-production (“now”).") == [
        "Ring", "01632", "or", "write", "to", "sam@example.org", "about", "co-production", "now",
    ]  # fmt: skip


def test_sentences_end_where_people_stop():
    text = "It scores 2.5 of 8. “Is it true?” she asked. Choose one: yes or no – now …"
    assert sentences_of(text) == [
        "It scores 2.5 of 8.",
        "“Is it true?”",
        "she asked.",
        "Choose one:",
        "yes or no – now …",
    ]


def test_the_grade_is_the_published_formula():
    """10 words and 14 syllables in 2 sentences: 5 words a sentence, and 1.4 syllables a word."""
    sentences = ["The council decided it today.", "Then we told them why."]
    assert grade(sentences) == pytest.approx(0.39 * 5 + 11.8 * 1.4 - 15.59)
    assert reading_age(sentences) == round(0.39 * 5 + 11.8 * 1.4 - 15.59 + 5)


def test_labels_tell_nothing_about_the_sentences_around_them():
    sentences = ["The council decided it today."]
    assert grade([*sentences, "Responsibility", "Next", "Environmental considerations"]) == grade(sentences)


def test_a_page_of_labels_has_no_grade():
    assert grade(["Next"]) == grade([]) == 0


def test_a_hard_text_reads_harder_than_an_easy_one():
    hard = [
        "Stakeholder engagement methodologies facilitate organisational transformation and accountability."
    ]
    assert reading_age(hard) > 20
    assert reading_age(["You can say what you think."]) < 7


@given(st.text())
def test_any_text_can_be_measured(text):
    sentences = sentences_of(text)
    assert isinstance(reading_age(sentences), int)
    assert all(syllables(word) >= 1 for sentence in sentences for word in words_of(sentence))
