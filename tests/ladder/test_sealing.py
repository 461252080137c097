"""Seals: one size, one round, one owner, and nothing without the key."""

import base64

import pytest

from ladder.answers import Answers
from ladder.choices import Answer, Channel, Help, Voice
from ladder.sealing import PADDED_BYTES, BrokenSeal, new_salt, open_seal, pad, seal

SALT = bytes(range(32))
OLD_KEY, NEW_KEY = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
FEW = Answers().as_dict()
# The longest that a person can give: every answer, a box full of four-byte signs, and a name.
MOST = Answers(
    statements=(Answer.NOT_SURE.value,) * 8,
    step=7,
    more=("🙂" * 400,) * 9,
    how_known="🙂" * 400,
    words="🙂" * 400,
    voice=Voice.NAME,
    name_to_show="🙂" * 100,
    seen_better=True,
    practised=True,
    help=Help.NOT_ASKED,
    channel=Channel.ONLINE,
).as_dict()


def sealed(answers=FEW, salt=SALT, round_id=1, belongs_to="invitation:1"):
    return seal(answers, salt=salt, round_id=round_id, belongs_to=belongs_to)


def opened(data, salt=SALT, round_id=1, belongs_to="invitation:1"):
    return open_seal(data, salt=salt, round_id=round_id, belongs_to=belongs_to)


@pytest.mark.parametrize("answers", [FEW, MOST], ids=["nothing yet", "all there can be"])
def test_what_was_sealed_comes_back_as_it_was(answers):
    assert Answers.from_dict(opened(sealed(answers))) == Answers.from_dict(answers)


def test_nothing_and_everything_have_the_same_length():
    assert len(sealed(FEW)) == len(sealed(MOST)) == 12 + PADDED_BYTES + 16


def test_the_same_answers_never_look_the_same_twice():
    assert len({sealed() for _ in range(20)}) == 20


def test_no_word_of_the_answers_stands_in_a_seal():
    data = sealed(Answers(words="The bus never comes", voice=Voice.WORDS).as_dict())
    assert b"bus" not in data
    assert b"statements" not in data


@pytest.mark.parametrize(
    "other",
    [{"salt": bytes(32)}, {"round_id": 2}, {"belongs_to": "invitation:2"}],
    ids=["another salt", "another round", "another person"],
)
def test_a_seal_opens_only_where_it_belongs(other):
    with pytest.raises(BrokenSeal):
        opened(sealed(), **other)


@pytest.mark.parametrize("place", [0, 12, 500, -1])
def test_one_changed_bit_breaks_a_seal(place):
    data = bytearray(sealed())
    data[place] ^= 1
    with pytest.raises(BrokenSeal):
        opened(bytes(data))


def test_without_the_application_key_nothing_opens(settings):
    settings.APPLICATION_KEYS = [OLD_KEY]
    data = sealed()
    settings.APPLICATION_KEYS = [NEW_KEY]
    with pytest.raises(BrokenSeal):
        opened(data)


def test_a_seal_from_before_a_new_key_still_opens(settings):
    settings.APPLICATION_KEYS = [OLD_KEY]
    data = sealed(MOST)
    settings.APPLICATION_KEYS = [NEW_KEY, OLD_KEY]
    assert opened(data)["words"] == MOST["words"]


def test_a_new_seal_is_made_with_the_newest_key(settings):
    settings.APPLICATION_KEYS = [NEW_KEY, OLD_KEY]
    data = sealed()
    settings.APPLICATION_KEYS = [NEW_KEY]
    assert opened(data)["step"] is None
    settings.APPLICATION_KEYS = [OLD_KEY]
    with pytest.raises(BrokenSeal):
        opened(data)


def test_padding_holds_what_fits_to_the_last_byte_and_refuses_more():
    room = PADDED_BYTES - 4
    assert len(pad(b"")) == len(pad(b"x" * room)) == PADDED_BYTES
    with pytest.raises(ValueError, match="do not fit"):
        pad(b"x" * (room + 1))


def test_every_round_has_a_salt_that_nobody_could_guess():
    salts = {new_salt() for _ in range(100)}
    assert len(salts) == 100
    assert {len(salt) for salt in salts} == {32}
