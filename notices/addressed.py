"""Whom a message is for and what it speaks of, before it is promised."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notices.models import Contact


@dataclass(frozen=True, slots=True)
class Addressed:
    """One thing that one person should hear. `due_at` is when; without one, it is due when it is promised.

    The period is the reminder's number or the week, and never a day that may move: with the kind, the
    subject and the people it is what makes a message one message. Only kinds that go `elsewhere`
    have a `to_email`.
    """

    contact: Contact
    subject_kind: str
    subject_id: int | str | UUID
    on_behalf_of: Contact | None = None
    period: str = ""
    due_at: datetime | None = None
    to_email: str = ""
