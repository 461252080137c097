"""Keys made from the application's own keys, which are never in the database or its backups."""

import base64
import binascii
import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32


def application_keys() -> list[bytes]:
    """The application's keys, newest first, 32 bytes each.

    Raises ImproperlyConfigured when there is none, or one is not 32 bytes in base64.
    """
    keys = []
    for text in settings.APPLICATION_KEYS:
        try:
            key = base64.b64decode(text, validate=True)
        except binascii.Error as wrong:
            raise ImproperlyConfigured("Each of APPLICATION_KEYS must be base64") from wrong
        if len(key) != KEY_BYTES:
            raise ImproperlyConfigured(f"Each of APPLICATION_KEYS must be {KEY_BYTES} bytes, in base64")
        keys.append(key)
    if not keys:
        raise ImproperlyConfigured("APPLICATION_KEYS must hold at least one key")
    return keys


def derived(purpose: str, *, salt: bytes | None = None) -> list[bytes]:
    """A 32-byte key for one purpose from each application key, newest first (HKDF, RFC 5869)."""
    return [
        HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose.encode()).derive(key)
        for key in application_keys()
    ]


def digests(purpose: str, secret: str) -> list[bytes]:
    """HMAC-SHA256 of a secret under each application key, newest first.

    A new secret is stored under the first; a typed one is looked for under all of them.
    """
    return [hmac.digest(key, secret.encode(), hashlib.sha256) for key in derived(purpose)]
