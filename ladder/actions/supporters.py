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
    asked = [
        Addressed(helper.contact, "invitation", helper.invitation, on_behalf_of=helper.expert.contact)
        for helper in helpers.exclude(contact__email="").select_related("contact", "expert__contact")
    ]
    if asked:
        queue(kind="ladder.supporter", to=asked, now=now)


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
