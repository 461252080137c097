"""What waits for a person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from notices.choices import BY_MACHINE, Channel, NotNow, Outcome
from notices.models import Attempt, Notice
from notices.querysets import NoticeQuerySet

STUCK_AFTER = timedelta(minutes=5)


def stuck(*, now: datetime) -> QuerySet[Attempt]:
    """E-mails and texts that were taken and never came back: nobody can tell whether they went."""
    left_open = Q(outcome="", channel__in=BY_MACHINE, taken_at__lt=now - STUCK_AFTER)
    waits = Attempt.objects.filter(Q(outcome=Outcome.UNKNOWN) | left_open)
    return waits.select_related("notice__contact", "notice__on_behalf_of").order_by("taken_at", "pk")


def stuck_people(*, now: datetime) -> list[tuple[UUID, str]]:
    """Whom those messages are to: the id and name of a Contact for each, the oldest message first."""
    return list(stuck(now=now).values_list("notice__contact", "notice__contact__name"))


def to_post(*kinds: str) -> NoticeQuerySet:
    """Messages of these kinds that go as letters and wait to be posted, oldest first."""
    open_letters = Attempt.objects.filter(channel=Channel.LETTER, outcome="")
    waiting = Notice.objects.filter(kind__in=kinds, pk__in=open_letters.values("notice"))
    return waiting.select_related("contact").order_by("made_at")


def to_do_by_hand() -> QuerySet[Attempt]:
    """Letters that wait to be posted and calls that wait to be made, the oldest first, with what was tried
    before. Two queries."""
    waits = Attempt.objects.filter(outcome="", channel__in=[Channel.LETTER, Channel.PHONE])
    waits = waits.select_related("notice__contact", "notice__on_behalf_of")
    return waits.prefetch_related("notice__attempts").order_by("taken_at", "pk")


def held(*because: NotNow) -> QuerySet[Notice]:
    """Messages that wait for one of these reasons, the oldest first."""
    waits = Notice.objects.waiting().filter(held_because__in=because)
    return waits.select_related("contact", "on_behalf_of").order_by("due_at", "pk")
