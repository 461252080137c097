import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import codes

random_codes = st.randoms(use_true_random=False).map(lambda source: codes.make_code(source.randbytes))


def test_the_alphabet_has_28_characters_and_no_look_alikes():
    assert codes.ALPHABET == "346789ABCDEFGHJKMNPQRTUVWXYZ"
    assert len(set(codes.ALPHABET)) == 28
    assert not set("01258ILOS") & set(codes.ALPHABET) - {"8"}


def test_the_check_character_weighs_the_first_character_once_and_the_eighth_eight_times():
    assert codes.check_character("33333333") == codes.ALPHABET[0]
    assert codes.check_character("43333333") == codes.ALPHABET[1]
    assert codes.check_character("33333334") == codes.ALPHABET[8]
    assert codes.check_character("44333333") == codes.ALPHABET[3]


def test_a_body_whose_sum_leaves_28_has_no_check_character():
    body = "Z4333333"  # 27 × 1 + 1 × 2 = 29, which leaves 0
    assert codes.check_character(body) == codes.ALPHABET[0]
    assert codes.check_character("Y4333333") is None  # 26 + 2 = 28
    assert not any(codes.is_valid("Y4333333" + character) for character in codes.ALPHABET)


@pytest.mark.parametrize("body", ["", "3333333", "333333333", "3333333l", "3333333O", "3333 333"])
def test_a_check_character_is_only_given_for_eight_characters_of_the_alphabet(body):
    with pytest.raises(ValueError, match="starts with 8"):
        codes.check_character(body)


@given(random_codes)
def test_every_code_made_is_valid_and_nine_long(code):
    assert len(code) == codes.CODE_LENGTH
    assert codes.is_valid(code)


@given(random_codes)
def test_every_single_slip_is_caught_in_every_place(code):
    for place, right in enumerate(code):
        for wrong in codes.ALPHABET:
            if wrong != right:
                assert not codes.is_valid(code[:place] + wrong + code[place + 1 :])


@given(random_codes)
def test_every_swap_of_neighbours_is_caught_the_check_character_too(code):
    for place in range(len(code) - 1):
        first, second = code[place], code[place + 1]
        if first != second:
            assert not codes.is_valid(code[:place] + second + first + code[place + 2 :])


WEIGHTS = [*range(1, codes.BODY_LENGTH + 1), -1]  # the check character is taken away from the sum


def test_for_all_codes_no_slip_is_a_multiple_of_the_modulus():
    # A slip moves the sum by weight × difference: this covers every code at once.
    differences = range(1, len(codes.ALPHABET))
    assert all(weight * by % codes.MODULUS for weight in WEIGHTS for by in differences)


def test_for_all_codes_no_swap_of_neighbours_is_a_multiple_of_the_modulus():
    neighbours = list(zip(WEIGHTS, WEIGHTS[1:], strict=False))
    assert len(neighbours) == 8
    differences = range(1, len(codes.ALPHABET))
    assert all((one - other) * by % codes.MODULUS for one, other in neighbours for by in differences)


def test_a_modulus_of_28_would_have_let_slips_through():
    assert any(weight * by % 28 == 0 for weight in WEIGHTS for by in range(1, 28))


def test_a_code_with_no_check_character_is_drawn_again():
    # The first eight bytes spell a body that leaves 28; the next eight spell one that leaves 0.
    spelled = iter([26, 1, 0, 0, 0, 0, 0, 0] + [0] * 8)
    assert codes.make_code(lambda n: bytes(next(spelled) for _ in range(n))) == "333333333"


def test_a_byte_that_would_favour_some_characters_is_drawn_again():
    spelled = iter([252, 253, 254, 255, 1] + [0] * 7)
    assert codes.make_code(lambda n: bytes(next(spelled) for _ in range(n))) == "43333333" + codes.ALPHABET[1]
    assert list(spelled) == []


def test_every_character_is_as_likely_as_any_other():
    def first_character(number):
        spelled = iter([number] + [0] * 7)
        return codes.make_code(lambda n: bytes(next(spelled) for _ in range(n)))[0]

    found = [first_character(number) for number in range(252)]
    assert {found.count(character) for character in codes.ALPHABET} == {9}


def test_codes_differ_without_a_source_given():
    assert codes.make_code() != codes.make_code()


@pytest.mark.parametrize(
    "typed",
    [
        "R4T7WC3FH",
        "r4t 7wc 3fh",
        " R4T-7WC–3FH\n",
        "r4t.7wc.3fh",
        "\u200bR4T\u00a07WC\u20113FH",
        "Ｒ４Ｔ７ＷＣ３ＦＨ",
    ],
)
def test_capitals_spaces_and_dashes_make_no_difference(typed):
    assert codes.normalise(typed) == "R4T7WC3FH"


def test_a_wrong_letter_is_kept_so_that_it_is_noticed():
    assert codes.normalise("o0Il1") == "O0IL1"


@given(st.text())
def test_anything_at_all_may_be_typed(typed):
    plain = codes.normalise(typed)
    assert codes.normalise(plain) == plain
    assert codes.is_valid(plain) in (True, False)


@pytest.mark.parametrize("code", ["", "R4T", "R4T7WC3FHH", "R4T7WC3F\x00", "ÄÄÄÄÄÄÄÄÄ", "٣٣٣٣٣٣٣٣٣"])
def test_what_is_no_code_is_not_valid(code):
    assert not codes.is_valid(code)


def test_a_code_is_read_out_in_threes():
    assert codes.spaced("R4T7WC3FH") == "R4T 7WC 3FH"


@given(random_codes)
def test_a_code_as_read_out_is_the_same_code(code):
    assert codes.normalise(codes.spaced(code).lower()) == code


def test_a_code_seldom_turns_into_another_by_two_slips():
    # Two slips are not promised to be caught, but nearly all are: about 1 in 29 slips by.
    source = random.Random(1)
    code = codes.make_code(source.randbytes)
    missed = tried = 0
    for first, second in combinations(range(codes.CODE_LENGTH), 2):
        for one in codes.ALPHABET:
            for other in codes.ALPHABET:
                if one != code[first] and other != code[second]:
                    typed = list(code)
                    typed[first], typed[second] = one, other
                    tried += 1
                    missed += codes.is_valid("".join(typed))
    assert 0 < missed / tried < 0.05
