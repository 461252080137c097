"""A kind of message for tests, people to send it to, and a mail server that does as it is told."""

import socket
import threading

import pytest

from notices import kinds
from notices.actions import queue
from notices.addressed import Addressed
from notices.models import Contact
from notices.words import Message, Written
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.notices.mail_servers import MailServer


class Said(Written):
    """Words that are the same, however somebody chose to get them."""

    def chosen(self, *, easy_read, neutral):
        return self


def saying(subject):
    """A message that has this subject, and is in no folder of templates."""
    written = Said("", {})
    written.update(subject=subject, plain="Hello", text="Hi", letter="Hello", html="<p>Hello</p>")
    return Message(written)


@pytest.fixture(autouse=True)
def hello(monkeypatch):
    """The kind "test.hello": it is always due, goes alone, and says which notice it is."""
    kind = kinds.Kind(
        key="test.hello",
        compose=lambda notice, now, *, keys=True: saying(f"Hello {notice.subject_id}"),
        why_not=lambda notice, now: None,
        alone=True,
    )
    monkeypatch.setitem(kinds._kinds, kind.key, kind)


@made_once
def person(db):
    return Contact.objects.create(name="Bea Rowe", email="bea.rowe@example.org")


@pytest.fixture
def promise(person):
    """`promise("one", "two")` promises a message about each to Bea Rowe."""

    def make(*subjects, contact=person, now=MONDAY):
        queue(kind="test.hello", to=[Addressed(contact, "test", each) for each in subjects], now=now)

    return make


@pytest.fixture
def mail_server(settings):
    """Django sends through this one."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        _send_through(settings, server.port)
        yield server
        server.may_answer.set()
        server.shutdown()


@pytest.fixture
def no_mail_server(settings, free_port):
    """A port at which nobody listens."""
    _send_through(settings, free_port)


@pytest.fixture
def free_port():
    """A port at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _send_through(settings, port):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
