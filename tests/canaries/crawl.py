"""Every page, file, header, cookie and redirect, as each kind of person gets it."""

import io
import zipfile
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from audit.models import Event
from tests.accounts.second_steps import browser_of


@dataclass(frozen=True)
class Opening:
    """One address as one person got it: the canaries in it, and the lines that were written about reading."""

    name: str
    viewer: str
    path: str
    found: frozenset
    on_page: frozenset
    lines: tuple


def name_of(path):
    """The name of an address, or "" where there is nothing."""
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""


def words_of(response):
    """All that an answer tells: its words (unpacked, if it is a spreadsheet), its headers and its cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return body.decode(errors="replace"), f"{response.headers} {response.cookies.output()}"


class Crawl:
    """The browsers of everyone, and what each of them gets."""

    def __init__(self, world):
        self.world, self.planted, self.clients = world, world.planted, {}

    def client(self, viewer):
        """The browser of somebody of the world, who signed in; or of nobody, for ""."""
        if viewer not in self.clients:
            user = getattr(self.world, viewer or "-", None)
            self.clients[viewer] = browser_of(user) if user else Client()
            if user:
                session = user.sessions.latest("began_at")
                word = self.planted.word("accounts.Session.browser", session)
                type(session).objects.filter(pk=session.pk).update(browser=word)
        return self.clients[viewer]

    def open(self, viewer, path, posted=None, *, keeps_cookies=False):
        """Opens an address as somebody, then undoes what that did."""
        client = self.client(viewer)
        before = client.cookies.copy()
        user = getattr(self.world, viewer or "-", None)
        with transaction.atomic():
            since = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            response = client.get(path) if posted is None else client.post(path, posted)
            words, around = words_of(response)
            by = {"pk__gt": since, "what__endswith": ".read", "by": str(user.contact_id if user else "")}
            lines = tuple(Event.objects.filter(**by)) if user else ()
            transaction.set_rollback(True)
        if not keeps_cookies:
            client.cookies = before
        is_page = response.status_code == 200 and "html" in response["Content-Type"]
        return Opening(
            name=name_of(path),
            viewer=viewer,
            path=path,
            found=frozenset(self.planted.found_in(f"{words}\n{around}")),
            on_page=frozenset(self.planted.found_in(words)) if is_page else frozenset(),
            lines=lines,
        )
