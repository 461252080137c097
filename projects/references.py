"""A project's reference: six characters that a person can say on the phone. Pure."""

import secrets
from collections.abc import Callable

from words import codes

_BODY_LENGTH = 5
REFERENCE_LENGTH = _BODY_LENGTH + 1


def make_reference(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new reference: five characters and a check character, without I, O, 0 and 1."""
    return codes.make_code(random_bytes, length=_BODY_LENGTH)


def reference_in(typed: str) -> str | None:
    """The reference that a person typed, or None. Spaces, dashes and small letters are forgiven."""
    plain = codes.normalise(typed)
    return plain if codes.is_valid(plain, length=_BODY_LENGTH) else None
