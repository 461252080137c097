"""Forgetting which messages went: 35 days later, and never while what they speak of goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from notices.models import Notice

KEPT_FOR = timedelta(days=35)

goes_on: list[Callable[[datetime], Q]] = []
"""Upper packages add which messages speak of something that goes on. Without its row, one of those could be
promised a second time."""


@transaction.atomic
def forget_old_messages(*, now: datetime) -> int:
    """Remove the messages that went, or were not to go, more than 35 days ago. Returns how many.

    What waits for somebody stays, and so does what speaks of something that `goes_on`. Those that came in
    one message with others leave with that.
    """
    before = now - KEPT_FOR
    old = Notice.objects.filter(Q(sent_at__lt=before) | Q(skipped_at__lt=before))
    for ask in goes_on:
        old = old.exclude(ask(now))
    old_ids = list(old.values_list("pk", flat=True))
    _, in_others = Notice.objects.filter(pk__in=old_ids, summary__in=old_ids).delete()
    _, by_themselves = Notice.objects.filter(pk__in=old_ids, summary=None, summed_up=None).delete()
    return sum(gone.get(Notice._meta.label, 0) for gone in (in_others, by_themselves))
