"""What a text message calls a project whose name is long."""

import pytest

from projects.short_names import LONGEST_SHORT_NAME, shortened


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Coastal flood plan", "Coastal flood plan"),
        ("x" * 30, "x" * 30),
        ("Better buses for everyone in Penwarren", "Better buses for everyone"),
        ("Homes, streets and gardens of the new town", "Homes, streets and gardens"),
        ("A place to be for the people of the harbour", "A place to be for the people"),
        ("A place to be, and to stay, for the many", "A place to be, and to stay"),
        ("Direct payments (and personal budgets)", "Direct payments"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", "Llanfairpwllgwyngyllgogerychwy"),
        ("The and of the for the of and the of and the", "The"),
    ],
)
def test_a_long_name_ends_after_a_whole_word_that_can_stand_last(name, short):
    assert shortened(name) == short
    assert len(shortened(name)) <= LONGEST_SHORT_NAME
