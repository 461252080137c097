"""What every test may ask for. The machinery stands in the plugins named here."""

import gc
from copy import copy

import hypothesis
import pytest
from django.template import RequestContext, engines
from django.test import client
from django.test.utils import ContextList
from xdist.scheduler import LoadFileScheduling

from devtools.strict_templates import RaisesWhenPrinted

pytest_plugins = [
    "tests.fixtures_made_once",
    "tests.fixtures_cast",
    "tests.fixtures_council_sign_in",
    "tests.fixtures_notify",
    "tests.fixtures_database",
    "tests.fixtures_races",
    "tests.fixtures_worker",
    "tests.fixtures_server",
    "tests.fixtures_browser",
]


# A busy machine is slow, which says nothing about the code: no limit on the time of one example.
hypothesis.settings.register_profile(
    "quick", max_examples=40, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile(
    "full", parent=hypothesis.settings.get_profile("quick"), max_examples=2000
)


def pytest_configure(config):
    hypothesis.settings.load_profile("full" if config.getoption("--full") else "quick")


# Two processes take a file each in turn, but these folders whole. Page tests share a county, and what axe
# found good on one page or journey it need not be asked on the next.
TOGETHER = ("tests/browser/", "tests/journeys/")
# These take longest, so they begin first, and small ones fill up the end: nobody waits for a big one that
# began last.
LONGEST_FIRST = (
    "tests/browser/",
    "tests/journeys/",
    "tests/attacks/test_pages_apart.py",
    "tests/devtools/test_up.py",
    "tests/projects/test_register_list_speed.py",
    "tests/canaries/",
    "tests/access/",
    "tests/house/",
    "tests/coproduction/test_demo.py",
    "tests/projects/test_register",
    "tests/ladder/test_answering_pages.py",
    "tests/attacks/",
    "tests/notices/test_once.py",
    "tests/devtools/",
)


OWN_CLOCK = {"worker", "start_server"}
"""Fixtures that start programs, which no test can move to another moment."""


def pytest_collection_modifyitems(config, items):
    for item in items:
        if not OWN_CLOCK.isdisjoint(item.fixturenames):
            item.add_marker("own_clock")
    if hasattr(config, "workerinput"):  # one of several processes
        items.sort(key=lambda item: turn_of(item.nodeid))


class ByFile(LoadFileScheduling):
    """Hands out files, or whole folders of those that share much."""

    def _split_scope(self, nodeid):
        folder = next((folder for folder in TOGETHER if nodeid.startswith(folder)), None)
        return folder or super()._split_scope(nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """All modules and tests stay to the end. Looking through them for rubbish again and again costs a fifth
    of the processor's time, so Python is told once that they stay, and looks less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def turn_of(nodeid):
    """The place of a test's file among those that take longest; all others come after them, as they were."""
    turns = (turn for turn, start in enumerate(LONGEST_FIRST) if nodeid.startswith(start))
    return next(turns, len(LONGEST_FIRST))


@pytest.fixture(autouse=True)
def undefined_variables_are_errors():
    """A misspelt variable prints nothing and goes unnoticed, so in tests it raises.

    Set for each test: one that changes DEBUG makes Django read its templates' settings anew.
    """
    engines["django"].engine.string_if_invalid = RaisesWhenPrinted("%s")


@pytest.fixture(autouse=True, scope="session")
def browsers_keep_what_a_page_was_made_of():
    """Django's test client copies all that each part of a page could see, of dozens of parts: a twentieth of
    what asking for a page costs. Tests look at what the page itself was given."""
    with pytest.MonkeyPatch.context() as instead:
        instead.setattr(client, "store_rendered_templates", keep_what_the_page_was_given)
        yield


def keep_what_the_page_was_given(kept, signal, sender, template, context, **others):
    """A page is drawn before its parts. Messages that it sends are drawn without a request."""
    kept.setdefault("templates", []).append(template)
    if "context" not in kept and isinstance(context, RequestContext):
        kept["context"] = ContextList([copy(context)])


@pytest.fixture
def full(request):
    """True when proofs run at their full size (./dev test --full), not at their 20-second one."""
    return request.config.getoption("--full")
