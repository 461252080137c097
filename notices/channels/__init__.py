"""The ways a message leaves the house by itself."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from notices.choices import Outcome
from notices.kinds import Message
from notices.models import Contact


class NotSent(Exception):
    """The message certainly did not leave: trying again cannot double it."""

    again_after = timedelta(minutes=5)


class Busy(NotSent):
    """As many messages left as may for now. Whoever waits `again_after` loses nothing."""

    def __init__(self, again_after: timedelta) -> None:
        super().__init__()
        self.again_after = again_after


class Refused(Exception):
    """The address was certainly refused: trying again will not help."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a carrier knows of a message: its own id for it, and what became of it so far."""

    provider_id: str
    outcome: Outcome


class Carrier(Protocol):
    """Who carries messages of one channel."""

    forms: tuple[str, ...]
    """What it sends of a message: written before it is asked to."""
    remembers_for: timedelta
    """How long it can be asked about a reference. Nothing, for one that cannot be asked."""

    def send(self, message: Message, *, to: Contact, reference: UUID) -> str:
        """Hand one message over and say what the carrier calls it, or "".

        Raises NotSent, or Refused. Anything else leaves it unknown whether it went.
        """

    def has_room(self) -> bool:
        """Whether it would take one more message now. Asked before the words are written."""

    def find(self, reference: UUID) -> Found | None:
        """What the carrier knows of a reference, or None when it certainly took nothing with it.

        Asked only within `remembers_for`. Raises NotSent when it does not answer now.
        """
