"""E-mail through Django's backend."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from notices.channels import NotSent, Refused
from notices.kinds import Message


def send(message: Message, *, to: str) -> None:
    """Send one e-mail.

    Raises NotSent when no mail server took it and Refused when the address was turned down. Anything
    else that goes wrong leaves it unknown whether the mail went: a person must look.
    """
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent from error
    try:
        EmailMessage(subject=message.subject, body=message.text, to=[to], connection=connection).send()
    except smtplib.SMTPRecipientsRefused as error:
        raise Refused from error
    finally:
        connection.close()
