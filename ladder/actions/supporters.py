"""What a person's supporters are told of a check, and what becomes of their keys."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit.actions import record
from experts.models import Supporter
from ladder.models import Invitation, InvitationKey
from ladder.queries import who_may_help
from notices.actions import queue
from notices.addressed import Addressed


def ask_supporters(helpers: QuerySet[Supporter], *, now: datetime) -> None:
    """Promise each of these, as `who_may_help` finds them, a message with a key of their own.

    Without an address nothing goes: a code can be given by phone. Who may only see results hears nothing.
    """
    _tell(helpers, "ladder.supporter", now=now)


def copy_to_supporters(supporters: QuerySet[Supporter], *, now: datetime) -> None:
    """Promise each of these, as `who_gets_a_copy` finds them, a copy of an invitation, which holds no key."""
    _tell(supporters, "ladder.copy", now=now)


def _tell(supporters: QuerySet[Supporter], kind: str, *, now: datetime) -> None:
    told = [
        Addressed(each.contact, "invitation", each.invitation, on_behalf_of=each.expert.contact)
        for each in supporters.exclude(contact__email="").select_related("contact", "expert__contact")
    ]
    if told:
        queue(kind=kind, to=told, now=now)


@transaction.atomic
def follow_a_change(supporter: Supporter, by: Any, now: datetime) -> None:
    """After a supporter was added or changed, ask them to help with the checks that wait for the person.
    After their help ended, end their keys."""
    if supporter.ends_on is None:
        waiting = Invitation.objects.can_answer(now=now).still_asked().filter(expert=supporter.expert_id)
        ask_supporters(who_may_help(waiting.values("pk")).filter(pk=supporter.pk), now=now)
        return
    if InvitationKey.objects.filter(supporter=supporter, ended_at=None).update(ended_at=now):
        record("keys.ended", by=by, subject=supporter, now=now)
