"""Doorways for the worker."""

from celery import shared_task
from django.utils import timezone

from notices.actions import deliver


@shared_task(name="notices.drain")
def drain() -> int:
    """Send what is due."""
    return deliver(now=timezone.now())
