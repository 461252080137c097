import pytest

from words.errors import Refused, StaleState


def test_a_refusal_says_its_sentence():
    assert str(Refused("At least 7 people are needed")) == "At least 7 people are needed"


def test_whoever_catches_refusals_catches_stale_states_too():
    with pytest.raises(Refused, match="Someone else changed this first"):
        raise StaleState("Someone else changed this first")
