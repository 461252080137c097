"""What becomes of the conversation that a check asks for."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from ladder.models import Conversation
from ladder.rules import can_hold_conversation, can_own_conversation
from notices.actions import queue
from notices.addressed import Addressed
from words.errors import Refused, StaleState
from words.working_days import london_date


@transaction.atomic
def hand_over(*, conversation: Conversation, to: User, by: User, now: datetime) -> None:
    """Give a conversation to somebody of the project's team.

    Raises Refused for anyone else, and StaleState when it was held meanwhile.
    """
    project = conversation.round.project
    if not can_hold_conversation(by, conversation) or not can_own_conversation(to, project):
        raise Refused("Someone of the project's team holds the conversation")
    if not Conversation.objects.filter(pk=conversation.pk, held_on=None).update(owner=to):
        raise StaleState("This conversation has been held already")
    conversation.refresh_from_db()
    tell_the_owner(conversation=conversation, now=now)
    record("conversation.handed_over", by=by, subject=conversation, now=now, to=str(to.contact_id))


@transaction.atomic
def say_it_was_held(
    *, conversation: Conversation, held_on: date, outcome: str, by: User, now: datetime
) -> None:
    """Record when people and the team talked about the gap, and what came of it. Once.

    Raises Refused for a day still to come or before the check closed, or for someone whose conversation it
    is not, and StaleState when somebody else recorded it first.
    """
    if not can_hold_conversation(by, conversation):
        raise Refused("Only the project's team and the involvement team say what came of it")
    if not london_date(conversation.round.closed_at) <= held_on <= london_date(now):
        raise Refused("The day must be after the check closed, and not in the future")
    if not Conversation.objects.filter(pk=conversation.pk, held_on=None).update(
        held_on=held_on, outcome=outcome, recorded_by=by, recorded_at=now
    ):
        raise StaleState("Someone else has written down what came of it")
    record("conversation.held", by=by, subject=conversation, now=now)


def tell_the_owner(*, conversation: Conversation, now: datetime) -> None:
    """Promise the owner, if there is one, the message that it is theirs, in the caller's transaction."""
    if conversation.owner:
        owner = Addressed(conversation.owner.contact, "conversation", conversation.pk)
        queue(kind="ladder.conversation", to=[owner], now=now)
