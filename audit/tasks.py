"""Doorways for beat and the worker."""

from celery import shared_task
from django.utils import timezone

from audit.actions import forget_old_events, forget_old_runs, job


@shared_task(name="audit.forget_old_runs")
def forget() -> int:
    """Keep the record of jobs short."""
    now = timezone.now()
    with job("audit.forget_old_runs", now=now) as run:
        removed = forget_old_runs(now=now)
        run.outcome = f"{removed} removed"
    return removed


@shared_task(name="audit.forget_old_events")
def forget_events() -> int:
    """Remove the lines of years that need not be kept any more."""
    now = timezone.now()
    with job("audit.forget_old_events", now=now) as run:
        removed = forget_old_events(now=now)
        run.outcome = f"{removed} removed"
    return removed
