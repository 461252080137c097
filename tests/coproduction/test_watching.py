"""Operators hear of a late job, whatever has died: beat, the worker, Valkey or the database."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from audit.actions import expect_jobs
from audit.models import JobRun
from coproduction.running import JOBS, TICK, late_jobs
from coproduction.watching import LATE, WELL, Watch
from devtools.binaries import valkey_program
from tests.factories import MONDAY
from tests.fixtures_worker import worker_environment

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
A_TICK = timedelta(seconds=0.25)
ON_ITS_WAY, FOUR_TICKS = 2 * A_TICK, 4 * A_TICK


def every_job_ran(at):
    JobRun.objects.all().delete()
    JobRun.objects.bulk_create(
        JobRun(name=name, started_at=at, finished_at=at, done_at=at, outcome="done") for name, *_ in JOBS
    )


def test_nothing_is_told_while_all_is_well(mailoutbox):
    every_job_ran(MONDAY)

    assert Watch().look(now=MONDAY) == []
    assert not mailoutbox


def test_a_late_job_is_told_at_once_then_hourly_and_its_end_once(mailoutbox):
    every_job_ran(MONDAY)
    watch = Watch()
    subjects = []
    for minutes in (5, 6, 7, 65, 66, 67):
        watch.look(now=MONDAY + minutes * MINUTE)
        subjects.append([message.subject for message in mailoutbox])
        mailoutbox.clear()
    every_job_ran(MONDAY + 68 * MINUTE)
    for minutes in (68, 69):
        watch.look(now=MONDAY + minutes * MINUTE)
        subjects.append([message.subject for message in mailoutbox])
        mailoutbox.clear()

    assert subjects == [[], [LATE], [], [], [LATE], [], [WELL], []]


def test_the_message_says_which_jobs_and_since_when(mailoutbox, settings):
    settings.OPERATORS = ["ops@example.org", "night@example.org"]
    every_job_ran(MONDAY)
    JobRun.objects.filter(name="ladder.find_due").update(done_at=MONDAY - timedelta(hours=1))

    Watch().look(now=MONDAY)

    (message,) = mailoutbox
    assert message.to == ["ops@example.org", "night@example.org"]
    assert "Closing checks: last ran on Monday 23 November 2026 at 11:00am." in message.body
    assert "The schedule itself" not in message.body


def test_without_the_database_it_says_so(mailoutbox):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        late = Watch().look(now=MONDAY)

    assert late == ["The database does not answer, so nobody can tell which jobs run."]
    assert late[0] in mailoutbox[0].body


def test_a_message_that_no_server_takes_is_tried_again(settings, mailoutbox):
    watch = Watch()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 1
    watch.look(now=MONDAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    watch.look(now=MONDAY + MINUTE)

    assert [message.subject for message in mailoutbox] == [LATE]


def test_once_it_ends_with_1_when_a_job_is_late(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("watch", once=True)
    assert ended.value.code == 1
    assert "The schedule itself: has not run yet." in capsys.readouterr().out

    every_job_ran(timezone.now())
    with pytest.raises(SystemExit) as ended:
        call_command("watch", once=True)
    assert ended.value.code == 0


def test_a_job_that_never_runs_is_late_once_its_time_is_over():
    """The first tick begins to wait for it."""
    names = [name for name, *_ in JOBS if name != TICK]
    expect_jobs(names, now=MONDAY)
    expect_jobs(names, now=MONDAY + MINUTE)

    assert JobRun.objects.count() == len(names)
    assert {job.key for job in late_jobs(now=MONDAY + 4 * MINUTE)} == {TICK}
    late = {job.key for job in late_jobs(now=MONDAY + 6 * MINUTE)}
    assert late == {TICK, "notices.drain"}


BEAT = """
from coproduction.celery import app
app.conf.beat_schedule = {"tick": {"task": "beat.tick", "schedule": 0.5, "options": {"expires": 5}}}
app.start(["beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", FILE])
"""
WORKER = """
from coproduction.celery import app
app.worker_main(["worker", "--pool", "solo", "--loglevel", "WARNING", "--without-mingle", "--without-gossip"])
"""


class Programs:
    """A real Valkey, a worker, and a beat that ticks four times a second."""

    def __init__(self, folder):
        door = folder / "v.sock"
        self.environment = {**worker_environment("portal"), "REDIS_URL": f"unix://{door}"}
        beat = BEAT.replace("FILE", repr(str(folder / "beat")))
        beat = beat.replace("SECONDS", str(A_TICK.total_seconds()))
        self.commands = {
            "Valkey": [valkey_program(), "--port", "0", "--unixsocket", door, "--dir", folder, "--save", ""],
            "worker": [sys.executable, "-c", WORKER],
            "beat": [sys.executable, "-c", beat],
        }
        self.running = {}

    def start(self, name):
        self.running[name] = subprocess.Popen(
            self.commands[name], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self, name):
        process = self.running.pop(name)
        process.kill()
        process.wait()


@pytest.fixture
def programs(transactional_db, tmp_path):
    programs = Programs(tmp_path)
    for name in programs.commands:
        programs.start(name)
    yield programs
    for name in list(programs.running):
        programs.kill(name)


@pytest.mark.own_clock
def test_whatever_is_killed_operators_hear_of_it(programs, eventually, mailoutbox):
    def ticked(after):
        return JobRun.objects.filter(name=TICK, done_at__gt=after).exists()

    def it_ticks():
        """Until one more tick comes, beside the one that may be on its way."""
        after = timezone.now() + ON_ITS_WAY
        eventually(lambda: ticked(after), seconds=60)

    for dies in ("beat", "worker", "Valkey"):
        it_ticks()  # also the control: it ticks while all live
        programs.kill(dies)
        time.sleep(ON_ITS_WAY.total_seconds())
        after = timezone.now()
        time.sleep(FOUR_TICKS.total_seconds())
        assert not ticked(after), f"it ticks without {dies}"

        Watch().look(now=timezone.now() + 5 * MINUTE)
        assert "The schedule itself: last ran on" in mailoutbox.pop().body
        programs.start(dies)
    it_ticks()  # beat and the worker lived on without Valkey, and go on by themselves now that it is back
