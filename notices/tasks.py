"""Doorways for the worker."""

from celery import shared_task
from django.utils import timezone

from audit.actions import job
from notices.actions import deliver
from notices.actions import promise as promise_what_is_due

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


@shared_task(name="notices.promise")
def promise() -> int:
    """Write down what is due by itself: reminders, and what waits for somebody."""
    now = timezone.now()
    with job("notices.promise", now=now, often=True) as run:
        promised = promise_what_is_due(now=now)
        run.outcome = f"{promised} messages"
    return promised
