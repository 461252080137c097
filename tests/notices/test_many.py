"""Real workers, real kills and many messages, all to a GOV.UK Notify of our own on this machine."""

import os
import subprocess
import sys
import time
from datetime import time as time_of_day
from datetime import timedelta
from random import Random

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from devtools.database import url_of
from devtools.notify_fake import EMAIL_TEMPLATE, KEY, TEXT_TEMPLATE, Fault
from experts.models import Expert
from ladder.models import Invitation
from notices.actions import deliver, queue
from notices.actions.sending import LOOK_UP_AFTER
from notices.addressed import Addressed
from notices.models import Contact, Notice
from tests.factories import by_day, make_open_round
from words.working_days import at_london, london_date

pytestmark = pytest.mark.django_db(transaction=True)
IN_A_MINUTE = 10_000
AS_MANY_AS_CAN = 1_000_000
STATEMENTS_A_MESSAGE = 15
WORKER = """
import sys
from datetime import datetime, timedelta
import django
django.setup()
from django.utils import timezone
from notices.actions import deliver
from notices.models import Notice
ahead = timedelta(minutes=float(sys.argv[1]))
deliver(now=timezone.now() + ahead, at_most=1)
print("is at work", flush=True)
while Notice.objects.due(now=timezone.now() + ahead).exists():
    deliver(now=timezone.now() + ahead, at_most=20)
deliver(now=timezone.now() + ahead)
"""


@pytest.fixture
def asked(project, involvement):
    """`asked(count)` asks so many more people in an open check, each of whom waits for their invitation."""
    round_ = make_open_round(project, by=involvement, now=timezone.now())

    def ask(count):
        Notice.objects.all().delete()
        now = timezone.now()
        people = Contact.objects.bulk_create(
            Contact(name=f"Person {number}", email=f"person{number}@example.org") for number in range(count)
        )
        experts = Expert.objects.bulk_create(Expert(contact=person, added_at=now) for person in people)
        asked = Invitation.objects.bulk_create(Invitation(round=round_, expert=each) for each in experts)
        to = [Addressed(each.expert.contact, "invitation", each.pk) for each in asked]
        queue(kind="ladder.invitation", to=to, now=now)

    return ask


@pytest.fixture
def start_worker(notify_fake, settings):
    """`start_worker(now)` starts a process that drains the outbox, whose clock says now what it is told. It
    says a line when it has sent its first message."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "coproduction.settings",
        "DATABASE_URL": url_of(connection.settings_dict),
        "DATABASE_ROLE": portal.DATABASE_APP_ROLE,
        "NOTIFY_API_KEY": KEY,
        "NOTIFY_ADDRESS": notify_fake.address,
        "NOTIFY_EMAIL_TEMPLATE": EMAIL_TEMPLATE,
        "NOTIFY_TEXT_TEMPLATE": TEXT_TEMPLATE,
        "NOTIFY_A_MINUTE": str(AS_MANY_AS_CAN),
    }
    settings.NOTIFY_A_MINUTE = AS_MANY_AS_CAN
    started = []

    def start(now):
        ahead = (now - timezone.now()) / timedelta(minutes=1)
        command = [sys.executable, "-c", WORKER, str(ahead)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.own_clock
def test_workers_that_are_killed_lose_nothing_and_send_nothing_twice(asked, start_worker, notify_fake, full):
    kills, count = (300, 3000) if full else (1, 40)
    asked(count)
    by_chance = Random(7)
    notify_fake.fault_of = lambda asked: by_chance.choice(
        [None] * 20 + [Fault.CUT_OFF_AFTER_TAKING, Fault.CUT_OFF, Fault.BROKEN, Fault.AWAY]
    )
    now = at_london(london_date(timezone.now()) + timedelta(days=1), time_of_day(9, 5))
    for _ in range(kills):
        worker = start_worker(now)
        worker.stdout.readline()
        time.sleep(by_chance.uniform(0, 0.2))
        worker.kill()
        worker.wait()
        now += LOOK_UP_AFTER + timedelta(seconds=4)
    assert len(notify_fake.times()) >= min(kills, count)
    assert Notice.objects.filter(sent_at=None).exists(), "the last was killed at its work"
    notify_fake.fault_of = lambda asked: None
    for _ in range(3):
        now += timedelta(minutes=6)
        deliver(now=now)
    assert set(notify_fake.times().values()) == {1}
    assert len(notify_fake.times()) == count
    assert not Notice.objects.filter(sent_at=None).exists()


def test_one_message_costs_the_database_no_more_than_it_did(asked, mailoutbox):
    asked(9)
    now = by_day(timezone.now())
    deliver(now=now, at_most=1)
    with CaptureQueriesContext(connection) as for_one:
        deliver(now=now, at_most=1)
    with CaptureQueriesContext(connection) as for_six:
        deliver(now=now, at_most=6)
    assert len(mailoutbox) == 8
    assert len(for_six) - len(for_one) <= 5 * STATEMENTS_A_MESSAGE


@pytest.mark.own_clock
def test_two_workers_drain_many_messages_in_a_minute(asked, start_worker, notify_fake, full):
    count = IN_A_MINUTE if full else 60
    asked(count)
    workers = [start_worker(by_day(timezone.now())) for _ in range(2)]
    for worker in workers:
        worker.stdout.readline()
    began = time.monotonic()
    for worker in workers:
        worker.wait()
    took = timedelta(seconds=time.monotonic() - began)
    assert set(notify_fake.times().values()) == {1}
    assert len(notify_fake.taken) == count
    assert took < timedelta(minutes=1)
