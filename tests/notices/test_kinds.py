"""Kinds of message: packages bring them, and no two have one name."""

import pytest

from notices import kinds
from notices.models import Notice


def test_two_kinds_of_one_name_are_refused(hello):
    with pytest.raises(ValueError, match="two kinds of message called test.hello"):
        kinds.register(kinds._kinds["test.hello"])


def test_a_kind_that_nobody_brought_is_an_error():
    with pytest.raises(KeyError):
        kinds.kind_of(Notice(kind="test.unheard"))
