"""E-mail through Django's backend."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from notices.channels import NotSent, Refused
from notices.kinds import Message

FOR_GOOD = 500


def send(message: Message, *, to: str) -> None:
    """Send one e-mail.

    Raises NotSent when no mail server took it, or it said "not now", and Refused when the address was turned
    down for good. Anything else that goes wrong leaves it unknown whether the mail went: a person must look.
    """
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent from error
    try:
        EmailMessage(subject=message.subject, body=message.text, to=[to], connection=connection).send()
    except smtplib.SMTPRecipientsRefused as error:
        raise (NotSent if _only_for_now(error) else Refused) from error
    finally:
        connection.close()


def _only_for_now(error: smtplib.SMTPRecipientsRefused) -> bool:
    """Whether the server asked to try again (a code of 400 to 499), as many do with a sender new to them."""
    return all(code < FOR_GOOD for code, _ in error.recipients.values())
