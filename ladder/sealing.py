"""Answers under seal: readable only with the application's key and the round's salt, all of one size."""

import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from privacy.keys import derived

# Eleven boxes of 400 characters and a name of 100, four bytes a character at most, need under 19 KB. The rest
# is room for the answers, for names of fields and for boxes to come, so that the size need not change.
PADDED_BYTES = 32 * 1024
SALT_BYTES = 32
_NONCE_BYTES = 12
_LENGTH_BYTES = 4


class BrokenSeal(Exception):
    """The bytes do not open with this round's key: changed, moved from elsewhere, or the wrong key."""


def new_salt() -> bytes:
    """A fresh salt for a round."""
    return os.urandom(SALT_BYTES)


def pad(data: bytes) -> bytes:
    """`data` with its length in front and zeros behind, always PADDED_BYTES long.

    Unpadded, the length alone gives answers away. Raises ValueError when it does not fit.
    """
    room = PADDED_BYTES - _LENGTH_BYTES
    if len(data) > room:
        raise ValueError(f"Answers of {len(data)} bytes do not fit {room}")
    return len(data).to_bytes(_LENGTH_BYTES) + data + bytes(room - len(data))


def _unpad(data: bytes) -> bytes:
    length = int.from_bytes(data[:_LENGTH_BYTES])
    return data[_LENGTH_BYTES : _LENGTH_BYTES + length]


def _of_round(round_id: int) -> str:
    return f"ladder.round.{round_id}"


def seal(answers: Mapping[str, Any], *, salt: bytes, round_id: int, belongs_to: str) -> bytes:
    """Encrypt answers with the round's key (AES-256-GCM). `belongs_to` ties them to their row's owner."""
    return seal_for(_of_round(round_id), answers, salt=salt, belongs_to=belongs_to)


def seal_for(purpose: str, answers: Mapping[str, Any], *, salt: bytes, belongs_to: str) -> bytes:
    """The same with the key of any other purpose."""
    nonce = os.urandom(_NONCE_BYTES)
    key = derived(purpose, salt=bytes(salt))[0]
    plain = pad(json.dumps(answers, ensure_ascii=False, sort_keys=True).encode())
    return nonce + AESGCM(key).encrypt(nonce, plain, belongs_to.encode())


def open_seal(sealed: bytes, *, salt: bytes, round_id: int, belongs_to: str) -> dict[str, Any]:
    """The answers under a seal. Raises BrokenSeal when no application key opens it.

    Callers write the audit line: only the person, their supporter, keying and closing may open one.
    """
    return open_for(_of_round(round_id), sealed, salt=salt, belongs_to=belongs_to)


def open_for(purpose: str, sealed: bytes, *, salt: bytes, belongs_to: str) -> dict[str, Any]:
    """The same with the key of any other purpose."""
    sealed = bytes(sealed)
    for key in derived(purpose, salt=bytes(salt)):
        try:
            plain = AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], belongs_to.encode())
        except InvalidTag:
            continue
        return json.loads(_unpad(plain))
    raise BrokenSeal(belongs_to)
