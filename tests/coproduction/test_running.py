"""How the scheduled jobs run, as the involvement team's home tells it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from audit.models import JobRun
from coproduction import running
from coproduction.running import TICK
from tests.coproduction.test_homes import opened_by
from tests.factories import MONDAY


def run_of(name, at, outcome="done"):
    return JobRun.objects.create(
        name=name,
        started_at=at,
        finished_at=at,
        done_at=None if outcome.startswith("stopped") else at,
        outcome=outcome,
    )


def test_a_schedule_that_runs_says_so_quietly(client, involvement):
    for name, *_ in running.JOBS:
        run_of(name, timezone.now())

    text = opened_by(client, involvement).text

    assert "A scheduled job is late" not in text
    assert text.count("Last ran on") == 8
    assert "Removing" not in text


def test_a_job_that_tidies_up_is_shown_once_it_is_late(client, involvement):
    for name, *_ in running.JOBS:
        run_of(name, timezone.now())
    JobRun.objects.filter(name="projects.forget_imports").update(done_at=MONDAY - timedelta(days=2))

    assert "Removing spreadsheets that nobody used: last ran on" in opened_by(client, involvement).text


def test_a_schedule_that_stopped_shouts(client, involvement):
    run_of(TICK, timezone.now() - timedelta(minutes=6))

    text = opened_by(client, involvement).text

    assert "A scheduled job is late" in text
    assert "The schedule should run every minute. It last ran on" in text


def test_a_schedule_that_never_ran_shouts_too(db):
    (tick, *others) = running.jobs(now=MONDAY)

    assert tick.is_late
    assert not any(job.is_late for job in others)
    assert running.schedule_stopped([tick, *others]).endswith("It has not run yet.")


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "late"), [(4, False), (5, False), (6, True)])
def test_the_tick_is_late_after_five_minutes(minutes, late):
    run_of(TICK, MONDAY - timedelta(minutes=minutes))

    assert running.jobs(now=MONDAY)[0].is_late is late


@pytest.mark.django_db
def test_reminders_rest_overnight_without_being_called_late():
    run_of("notices.promise", datetime(2026, 11, 22, 19, 5, tzinfo=UTC))

    by_key = {job.key: job for job in running.jobs(now=datetime(2026, 11, 23, 9, 4, tzinfo=UTC))}
    assert not by_key["notices.promise"].is_late
    by_key = {job.key: job for job in running.jobs(now=datetime(2026, 11, 23, 12, 0, tzinfo=UTC))}
    assert by_key["notices.promise"].is_late


@pytest.mark.django_db
def test_a_job_that_broke_off_is_late_however_fresh():
    run_of(TICK, MONDAY)
    run_of("ladder.find_due", MONDAY, outcome="stopped: OperationalError")

    known = running.jobs(now=MONDAY)

    assert running.schedule_stopped(known) == (
        "Closing checks: began on Monday 23 November 2026 at 12:00pm, and stopped before it was done."
    )


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 23, 0, 5, tzinfo=UTC), "Monday 23 November 2026 at 12:05am"),
        (datetime(2026, 7, 1, 13, 30, tzinfo=UTC), "Wednesday 1 July 2026 at 2:30pm"),
    ],
)
def test_a_moment_is_said_in_london_time(at, said):
    assert running.moment(at) == said
