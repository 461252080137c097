"""Which messages: those that wait, and those about something."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from notices.choices import NotNow


class NoticeQuerySet(QuerySet[Any]):
    """Messages."""

    def waiting(self) -> "NoticeQuerySet":
        """Nobody is sending it, it has not gone, and nothing speaks against it for good."""
        return self.filter(taken_at=None, sent_at=None, skipped_because="")

    def due(self, *, now: datetime) -> "NoticeQuerySet":
        """Those that wait and that a worker looks at now. What waits for a summary is left to the job that
        makes them."""
        return self.waiting().filter(look_at__lte=now).exclude(held_because=NotNow.FOR_SUMMARY)

    def for_summary(self, *, now: datetime) -> "NoticeQuerySet":
        """Those whose summary is due."""
        return self.waiting().filter(look_at__lte=now, held_because=NotNow.FOR_SUMMARY)

    def about(self, subject_kind: str, ids: Iterable[Any]) -> "NoticeQuerySet":
        """Messages that speak of any of these, whoever they are to."""
        return self.filter(subject_kind=subject_kind, subject_id__in=[str(each) for each in ids])

    def same_as(self, notice: Any) -> "NoticeQuerySet":
        """The row of a message, by all that makes it one message, whether this one is kept or not."""
        return self.filter(
            kind=notice.kind,
            subject_kind=notice.subject_kind,
            subject_id=notice.subject_id,
            contact=notice.contact_id,
            on_behalf_of=notice.on_behalf_of_id,
            period=notice.period,
        )
