"""Who carries which channel here."""

from django.conf import settings

from notices.channels import Carrier
from notices.channels.email import MailServer
from notices.channels.notify import NotifyEmail, NotifyText
from notices.choices import BY_MACHINE, Channel


def carriers() -> dict[Channel, Carrier]:
    """The channels that leave by themselves in this portal, and who carries each."""
    if not settings.NOTIFY_API_KEY:
        return {Channel.EMAIL: MailServer()}
    by_email = NotifyEmail() if settings.NOTIFY_EMAIL_TEMPLATE else MailServer()
    return {Channel.EMAIL: by_email} | ({Channel.TEXT: NotifyText()} if settings.NOTIFY_TEXT_TEMPLATE else {})


def in_place_of(carrier: Carrier | None) -> Carrier | None:
    """Who carries it to whoever must not see where it comes from: Notify names its service in e-mails."""
    return MailServer() if isinstance(carrier, NotifyEmail) else carrier


def out_of_use() -> frozenset[Channel]:
    """Channels that nothing carries here, though a person may have chosen them."""
    return BY_MACHINE - carriers().keys()
