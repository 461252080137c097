"""A text column that is encrypted before it reaches the database."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.db import models

from privacy.keys import derived


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived("privacy.fields")])


class EncryptedTextField(models.TextField):
    """Text held as a Fernet token: it can be read with the application's key, and never searched."""

    def get_prep_value(self, value: str | None) -> str | None:
        value = super().get_prep_value(value)
        return value if value in (None, "") else _cipher().encrypt(value.encode()).decode()

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return value if value in (None, "") else _cipher().decrypt(value.encode()).decode()
