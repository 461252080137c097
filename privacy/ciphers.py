"""Text that only the application's key can read. Each purpose has a key of its own."""

import base64

from cryptography.fernet import Fernet, MultiFernet

from privacy.keys import derived


def _cipher(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived(purpose)])


def sealed(text: str, *, purpose: str) -> str:
    """The text as a Fernet token, under the newest application key."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def opened(token: str, *, purpose: str) -> str:
    """What was sealed for that purpose. Raises cryptography's InvalidToken for anything else."""
    return _cipher(purpose).decrypt(token.encode()).decode()
