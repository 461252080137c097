"""Making one message of many, in one transaction: nothing is in two, and nothing is in none."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from notices.actions.queueing import wake
from notices.actions.stopping import skip
from notices.choices import Skip
from notices.kinds import kind_of
from notices.models import Notice
from notices.summaries import SUMMARY
from notices.summing_up import this_week
from notices.ways import is_paused, reach_for


def sum_up(*, now: datetime) -> int:
    """Put what waits for a summary, and whose time has come, into one message for each person.

    That it comes late makes nothing in it too late: it waited for this. Safe to repeat. Whoever would read
    only of things that are done with hears nothing. Returns how many.
    """
    people = Notice.objects.for_summary(now=now).order_by("contact").values_list("contact", flat=True)
    return sum(_sum_up(contact_id, now) for contact_id in people.distinct())


@transaction.atomic
def _sum_up(contact_id: UUID, now: datetime) -> bool:
    waiting = Notice.objects.for_summary(now=now).filter(contact=contact_id)
    # Whoever comes second finds these rows done with.
    rows = waiting.select_for_update(of=("self",)).select_related("contact", "on_behalf_of")
    wanted = []
    for row in rows.order_by("due_at", "pk"):
        if is_paused(reach_for(row), now=now) and row.on_behalf_of:
            continue  # whom it is about asked us to wait: it is for a later one
        if reason := kind_of(row).why_not(row, now):
            skip(row, reason, now)
        else:
            wanted.append(row)
    if not wanted:
        return False
    summary = Notice.objects.create(
        kind=SUMMARY.key,
        contact_id=contact_id,
        subject_kind="message",
        subject_id=str(wanted[0].pk),
        period=this_week(now),
        made_at=now,
        due_at=now,
        look_at=now,
    )
    Notice.objects.filter(pk__in=[row.pk for row in wanted]).update(
        skipped_because=Skip.IN_SUMMARY, skipped_at=now, held_because="", summary=summary
    )
    transaction.on_commit(wake)
    return True
