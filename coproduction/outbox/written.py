"""The words of a message, as somebody reads them afterwards or before: with no key in them."""

from dataclasses import dataclass
from datetime import datetime

from notices.actions.sending import as_they_like
from notices.choices import Channel
from notices.kinds import kind_of
from notices.models import Notice
from notices.words import Message

ICONS = {Channel.EMAIL: "mail", Channel.TEXT: "sms", Channel.LETTER: "paper", Channel.PHONE: "phone"}

WHO_RINGS = "[name of who rings]"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody gets by one way. Each paragraph may hold several lines."""

    heading: str
    icon: str
    subject: str
    paragraphs: tuple[str, ...]


def words_of(notice: Notice, channel: Channel, *, now: datetime) -> Written | None:
    """What a message says by this way, written anew and without a key. None where its subject is gone."""
    message = kind_of(notice).read_again(notice, now)
    if message is None:
        return None
    message = as_they_like(message, notice.contact)
    return Written(
        heading=f"{channel.label} to {notice.contact.name}",
        icon=ICONS[channel],
        subject=message.subject if channel == Channel.EMAIL else "",
        paragraphs=_paragraphs(message, channel),
    )


def _paragraphs(message: Message, channel: Channel) -> tuple[str, ...]:
    if channel == Channel.TEXT:
        return (message.text,)
    if channel == Channel.LETTER:
        return message.letter
    if channel == Channel.PHONE:
        script = message.phone
        return (*script.opening(caller=WHO_RINGS, neutral=message.neutral), *script.say, *script.ask)
    return tuple(message.plain.strip().split("\n\n"))
