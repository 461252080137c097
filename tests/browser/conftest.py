"""One county and one server for all page tests, so that each page costs only its own look."""

from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from ladder import shared_screen
from tests.browser.pages import (
    FINISHER,
    HALFWAY,
    IN_FOR_SOMEBODY,
    IN_THEIR_CHECK,
    PASSER_ON,
    SENDER,
    STOPPER,
    TABLET,
)
from tests.browser.world import World
from tests.fixtures_browser import keep_axe_at_hand
from tests.fixtures_database import _act_as, put_back_rows_of_migrations

PATIENCE = 15_000
# Nothing depends on how high it is, and a low one is drawn sooner.
WIDE = {"width": 1280, "height": 400}


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything the pages show. It is committed, since a server reads it, and cleaned up by the owner."""
    mail_folder = tmp_path_factory.mktemp("mail")
    with (
        django_db_blocker.unblock(),
        override_settings(EMAIL_FILE_PATH=str(mail_folder), MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))),
    ):
        put_back_rows_of_migrations()
        world = World(mail_folder)
        yield world
        _act_as(settings.DATABASE_OWNER_ROLE)
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        _act_as(settings.DATABASE_APP_ROLE)


@pytest.fixture
def _django_db_helper(world):
    """In place of the one that flushes after each test: here the county stays from test to test."""


@pytest.fixture(scope="package")
def address(world):
    """Where the county's pages are. Staff may sign in there with a work account as well."""
    with override_settings(ALLOWED_HOSTS=["localhost"], STAFF_SIGN_IN="both"):
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture(scope="package")
def visitors(browser, world, address):
    """`visitors(part)` is a page on which somebody of that part is, kept from test to test.

    All are on one page, each with the cookies that they had: a new one takes as long as a look.
    """
    expect.set_options(timeout=PATIENCE)
    context = browser.new_context(base_url=address, viewport=WIDE)
    context.set_default_timeout(PATIENCE)
    keep_axe_at_hand(context)
    page, there, had = context.new_page(), [""], {"": []}

    def page_of(part):
        if part == there[0]:
            return page
        had[there[0]] = context.cookies()
        there[0] = part
        context.clear_cookies()
        if part in had:
            context.add_cookies(had[part])
        elif part in IN_THEIR_CHECK:
            _come_in(page, world, part)
        elif part == TABLET:
            context.add_cookies([shared_screen_at(address)])
        else:
            context.add_cookies(world.cookies(part, address))
        return page

    yield page_of
    context.close()


def shared_screen_at(address):
    """The cookie of a screen that the involvement team got ready for many people."""
    return {"name": shared_screen.NAME, "value": "team", "url": address}


def _come_in(page, world, part):
    """By their own link, on a screen that may show what they saved when everything is answered."""
    place = IN_THEIR_CHECK.index(part) + 1
    if part in (HALFWAY, STOPPER):
        world.half_a_draft(place)
    if part in (FINISHER, SENDER):
        world.whole_draft(place)
    page.goto(world.link(place, helped=part == IN_FOR_SOMEBODY))
    page.get_by_role("button", name="Open my check").click()
    if part in (FINISHER, SENDER):
        page.get_by_role("button", name="Show my answers").click()
    if part == PASSER_ON:
        page.context.add_cookies([shared_screen_at(urljoin(page.url, "/"))])


def is_wrong(said):
    """Whether what a browser says of a page is an error of ours. A breach of our policy is one."""
    file = "/static/" in said.location["url"]
    # A browser calls a page that says no an error too. What such a page says is tried elsewhere.
    return said.type == "error" and (file or "the server responded with a status of 4" not in said.text)


@pytest.fixture
def visit(visitors, world):
    """`visit(part)` gives that person's page, `wide` as all are. A console error on it fails the test."""
    heard, errors = [], []

    def hear(said):
        if is_wrong(said):
            errors.append(said.text)

    def raised(error):
        errors.append(str(error))

    def listen(part, *, wide=True):
        page = visitors(part)
        world.keep_fresh(part)
        page.on("console", hear)
        page.on("pageerror", raised)
        if wide and page.viewport_size != WIDE:
            page.set_viewport_size(WIDE)
        heard.append(page)
        return page

    yield listen
    for page in heard:
        page.remove_listener("console", hear)
        page.remove_listener("pageerror", raised)
    assert not errors, "\n".join(errors)
