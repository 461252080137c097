"""The schedule's heartbeat."""

from celery import shared_task
from django.utils import timezone

from audit.actions import expect_jobs, job
from coproduction.running import JOBS, TICK


@shared_task(name=TICK)
def tick() -> None:
    """Write down that beat and a worker are alive, and begin to wait for every other job."""
    now = timezone.now()
    with job(TICK, now=now, often=True) as run:
        expect_jobs([key for key, _, _ in JOBS if key != TICK], now=now)
        run.outcome = "alive"
