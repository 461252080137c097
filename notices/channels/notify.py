"""GOV.UK Notify, for e-mail, texts and letters. It remembers our references, so it can be asked.

Notify sends only what templates say, so a council makes two, which hold nothing but our words:
((subject)) and ((body)) for e-mail, ((body)) for texts. A letter is a PDF that we made.
"""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from notifications_python_client.errors import APIError

from notices.channels import Found, NotSent
from notices.channels.notify_service import ask, count_one, has_room
from notices.choices import Outcome
from notices.kinds import Message
from notices.models import Contact

REMEMBERS_FOR = timedelta(days=3)
"""The shortest time for which a council can have Notify keep what it sent."""
OUTCOMES = {
    "delivered": Outcome.DELIVERED,
    "temporary-failure": Outcome.TEMPORARY,
    "permanent-failure": Outcome.PERMANENT,
    "technical-failure": Outcome.TECHNICAL,
    # Letters
    "validation-failed": Outcome.CANNOT_PRINT,
    "virus-scan-failed": Outcome.CANNOT_PRINT,
    "cancelled": Outcome.NOT_SENT,
}
"""What Notify's words mean to us, once they say more than that it has a message and sends it."""


class _Notify:
    """What its carriers have in common."""

    remembers_for = REMEMBERS_FOR

    def has_room(self) -> bool:
        """Whether fewer messages left in the last minute than may."""
        return has_room()

    def find(self, reference: UUID) -> Found | None:
        """As `find` below."""
        return find(reference)


class NotifyEmail(_Notify):
    """Carries e-mail. Notify makes its HTML from the same words."""

    forms = ("subject", "plain")

    def send(self, message: Message, *, to: Contact, reference: UUID) -> str:
        """Hand one e-mail over."""
        return send_email(subject=message.subject, words=message.plain, to=to.email, reference=reference)


class NotifyText(_Notify):
    """Carries texts, to the number that somebody gave."""

    forms = ("text",)

    def send(self, message: Message, *, to: Contact, reference: UUID) -> str:
        """Hand one text over."""
        return send_text(words=message.text, to=to.how_to_reach.phone, reference=reference)


def send_email(*, subject: str, words: str, to: str, reference: UUID) -> str:
    """Hand an e-mail to Notify, and return its id there.

    Raises NotSent, Refused, or any other error when it is unknown whether Notify took it: so do the others.
    """
    count_one()
    return _id_of(
        ask(
            lambda client: client.send_email_notification(
                email_address=to,
                template_id=settings.NOTIFY_EMAIL_TEMPLATE,
                personalisation={"subject": subject, "body": _without_hidden_links(words)},
                reference=str(reference),
            )
        )
    )


def send_text(*, words: str, to: str, reference: UUID) -> str:
    """Hand a text to Notify, and return its id there."""
    count_one()
    return _id_of(
        ask(
            lambda client: client.send_sms_notification(
                phone_number=to,
                template_id=settings.NOTIFY_TEXT_TEMPLATE,
                personalisation={"body": words},
                reference=str(reference),
            )
        )
    )


def send_letter(*, pdf: bytes, reference: UUID) -> str:
    """Hand a letter to Notify, which prints and posts it, and return its id there."""
    count_one()
    return _id_of(
        ask(lambda client: client.send_precompiled_letter_notification(str(reference), io.BytesIO(pdf)))
    )


def find(reference: UUID) -> Found | None:
    """What Notify knows of a reference, or None when it certainly took nothing with it.

    Ask within REMEMBERS_FOR: later, Notify may have forgotten. Raises NotSent when it does not answer now.
    """
    try:
        known = ask(lambda client: client.get_all_notifications(reference=str(reference)))["notifications"]
        return Found(_id_of(known[0]), OUTCOMES.get(known[0]["status"], Outcome.SENT)) if known else None
    except (APIError, KeyError, TypeError) as error:
        raise NotSent from error


def _id_of(answer: Any) -> str:
    return str(UUID(answer["id"]))


def _without_hidden_links(words: str) -> str:
    """Words in which no one can hide an address behind other words, as Notify's e-mails could."""
    return words.replace("](", "] (")
