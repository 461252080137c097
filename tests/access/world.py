"""A world in which everyone of the table has signed in and everything that addresses speak of is there.

It is made once. Each question is asked between two savepoints, so that no answer changes the next.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote

import time_machine
from django.conf import settings as portal
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from audit.actions import job
from coproduction.running import TICK
from council.colours import SHIPPED
from council.models import Council
from tests.access.objects import OWN, Body, make_bodies
from tests.access.people import make_people
from tests.accounts.second_steps import signed_in
from tests.factories import MONDAY
from tests.fixtures_database import put_back_rows_of_migrations

A_YEAR = 365 * 24 * 60 * 60
WORDS = {200: "in", 302: "in", 403: "no", 404: "404", 405: "405"}


class Browser(Client):
    """Somebody's browser, whose cookies stay as they are, and which keeps nothing of what templates did."""

    def request(self, **request: Any) -> HttpResponse:
        """The answer as the server gives it. A mistake of ours is a page that says so: a 500."""
        return self.handler(self._base_environ(**request))


@dataclass(frozen=True)
class Answer:
    """What came back, and how many questions were put to the database for it."""

    response: HttpResponse
    queries: int
    path: str

    @property
    def word(self) -> str:
        """in, no, 404, 405 or sign in; or the status, where the table knows no word for it."""
        status = self.response.status_code
        if status == 302 and self.response["Location"].startswith(f"{reverse(portal.LOGIN_URL)}?next="):
            return "sign in"
        return WORDS.get(status, str(status))

    @property
    def seen(self) -> tuple:
        """All that the asker can see of it, but for what they typed themselves and what is new each time."""
        body = self.response.content.decode()
        for asked in (self.path, quote(self.path, safe="")):
            body = body.replace(asked, "(asked)")
        headers = {name: value for name, value in self.response.items() if name != "Content-Length"}
        cookies = {name: NEW_EACH_TIME.sub("", str(cookie)) for name, cookie in self.response.cookies.items()}
        return self.response.status_code, NEW_EACH_TIME.sub("(new)", body), headers, cookies


# A token of a form, masked anew on each page, and its cookie.
NEW_EACH_TIME = re.compile(r"[A-Za-z0-9]{64}|[A-Za-z0-9]{32}")


@dataclass
class World:
    """Everyone by part, what addresses speak of by position, and a browser of each person."""

    people: dict[str, User]
    bodies: dict[str, Body]
    browsers: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Everyone signs in here, once: what is done later is undone. A check is open in each browser too."""
        opened = Client()
        opened.post(reverse("ladder:open_link", args=[self.bodies[OWN]["key"]]), secure=True)
        for part, person in self.people.items():
            client = Browser()
            client.cookies.update(opened.cookies)
            self.browsers[part] = signed_in(client, person) if person.is_authenticated else client

    def browser(self, part: str) -> Client:
        """The one in which this person signed in."""
        return self.browsers[part]

    def answer(self, part: str, method: str, path: str, sent: dict[str, Any] | None = None) -> Answer:
        """What this person is told, with everything undone that it may have done."""
        browser, counted = self.browser(part), []

        def count(execute, *asked):
            counted.append(asked[0])
            return execute(*asked)

        with transaction.atomic():
            with connection.execute_wrapper(count):
                response = getattr(browser, method)(path, *([sent] if sent else []), secure=True)
            transaction.set_rollback(True)
        return Answer(response, len(counted), path)


@contextmanager
def the_world() -> Iterator[World]:
    """The world on that Monday, asked over TLS as in production. Needs a database that may be used."""
    logging.disable(logging.CRITICAL)
    try:
        with (
            time_machine.travel(MONDAY, tick=False),
            override_settings(SECURE_HSTS_SECONDS=A_YEAR, SECURE_SSL_REDIRECT=True),
            transaction.atomic(),
        ):
            put_back_rows_of_migrations()
            Council.objects.create(pk=1, name="Penwarren", phone="01632 960 111", **asdict(SHIPPED))
            with job(TICK, now=MONDAY, often=True):
                people = make_people()
            yield World(people, make_bodies(people))
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)
