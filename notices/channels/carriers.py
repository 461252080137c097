"""Who carries which channel here."""

from notices.channels import Carrier
from notices.channels.email import MailServer
from notices.choices import BY_MACHINE, Channel


def carriers() -> dict[Channel, Carrier]:
    """The channels that leave by themselves in this portal, and who carries each."""
    return {Channel.EMAIL: MailServer()}


def out_of_use() -> frozenset[Channel]:
    """Channels that nothing carries here, though a person may have chosen them."""
    return BY_MACHINE - carriers().keys()
