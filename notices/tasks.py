"""Doorways for the worker."""

from celery import shared_task
from django.utils import timezone

from audit.actions import job
from notices.actions import deliver

# So many fit the time a task may take, even when a mail server lets each one wait. Beat asks again at once.
MESSAGES_IN_ONE_RUN = 40


@shared_task(name="notices.drain")
def drain() -> int:
    """Send what is due."""
    now = timezone.now()
    with job("notices.drain", now=now, often=True) as run:
        went = deliver(now=now, at_most=MESSAGES_IN_ONE_RUN)
        run.outcome = f"{went} sent"
    return went
