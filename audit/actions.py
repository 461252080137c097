"""The only way into the audit record."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, models
from django.utils import timezone

from audit.models import Event, JobRun

SYSTEM: Final = "system"
RUNS_KEPT_FOR = timedelta(days=90)


def name_of(by: Any) -> str:
    """The Contact id that stands for whoever acted, or "system".

    Takes "system", a Contact, or anything that points to one through `contact_id`.
    """
    if by == SYSTEM:
        return SYSTEM
    return str(getattr(by, "contact_id", None) or by.pk)


def record(
    what: str, *, by: Any, subject: models.Model, now: datetime, **details: str | int | bool | None
) -> Event:
    """Write one line in the caller's transaction.

    `details` holds ids, names of fields and keys from a `choices` module, never anything a person typed.
    Raises RuntimeError outside a transaction: a line must stand or go with what it records.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit line is written in the transaction of what it records")
    return Event.objects.create(
        at=now,
        by=name_of(by),
        what=what,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        details=details,
    )


@contextmanager
def job(name: str, *, now: datetime) -> Iterator[JobRun]:
    """Keep a row of one run of a scheduled job, with how it ended.

    The caller sets `outcome`; a run that raises keeps the kind of error and raises on.
    """
    run = JobRun.objects.create(name=name, started_at=now)
    try:
        yield run
    except Exception as error:
        run.outcome = f"stopped: {type(error).__name__}"
        raise
    finally:
        # The only clock read in an action: how long a job took cannot be passed in beforehand.
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at", "outcome"])


def forget_old_runs(*, now: datetime) -> int:
    """Remove the rows of jobs that began over 90 days ago. Returns how many went."""
    removed, _ = JobRun.objects.filter(started_at__lt=now - RUNS_KEPT_FOR).delete()
    return removed
