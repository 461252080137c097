"""Doorways for the worker."""

import time

from celery import shared_task
from django.utils import timezone

from audit.actions import job
from notices.actions import deliver, let_go, sum_up
from notices.actions import promise as promise_what_is_due
from notices.actions.forgetting import forget_old_messages
from notices.models import Notice

SECONDS_IN_ONE_RUN = 50
# So many fit the time a task may take after that, even when a mail server lets each one wait.
MESSAGES_AT_A_TIME = 20


@shared_task(name="notices.drain")
def drain() -> int:
    """Send what is due, until nothing is or the run's time is over. Beat asks again after seconds."""
    now, ends = timezone.now(), time.monotonic() + SECONDS_IN_ONE_RUN
    with job("notices.drain", now=now, often=True) as run:
        went = deliver(now=now, at_most=MESSAGES_AT_A_TIME)
        while time.monotonic() < ends and Notice.objects.due(now=timezone.now()).exists():
            went += deliver(now=timezone.now(), at_most=MESSAGES_AT_A_TIME)
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


@shared_task(name="notices.weekly")
def weekly() -> int:
    """Put what waited for it into one message for each person."""
    now = timezone.now()
    with job("notices.weekly", now=now, often=True) as run:
        made = sum_up(now=now)
        run.outcome = f"{made} summaries"
    return made


@shared_task(name="notices.take_back")
def take_back() -> int:
    """Take letters and calls off the lists that are of no use or not safe any more."""
    now = timezone.now()
    with job("notices.take_back", now=now, often=True) as run:
        taken = let_go(now=now)
        run.outcome = f"{taken} letters and calls"
    return taken


@shared_task(name="notices.forget_messages")
def forget_messages() -> int:
    """Keep no longer than we say who got which message."""
    now = timezone.now()
    with job("notices.forget_messages", now=now) as run:
        removed = forget_old_messages(now=now)
        run.outcome = f"{removed} removed"
    return removed
