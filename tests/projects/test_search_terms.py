"""The words that somebody typed to search with, taken apart."""

import pytest

from projects.search_terms import Terms, terms_in


@pytest.mark.parametrize(
    ("typed", "before", "beginning"),
    [
        ("swim", "", "swim"),
        ("  better swim ", "better ", "swim"),
        ("co-prod", "co-", "prod"),
        ("buses, tra", "buses, ", "tra"),
        ('"day centre" swim', '"day centre" ', "swim"),
        ("Straße", "", "Straße"),
        ("2026", "", "2026"),
    ],
)
def test_the_last_word_may_be_a_beginning(typed, before, beginning):
    assert terms_in(typed) == Terms(typed.strip(), before, beginning)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "swim.", '"day cent', '"day cent"', "better -swim", "buses or tra", "people's", "a_b", "-"],
)
def test_some_last_words_are_no_beginning(typed):
    assert terms_in(typed) == Terms(typed.strip())


def test_a_word_of_two_parts_and_an_or_that_is_only_the_end_of_a_word():
    assert terms_in("floor tra").beginning == "tra"
    assert terms_in("x-or tra").beginning == "tra"
