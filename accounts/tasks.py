"""Doorways for beat and the worker."""

from celery import shared_task
from django.utils import timezone

from accounts.actions.counting import forget_counts
from accounts.actions.kept_forms import forget_kept_forms
from accounts.actions.posting import forget_posted_codes
from accounts.actions.sessions import forget_sessions
from accounts.actions.work_account import forget_work_links
from audit.actions import job


@shared_task(name="accounts.forget_sessions")
def forget_what_ended() -> int:
    """Keep no session for longer than a day after its end, and no trace of codes and links for long."""
    now = timezone.now()
    with job("accounts.forget_sessions", now=now) as run:
        removed = forget_sessions(now=now)
        codes, links = forget_posted_codes(now=now), forget_work_links(now=now)
        counts = forget_counts(now=now)
        run.outcome = f"{removed} removed, {codes} posted codes, {links} links, {counts} counts"
    return removed + codes + links + counts


@shared_task(name="accounts.forget_late_forms")
def forget_late_forms() -> int:
    """Keep a form that came too late for its hour."""
    now = timezone.now()
    with job("accounts.forget_late_forms", now=now, often=True) as run:
        removed = forget_kept_forms(now=now)
        run.outcome = f"{removed} removed"
    return removed
