"""Whether the scheduled jobs run, for the people who must know when they do not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from audit.models import JobRun
from words.plain_dates import clock_time, plain_date
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled job: what it is, when it last ran, and whether that is too long ago."""

    key: str
    name: str
    says: str
    last: str
    is_late: bool
    last_at: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Whether people need to see it: what only tidies up is worth a line when it is late."""
        return self.is_late or ".forget_" not in self.key

    @property
    def sentence(self) -> str:
        """Both in one."""
        return f"{self.name}: {self.says[0].lower()}{self.says[1:]}."


TICK = "beat.tick"
# Every scheduled job, and how long it may go without ending well. Reminders rest overnight.
JOBS = (
    (TICK, "The schedule itself", timedelta(minutes=5)),
    ("notices.drain", "Sending messages", timedelta(minutes=5)),
    ("notices.take_back", "Taking letters and calls back", timedelta(hours=1)),
    ("ladder.find_due", "Closing checks", timedelta(minutes=10)),
    ("ladder.end_talks", "Ending talks", timedelta(minutes=10)),
    ("notices.promise", "Reminders", timedelta(hours=14)),
    ("notices.weekly", "Weekly summaries", timedelta(hours=14)),
    ("ladder.rewrite_sealed_tables", "Rewriting the tables of sealed answers", timedelta(hours=3)),
    ("ladder.forget_paper_keys", "Removing old codes of paper forms", timedelta(hours=30)),
    ("notices.forget_messages", "Removing what is written down about old messages", timedelta(hours=30)),
    ("projects.forget_imports", "Removing spreadsheets that nobody used", timedelta(hours=30)),
    ("accounts.forget_late_forms", "Removing forms that came too late", timedelta(hours=1)),
    ("accounts.forget_sessions", "Removing where people were signed in", timedelta(hours=3)),
    ("audit.forget_old_runs", "Removing what is written down about jobs", timedelta(hours=30)),
    ("audit.forget_old_events", "Removing the oldest year of who did what", timedelta(days=33)),
)


def jobs(*, now: datetime) -> list[Job]:
    """Each scheduled job, with its last run. One query."""
    done = JobRun.objects.filter(name=OuterRef("name")).values("name").annotate(last=Max("done_at"))
    last = {
        run.name: run
        for run in JobRun.objects.filter(name__in=[key for key, _, _ in JOBS])
        .annotate(last_done=Subquery(done.values("last")))
        .order_by("name", "-started_at")
        .distinct("name")
    }
    return [_job(key, name, silence, last.get(key), now) for key, name, silence in JOBS]


def late_jobs(*, now: datetime) -> list[Job]:
    """Those that have not ended well for too long."""
    return [job for job in jobs(now=now) if job.is_late]


def _job(key: str, name: str, silence: timedelta, run: Any, now: datetime) -> Job:
    if run is None:
        # Only the schedule itself runs within a minute of the start. It then begins to wait for the others.
        return Job(key, name, "Has not run yet", "", is_late=key == TICK)
    if run.outcome.startswith("stopped"):
        when = moment(run.started_at)
        return Job(
            key,
            name,
            f"Began on {when}, and stopped before it was done",
            when,
            is_late=True,
            last_at=run.started_at,
        )
    if run.last_done is None:
        return Job(key, name, "Has not run yet", "", is_late=now - run.started_at > silence)
    when = moment(run.last_done)
    is_late = now - run.last_done > silence
    return Job(key, name, f"Last ran on {when}", when, is_late=is_late, last_at=run.last_done)


def schedule_stopped(known: list[Job]) -> str:
    """What to say above everything when scheduled jobs do not run. Empty while all is well."""
    late = [job for job in known if job.is_late]
    if not late:
        return ""
    first = late[0]
    if first.key == TICK:
        since = f"It last ran on {first.last}." if first.last else "It has not run yet."
        return f"The schedule should run every minute. {since}"
    return first.sentence


def moment(at: datetime) -> str:
    """A day and a time in London: "Monday 23 November 2026 at 2:05pm"."""
    return f"{plain_date(london_date(at))} at {clock_time(at)}"
