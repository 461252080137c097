"""Doorways for beat and the worker."""

from celery import shared_task
from django.utils import timezone

from audit.actions import job
from projects.actions.importing import forget_undecided_imports


@shared_task(name="projects.forget_imports")
def forget_imports() -> int:
    """Keep the lines of a spreadsheet no longer than a week."""
    now = timezone.now()
    with job("projects.forget_imports", now=now) as run:
        removed = forget_undecided_imports(now=now)
        run.outcome = f"{removed} removed"
    return removed
