"""Short codes that a person can read out on the phone or copy from a letter.

A code is eight random characters and one check character, from an alphabet without look-alikes.
Give each character its place in the alphabet as its value. The check character's value is
1 × first + 2 × second + … + 8 × eighth, modulo 29. A project's reference is the same with five.

Why that spots every slip: 29 is prime. One changed character moves the sum by weight × difference,
with both between 1 and 28, so never by a multiple of 29. Swapping neighbours in the body moves the
sum by the difference of the two characters, because neighbouring weights differ by one. The check
character itself weighs −1, and 8 − (−1) = 9 is no multiple of 29 either, nor is 5 − (−1) = 6: so its
swap is caught too. The alphabet has 28 characters and not 29: a body whose sum is 28 has no check
character and is drawn again. (This is the weighted modulus method of ISBN-10, with 29 in place of 11.)
"""

import secrets
import unicodedata
from collections.abc import Callable

ALPHABET = "346789ABCDEFGHJKMNPQRTUVWXYZ"
BODY_LENGTH = 8
CODE_LENGTH = BODY_LENGTH + 1
MODULUS = 29

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
# The largest multiple of 28 that fits a byte: bytes from here on would favour some characters.
_FAIR_BYTES = 256 - 256 % len(ALPHABET)


def check_character(body: str, *, length: int = BODY_LENGTH) -> str | None:
    """The check character of `length` characters, or None for the one body in 29 that has none.

    Raises ValueError for anything but that many characters of the alphabet.
    """
    if len(body) != length or any(character not in _VALUE for character in body):
        raise ValueError(f"A code starts with {length} characters of {ALPHABET}")
    total = sum(weight * _VALUE[character] for weight, character in enumerate(body, start=1))
    remainder = total % MODULUS
    return ALPHABET[remainder] if remainder < len(ALPHABET) else None


def make_code(
    random_bytes: Callable[[int], bytes] = secrets.token_bytes, *, length: int = BODY_LENGTH
) -> str:
    """A new code of `length` characters and a check character, each code as likely as any other.

    `random_bytes(n)` gives n bytes; leave it out except in a test or a demonstration.
    """
    while True:
        body = "".join(_random_character(random_bytes) for _ in range(length))
        check = check_character(body, length=length)
        if check is not None:
            return body + check


def _random_character(random_bytes: Callable[[int], bytes]) -> str:
    while True:
        (number,) = random_bytes(1)
        if number < _FAIR_BYTES:
            return ALPHABET[number % len(ALPHABET)]


def normalise(typed: str) -> str:
    """What a person typed, in capitals and without spaces, dashes, dots or invisible characters.

    Letters and digits are kept as they are, so a wrong one is still caught by `is_valid`.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(character for character in plain if character.isalnum())


def is_valid(code: str, *, length: int = BODY_LENGTH) -> bool:
    """True if a code, as `normalise` or `make_code` gives it, is whole and holds no slip."""
    if len(code) != length + 1 or any(character not in _VALUE for character in code):
        return False
    return check_character(code[:length], length=length) == code[length]


def spaced(code: str) -> str:
    """A code in threes, as people read it out: "R4T 7WC 3FH"."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))
