"""Exactly once, with several workers at work on the same rows, and with a real worker after a commit."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as portal
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions.granting import invite_staff
from accounts.choices import Role
from devtools.database import url_of
from notices.actions import deliver, queue
from notices.addressed import Addressed
from notices.channels.email import MailServer
from notices.kinds import kind_of
from notices.models import Contact, Notice
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)
A_WORKER = """
import django
django.setup()
from django.utils import timezone
from notices.actions import deliver
print(deliver(now=timezone.now()))
"""


def promised(count, name="one"):
    people = Contact.objects.bulk_create(
        Contact(name=f"Person {number}", email=f"person{number}@example.org") for number in range(count)
    )
    queue(kind="test.hello", to=[Addressed(person, "test", name) for person in people], now=MONDAY)


def times_sent(mailoutbox):
    return Counter(Counter(mail.to[0] for mail in mailoutbox).values())


def test_three_workers_send_each_message_once(mailoutbox, at_once, full):
    count = 1000 if full else 60
    promised(count)
    went = at_once(*[lambda: deliver(now=MONDAY)] * 3)
    assert sum(went) == count
    assert times_sent(mailoutbox) == {1: count}


def test_without_the_taking_they_send_some_twice(mailoutbox, at_once):
    """The control: look for a row that waits and send it, without writing down first that it is taken."""

    def send_then_mark():
        while notice := Notice.objects.waiting().select_related("contact").order_by("look_at").first():
            message = kind_of(notice).compose(notice, MONDAY)
            MailServer().send(message, to=notice.contact, reference=uuid4())
            Notice.objects.filter(pk=notice.pk).update(taken_at=MONDAY, sent_at=MONDAY)

    promised(60)
    at_once(*[send_then_mark] * 3)
    assert sum(count for times, count in times_sent(mailoutbox).items() if times > 1) > 0


def mails():
    return [path.read_text() for path in Path(portal.EMAIL_FILE_PATH).glob("*.log")]


@pytest.fixture
def empty_mail_folder():
    for path in Path(portal.EMAIL_FILE_PATH).glob("*.log"):
        path.unlink()


@pytest.mark.own_clock
def test_two_processes_send_each_message_once(empty_mail_folder):
    """Real processes, and a kind of message that the portal really sends."""
    for number in range(20):
        invite_staff(
            name=f"Person {number}",
            email=f"person{number}@example.org",
            role=Role.STEERING,
            directorate=None,
            by="system",
            now=timezone.now(),
        )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "coproduction.settings",
        "DATABASE_URL": url_of(connection.settings_dict),
        "DATABASE_ROLE": portal.DATABASE_APP_ROLE,
    }
    processes = [
        subprocess.Popen([sys.executable, "-c", A_WORKER], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    went = [int(process.communicate(timeout=60)[0].splitlines()[-1]) for process in processes]
    assert sum(went) == 20
    to = Counter(line for mail in mails() for line in mail.splitlines() if line.startswith("To: "))
    assert len(to) == 20
    assert set(to.values()) == {1}


def test_a_worker_sends_as_soon_as_the_transaction_is_done_and_not_before(
    worker, eventually, empty_mail_folder, lead
):
    with transaction.atomic():
        invite_staff(
            name="Bea Rowe",
            email="bea.rowe@example.org",
            role=Role.STEERING,
            directorate=None,
            by=lead,
            now=timezone.now(),
        )
        assert mails() == []
    eventually(lambda: Notice.objects.exclude(sent_at=None).exists())
    (mail,) = mails()
    assert "To: bea.rowe@example.org" in mail
    assert "You are there as steering group." in mail
