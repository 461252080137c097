"""E-mail through Django's backend."""

import smtplib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from notices.channels import Found, NotSent, Refused
from notices.models import Contact
from notices.words import Message

FOR_GOOD = 500
# Says that a machine wrote this, so that no other machine answers it (RFC 3834).
BY_A_MACHINE = {"Auto-Submitted": "auto-generated"}


class MailServer:
    """Whoever EMAIL_HOST names. It forgets what it took, so it cannot be asked."""

    forms = ("subject", "plain", "html")
    remembers_for = timedelta(0)

    def send(self, message: Message, *, to: Contact, reference: UUID) -> str:
        """Send one e-mail: its plain words first, then the same in HTML.

        Raises NotSent when no mail server took it, or it said "not now", and Refused when the address was
        turned down for good. Anything else leaves it unknown whether the mail went: a person must look.
        """
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent from error
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.plain,
            from_email=settings.NEUTRAL_FROM_EMAIL if message.neutral else None,
            to=[to.email],
            connection=connection,
            headers=_headers(message),
        )
        mail.attach_alternative(message.html, "text/html")
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            raise (NotSent if _only_for_now(error) else Refused) from error
        finally:
            connection.close()
        return ""

    def has_room(self) -> bool:
        """It says so itself, while it takes a message."""
        return True

    def find(self, reference: UUID) -> Found | None:
        """Nobody asks this: it raises NotImplementedError."""
        raise NotImplementedError("A mail server does not remember what it took")


def _headers(message: Message) -> dict[str, str]:
    """Where there is a page for fewer of these, mail programs may show it (RFC 2369): never in one click."""
    fewer = {"List-Unsubscribe": f"<{message.fewer_page}>"} if message.fewer_page else {}
    return BY_A_MACHINE | fewer


def _only_for_now(error: smtplib.SMTPRecipientsRefused) -> bool:
    """Whether the server asked to try again (a code of 400 to 499), as many do with a sender new to them."""
    return all(code < FOR_GOOD for code, _ in error.recipients.values())
