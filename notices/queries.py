"""What waits for a person."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from notices.choices import ARRIVED, BY_A_PERSON, BY_MACHINE, MAY_COME_BACK, Channel, NotNow, Outcome
from notices.handling import kept_from_them
from notices.models import Attempt, Notice

STUCK_AFTER = timedelta(minutes=5)
COMES_BACK_WITHIN = timedelta(weeks=5)


def stuck(*, now: datetime) -> QuerySet[Attempt]:
    """E-mails and texts that were taken and never came back: nobody can tell whether they went."""
    left_open = Q(outcome="", channel__in=BY_MACHINE, taken_at__lt=now - STUCK_AFTER)
    waits = Attempt.objects.filter(Q(outcome=Outcome.UNKNOWN) | left_open)
    return waits.select_related("notice__contact", "notice__on_behalf_of").order_by("taken_at", "pk")


def stuck_people(*, now: datetime) -> list[tuple[UUID, str]]:
    """Whom those messages are to: the id and name of a Contact for each, the oldest message first."""
    return list(stuck(now=now).values_list("notice__contact", "notice__contact__name"))


def to_do_by_hand() -> QuerySet[Attempt]:
    """Letters that wait to be posted and calls that wait to be made, the oldest first."""
    waits = Attempt.objects.filter(outcome="", channel__in=BY_A_PERSON)
    waits = waits.select_related("notice__contact__how_to_reach", "notice__on_behalf_of")
    return waits.order_by("taken_at", "pk")


def tried_before_by_hand() -> QuerySet[Attempt]:
    """How the messages of those were tried before, each in its order."""
    open_ones = Attempt.objects.filter(outcome="", channel__in=BY_A_PERSON).values("notice")
    return Attempt.objects.exclude(outcome="").filter(notice__in=open_ones).order_by("number")


def held(*because: NotNow) -> QuerySet[Notice]:
    """Messages that wait for one of these reasons, the oldest first."""
    waits = Notice.objects.waiting().filter(held_because__in=because)
    return waits.select_related("contact", "on_behalf_of").order_by("due_at", "pk")


def letters_about(subject_kind: str, ids: Iterable[Any]) -> int:
    """How many letters about any of these wait to be posted."""
    return by_hand_about(subject_kind, ids)[0]


def by_hand_about(subject_kind: str, ids: Iterable[Any]) -> tuple[int, int]:
    """How many letters about any of these wait to be posted, and how many calls to be made. One query."""
    notices = Notice.objects.about(subject_kind, ids)
    waits = Attempt.objects.filter(notice__in=notices, outcome="", channel__in=BY_A_PERSON).order_by()
    counted = dict(waits.values("channel").annotate(number=Count("pk")).values_list("channel", "number"))
    return counted.get(Channel.LETTER, 0), counted.get(Channel.PHONE, 0)


def how_many_wait(*because: NotNow) -> tuple[int, int, int]:
    """How many letters wait to be made and posted, how many calls wait, and how many messages wait for one of
    these reasons. One query."""
    by_hand = Attempt.objects.filter(outcome="", channel__in=BY_A_PERSON).order_by()
    of_each = by_hand.values("channel").annotate(number=Count("pk")).values_list("channel", "number")
    waiting = held(*because).order_by().values("held_because").annotate(number=Count("pk"))
    counted = dict(of_each.union(waiting.values_list("held_because", "number"), all=True))
    letters, calls = counted.pop(Channel.LETTER, 0), counted.pop(Channel.PHONE, 0)
    return letters, calls, sum(counted.values())


def attempts_for(user: Any) -> QuerySet[Attempt]:
    """The letters and calls of which somebody may see to the end, the longest waiting first."""
    kept = Notice.objects.filter(kept_from_them(user))
    return (
        Attempt.objects.exclude(notice__in=kept)
        .select_related("notice__contact__how_to_reach", "notice__on_behalf_of")
        .order_by("taken_at", "pk")
    )


def waiting_for_a_person(attempts: QuerySet[Attempt], channel: Channel) -> QuerySet[Attempt]:
    """Those of a channel that wait for a person. Whoever said since not to use it is not among them."""
    waiting = attempts.filter(channel=channel, outcome="")
    return waiting.exclude(notice__contact__how_to_reach__never__contains=[channel.value])


def _was_the_last_try() -> Exists:
    """Of an attempt: that its message was tried no other way since."""
    return ~Exists(Attempt.objects.filter(notice=OuterRef("notice"), number__gt=OuterRef("number")))


def not_printed(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Letters that could not be printed, and whose message has gone no other way."""
    return attempts.filter(
        _was_the_last_try(),
        outcome=Outcome.CANNOT_PRINT,
        notice__sent_at=None,
        notice__taken_at=None,
        notice__skipped_because="",
    )


def went_lately(attempts: QuerySet[Attempt], *, now: datetime) -> QuerySet[Attempt]:
    """E-mails, texts and letters that went lately and may still come back, the newest first."""
    return attempts.filter(
        _was_the_last_try(),
        channel__in=MAY_COME_BACK,
        outcome__in=ARRIVED,
        taken_at__gt=now - COMES_BACK_WITHIN,
    ).order_by("-taken_at", "-pk")


def posted_lately(attempts: QuerySet[Attempt], *, now: datetime) -> QuerySet[Attempt]:
    """Letters in the post that may still come back, the newest first."""
    return attempts.filter(
        channel=Channel.LETTER, outcome=Outcome.SENT, outcome_at__gt=now - COMES_BACK_WITHIN
    ).order_by("-outcome_at", "-pk")
