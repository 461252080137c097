"""The schedule's heartbeat."""

from celery import shared_task
from django.utils import timezone

from audit.actions import job


@shared_task(name="beat.tick")
def tick() -> None:
    """Write down that beat and a worker are alive."""
    with job("beat.tick", now=timezone.now()) as run:
        run.outcome = "alive"
