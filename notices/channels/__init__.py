"""The ways a message leaves the house by itself."""

from datetime import timedelta
from typing import Protocol
from uuid import UUID

from notices.kinds import Message
from notices.models import Contact


class NotSent(Exception):
    """The message certainly did not leave: trying again cannot double it."""


class Refused(Exception):
    """The address was certainly refused: trying again will not help."""


class Carrier(Protocol):
    """Who carries messages of one channel."""

    remembers_for: timedelta
    """How long it can be asked about a reference. Nothing, for one that cannot be asked."""

    def send(self, message: Message, *, to: Contact, reference: UUID) -> str:
        """Hand one message over and say what the carrier calls it, or "".

        Raises NotSent, or Refused. Anything else leaves it unknown whether it went.
        """

    def find(self, reference: UUID) -> str | None:
        """What the carrier calls a message it took, or None when it certainly took none of that reference.

        Asked only within `remembers_for`. Raises NotSent when it does not answer now.
        """
