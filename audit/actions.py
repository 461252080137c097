"""The only way into the audit record."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import connection, models
from django.utils import timezone

from audit.choices import READ_AS, Purpose, Seen
from audit.models import Event, JobRun
from words.working_days import at_london, london_date

SYSTEM: Final = "system"
YEARS_KEPT: Final = 6
MOST_OF_ROLES: Final = 120
RUNS_KEPT_FOR = timedelta(days=90)


def name_of(by: Any) -> str:
    """The Contact id that stands for whoever acted, or "system".

    Takes "system", a Contact, or anything that points to one through `contact_id`.
    """
    if by == SYSTEM:
        return SYSTEM
    return str(getattr(by, "contact_id", None) or by.pk)


def part_of(by: Any, *, among: Iterable[str] = ()) -> dict[str, Any]:
    """The role that somebody acts in, and the id of its directorate, to be written down as they are now.

    Someone may hold several: then those `among` the given ones count, and where that does not tell them apart
    either, all of their keys are kept, with a comma between. A directorate is kept where it is the only one.
    """
    held = getattr(by, "roles", frozenset())
    fitting = {(role, place) for role, place in held if role in among} or held
    places = {place for _, place in fitting if place}
    return {
        "role": ",".join(sorted({str(role) for role, _ in fitting}))[:MOST_OF_ROLES],
        "directorate": places.pop() if len(places) == 1 else None,
    }


def whose_record(subject: models.Model) -> Any:
    """The id of the Contact whose record `subject` is a part of, or None.

    A row is part of somebody's record if it *is* a person, or points to the expert or the contact that it is
    about. What people write in checks points to nobody, and must not.
    """
    if subject._meta.label == "notices.Contact":
        return subject.pk
    for named in ("expert", "invitation", "user"):
        if named in {field.name for field in subject._meta.concrete_fields}:
            return whose_record(getattr(subject, named))
    return getattr(subject, "contact_id", None)


def record(
    what: str,
    *,
    by: Any,
    subject: models.Model,
    now: datetime,
    fields: str = "",
    **details: str | int | bool | None,
) -> Event:
    """Write one line in the caller's transaction.

    `fields` and `details` hold ids, names of fields and keys from a `choices` module, never anything a
    person typed. Raises RuntimeError outside a transaction: a line must stand or go with what it records.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit line is written in the transaction of what it records")
    return Event.objects.create(
        at=now,
        by=name_of(by),
        **part_of(by),
        what=what,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        person=whose_record(subject),
        fields=fields,
        details=details,
    )


def record_reads(
    people: Iterable[Any],
    *,
    by: Any,
    fields: Iterable[Seen],
    purpose: Purpose,
    now: datetime,
    for_: models.Model | None = None,
) -> None:
    """Write down that somebody reads records of others: one line a person, all in one query.

    `people` are ids of Contacts, in any order, as often as they come. Nobody's reading of their own record is
    written down. The same things of the same record are written down once an hour for each reader: the
    database decides that, so that two pages opened at once do not write two lines.
    """
    own = name_of(by)
    subjects = [str(one) for one in set(people) if one is not None and str(one) != own]
    _write_reads("record.read", "notices.contact", subjects, by, fields, purpose, now, for_, is_person=True)


def record_comments_read(
    comments: Iterable[int], *, by: Any, purpose: Purpose, now: datetime, for_: models.Model | None = None
) -> None:
    """Write down that somebody reads what people wrote in a check, as `record_reads` does.

    The lines name the words and never a person: nobody may find out who wrote them, not even from here.
    """
    subjects = [str(one) for one in set(comments)]
    _write_reads(
        "comment.read", "ladder.comment", subjects, by, [Seen.WORDS], purpose, now, for_, is_person=False
    )


def _write_reads(
    what: str,
    subject_type: str,
    subjects: list[str],
    by: Any,
    fields: Iterable[Seen],
    purpose: Purpose,
    now: datetime,
    for_: models.Model | None,
    *,
    is_person: bool,
) -> None:
    """One query, or none for nobody. In order of ids, so that two pages at once wait and never deadlock."""
    if not subjects:
        return
    said = {
        "at": now,
        "by": name_of(by),
        **part_of(by, among=READ_AS.get(purpose, ())),
        "what": what,
        "subject_type": subject_type,
        "fields": ",".join(sorted(set(fields))),
        "purpose": purpose,
        "for_type": for_._meta.label_lower if for_ else "",
        "for_id": str(for_.pk) if for_ else "",
    }
    lines = [Event(subject_id=one, person=one if is_person else None, **said) for one in sorted(subjects)]
    Event.objects.bulk_create(lines, ignore_conflicts=True)


def forget_old_events(*, now: datetime) -> int:
    """Remove the lines of years that need not be kept any more. Returns how many went.

    Only the database's own function may, and it asks its own clock whether a year is old enough. It writes a
    line with how many went. Where there is nothing to forget, it is not asked.
    """
    before = date(london_date(now).year - YEARS_KEPT, 1, 1)
    if not Event.objects.filter(at__lt=at_london(before, time.min)).exists():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.audit_forget(%s)", [before])
        (removed,) = cursor.fetchone()
    return int(removed)


@contextmanager
def job(name: str, *, now: datetime, often: bool = False) -> Iterator[JobRun]:
    """Keep a row of one run of a scheduled job, with how it ended.

    The caller sets `outcome`; a run that raises keeps the kind of error and raises on. Jobs that run `often`,
    more than once an hour, write their one row anew.
    """
    if often:
        run, _ = JobRun.objects.update_or_create(
            name=name, is_often=True, defaults={"started_at": now, "finished_at": None}
        )
    else:
        run = JobRun.objects.create(name=name, started_at=now)
    # The only clock read in an action: how long a job took cannot be passed in beforehand.
    try:
        yield run
    except Exception as error:
        run.outcome = f"stopped: {type(error).__name__}"
        raise
    else:
        run.done_at = timezone.now()
    finally:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at", "done_at", "outcome"])


def expect_jobs(names: Iterable[str], *, now: datetime) -> None:
    """Begin to wait for the jobs that have no row yet, so that one which never runs is late some day too."""
    known = set(JobRun.objects.filter(name__in=names).values_list("name", flat=True))
    JobRun.objects.bulk_create(
        JobRun(name=name, started_at=now, finished_at=now, outcome="expected")
        for name in names
        if name not in known
    )


def forget_old_runs(*, now: datetime) -> int:
    """Remove the rows of jobs that began over 90 days ago, but never a job's newest. Returns how many."""
    newest = JobRun.objects.order_by("name", "-started_at").distinct("name").values("pk")
    removed, _ = JobRun.objects.filter(started_at__lt=now - RUNS_KEPT_FOR).exclude(pk__in=newest).delete()
    return removed
