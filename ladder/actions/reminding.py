"""Promising reminders. Whether each goes is decided when it is sent, so that nobody who answered gets one."""

from datetime import datetime

from django.db import transaction

from ladder.models import Invitation
from notices.actions import queue
from notices.addressed import Addressed
from words.working_days import london_date


@transaction.atomic
def promise_reminders(*, now: datetime) -> int:
    """Promise the one reminder to everyone in the open checks whose reminder day has come. Safe to repeat."""
    due = Invitation.objects.filter(
        round__closed_at=None, round__reminder_on__lte=london_date(now), round__closes_at__gt=now
    ).select_related("expert__contact")
    people = [Addressed(invitation.expert.contact, "invitation", invitation.pk) for invitation in due]
    queue(kind="ladder.reminder", to=people, now=now)
    return len(people)
