"""Whether the scheduled jobs run, for the people who must know when they do not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from audit.models import JobRun
from coproduction.health import TICK
from words.plain_dates import plain_date


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled job: what it is, when it last ran, and whether that is too long ago."""

    key: str
    name: str
    says: str
    last: str
    is_late: bool


# How long a job may be silent. Reminders rest overnight.
JOBS = (
    (TICK, "The schedule itself", timedelta(minutes=5)),
    ("ladder.find_due", "Closing checks", timedelta(minutes=10)),
    ("ladder.end_talks", "Ending talks", timedelta(minutes=10)),
    ("ladder.remind", "Reminders", timedelta(hours=16)),
    ("ladder.tell_what_waits", "Telling the team what to type in", timedelta(hours=1)),
    ("ladder.rewrite_sealed_tables", "Rewriting the tables of sealed answers", timedelta(hours=3)),
)


def jobs(*, now: datetime) -> list[Job]:
    """Each scheduled job, with its last run. One query."""
    last = {
        run.name: run
        for run in JobRun.objects.filter(name__in=[key for key, _, _ in JOBS])
        .order_by("name", "-started_at")
        .distinct("name")
    }
    return [_job(key, name, silence, last.get(key), now) for key, name, silence in JOBS]


def _job(key: str, name: str, silence: timedelta, run: JobRun | None, now: datetime) -> Job:
    if run is None:
        # Only the schedule itself runs within a minute of the start. The others may not have had their turn.
        return Job(key, name, "Has not run yet", "", is_late=key == TICK)
    when = moment(run.started_at)
    if run.outcome.startswith("stopped"):
        return Job(key, name, f"Began on {when}, and stopped before it was done", when, is_late=True)
    return Job(key, name, f"Last ran on {when}", when, is_late=now - run.started_at > silence)


def schedule_stopped(known: list[Job]) -> str:
    """What to say above everything when scheduled jobs do not run. Empty while all is well."""
    late = [job for job in known if job.is_late]
    if not late:
        return ""
    first = late[0]
    if first.key == TICK:
        since = f"It last ran on {first.last}." if first.last else "It has not run yet."
        return f"The schedule should run every minute. {since}"
    return f"{first.name}: {first.says[0].lower()}{first.says[1:]}."


def moment(at: datetime) -> str:
    """A day and a time in London: "Monday 23 November 2026 at 2:05pm"."""
    here = timezone.localtime(at)
    half = "am" if here.hour < 12 else "pm"
    return f"{plain_date(here.date())} at {here.hour % 12 or 12}:{here:%M}{half}"
