"""What a person's supporters are told of a check, and what becomes of their keys."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from audit.actions import record
from experts.models import Supporter
from ladder.models import DateChange, Invitation, InvitationKey, Round
from ladder.queries import who_gets_a_copy, who_may_help
from notices.actions import queue
from notices.addressed import Addressed
from notices.choices import Skip
from notices.models import Notice


def ask_supporters(helpers: QuerySet[Supporter], *, now: datetime) -> None:
    """Promise each of these, as `who_may_help` finds them, a message with a key of their own.

    Without an address nothing goes: a code can be given by phone. Who may only see results hears nothing.
    """
    _tell(helpers, "ladder.supporter", now=now)


def copy_to_supporters(supporters: QuerySet[Supporter], *, now: datetime) -> None:
    """Promise each of these, as `who_gets_a_copy` finds them, a copy of an invitation, which holds no key."""
    _tell(supporters, "ladder.copy", now=now)


def tell_of_more_time(change: DateChange, *, now: datetime) -> None:
    """Promise it to whoever was told a day that has moved: everyone who may help now, and of those who get
    copies alone whoever was written to about this check. The id of the change is the period.

    Who has answered makes no difference here. Whoever may help hears no more once the person has answered,
    which their own key tells them too; for copies it never makes one.
    """
    asked = change.round.invitations.values("pk")
    period = str(change.pk)
    _tell(who_may_help(asked), "ladder.supporter_date_changed", now=now, period=period)
    _tell(_with_a_copy(who_gets_a_copy(asked)), "ladder.supporter_date_changed", now=now, period=period)


def tell_that_it_closed_early(round_: Round, *, now: datetime) -> None:
    """Promise it to whoever was told a later day, whether their person has answered or not. Whoever may see
    results hears of those."""
    asked = round_.invitations.values("pk")
    for told in (who_may_help(asked), who_gets_a_copy(asked)):
        _tell(_with_a_copy(told.filter(may_see_results=False)), "ladder.supporter_closed", now=now)


def _with_a_copy(supporters: QuerySet[Supporter]) -> QuerySet[Supporter]:
    """Those who were written to about their invitation, alone or in one message with others, or will be."""
    told = Notice.objects.filter(
        kind__in=("ladder.copy", "ladder.supporter"),
        subject_kind="invitation",
        subject_id=Cast(OuterRef("invitation"), CharField()),
        contact=OuterRef("contact"),
        on_behalf_of=OuterRef("expert__contact"),
        skipped_because__in=("", Skip.IN_SUMMARY),
    )
    return supporters.filter(Exists(told))


def _tell(supporters: QuerySet[Supporter], kind: str, *, now: datetime, period: str = "") -> None:
    told = [
        Addressed(
            each.contact, "invitation", each.invitation, on_behalf_of=each.expert.contact, period=period
        )
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
