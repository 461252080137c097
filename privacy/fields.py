"""A text column that is encrypted before it reaches the database."""

from django.db import models

from privacy.ciphers import opened, sealed

FIELDS = "privacy.fields"


class EncryptedTextField(models.TextField):
    """Text held as a Fernet token: it can be read with the application's key, and never searched."""

    def get_prep_value(self, value: str | None) -> str | None:
        value = super().get_prep_value(value)
        return value if value in (None, "") else sealed(value, purpose=FIELDS)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return value if value in (None, "") else opened(value, purpose=FIELDS)
