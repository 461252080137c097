"""What waits for a person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from notices.choices import Skip
from notices.models import Notice

STUCK_AFTER = timedelta(minutes=10)


def stuck(*, now: datetime) -> QuerySet[Notice]:
    """Messages that were taken and never came back: nobody can tell whether they went."""
    return Notice.objects.filter(sent_at=None, skipped_because="", taken_at__lt=now - STUCK_AFTER)


def stuck_people(*, now: datetime) -> list[tuple[UUID, str]]:
    """Whom those messages are to: the id and name of a Contact for each, the oldest message first."""
    return list(stuck(now=now).order_by("made_at", "pk").values_list("contact", "contact__name"))


def to_post(*kinds: str) -> QuerySet[Notice]:
    """Messages of these kinds that no e-mail can carry, oldest first."""
    waiting = Notice.objects.filter(kind__in=kinds, skipped_because__in=[Skip.NO_EMAIL, Skip.REFUSED])
    return waiting.select_related("contact").order_by("made_at")
