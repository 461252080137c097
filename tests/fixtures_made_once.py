"""What many tests of a file begin with is made once, and not once for each of them.

A fixture marked `@made_once` leaves its rows in a transaction that lasts as long as its file. Each test
begins at a savepoint above the rows that it asks for, and no others: between two tests the database goes back
to what both ask for, and the rest is made anew. So a test finds exactly what it would have made itself.

The things themselves are handed out as copies, so that no test sees what another did to them. They know one
another as they did when they were made.

Such a fixture asks for `db` and for others of its kind, and returns what can be copied. It is made before the
other fixtures of the test, thus before a test sets the clock: `@made_once(at=…)` sets it while this is made.
"""

import functools
import io
import pickle
from contextlib import nullcontext
from itertools import chain, groupby

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import blocking_manager_key

BEFORE_ALL = {"db"}
COMMIT = {"transactional_db", "live_server", "django_db_reset_sequences"}


def made_once(function=None, *, at=None):
    """A fixture that is made once for all tests of a file that begin with it."""
    if function is None:
        return functools.partial(made_once, at=at)

    def make(**asked):
        with time_machine.travel(at, tick=False) if at else nullcontext():
            return function(**asked)

    @functools.wraps(function)
    def hand_out(**asked):
        if function in world.things:
            return world.things[function]
        return make(**asked)  # below something of this test alone, or asked for by its name as it ran

    hand_out.made_once = function
    hand_out.make = make
    return pytest.fixture(hand_out)


class World:
    """The rows that are there before the test, in the order in which they were made."""

    def __init__(self):
        self.transaction = None
        self.floors = []
        self.things = {}
        self.is_last = False

    def begin(self, fixtures):
        """Have made what these fixtures make, and nothing else."""
        self.things = {}
        if self.floors and not (fixtures and _holds()):
            self.end()
        common = 0
        while (
            common < min(len(fixtures), len(self.floors)) and fixtures[common] == self.floors[common].fixture
        ):
            common += 1
        if common < len(self.floors):
            connection.savepoint_rollback(self.floors[common].savepoint)
            del self.floors[common:]
        things = _copies(self.floors) if fixtures[common:] else []
        try:
            for fixture in fixtures[common:]:
                self._add(fixture, things)
        except BaseException:
            self.end()
            raise
        copies = _copies(self.floors)
        self.things = {floor.function: thing for floor, thing in zip(self.floors, copies, strict=True)}

    def _add(self, fixture, things):
        if self.transaction is None:
            self.transaction = transaction.atomic()
            self.transaction._from_testcase = True  # as Django marks those of its own tests
            self.transaction.__enter__()
        floor = Floor(fixture, connection.savepoint())
        made = {each.name: thing for each, thing in zip(self.floors, things, strict=True)} | {"db": None}
        self.floors.append(floor)
        things.append(fixture.func.make(**{name: made[name] for name in fixture.argnames}))
        connection.check_constraints()
        connection.run_on_commit.clear()
        floor.kept = _keep(things)

    def end(self):
        """Forget it all."""
        self.floors, self.things = [], {}
        if self.transaction is not None:
            ended, self.transaction = self.transaction, None
            if connection.in_atomic_block:
                transaction.set_rollback(True)
            ended.__exit__(None, None, None)


class Floor:
    """What one fixture made, with the savepoint below it and copies of all things up to it."""

    def __init__(self, fixture, savepoint):
        self.fixture, self.savepoint, self.kept = fixture, savepoint, None
        self.name, self.function = fixture.argname, fixture.func.made_once


world = World()


class Keeper(pickle.Pickler):
    """Keeps a browser by its cookies: what answers it is made anew for each."""

    def reducer_override(self, thing):
        if type(thing) is Client:
            return _browser_with, (thing.cookies, thing.defaults)
        return NotImplemented


def _browser_with(cookies, defaults):
    browser = Client()
    browser.cookies, browser.defaults = cookies, defaults
    return browser


def _keep(things):
    kept = io.BytesIO()
    Keeper(kept).dump(things)
    return kept.getvalue()


def _copies(floors):
    return pickle.loads(floors[-1].kept) if floors else []  # noqa: S301 - our own, of this minute


def _holds():
    """Whether the transaction is still there, whatever the last test did."""
    there = connection.connection is not None and not connection.connection.closed
    return there and connection.in_atomic_block and not connection.needs_rollback


def made_before(item):
    """The fixtures of this kind that a test begins with, those that others need first.

    None where a test commits what it does.
    """
    fixtures, marker = item._fixtureinfo.name2fixturedefs, item.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or COMMIT & set(item.fixturenames):
        return []
    return list(_in_order(fixtures, item.fixturenames))


def _in_order(fixtures, names):
    placed = {}

    def can_place(name, above=()):
        """Whether it and all it needs is of this kind. Places them."""
        if name in BEFORE_ALL or name in placed:
            return True
        fixture = fixtures[name][-1] if name in fixtures else None
        if name in above or not hasattr(getattr(fixture, "func", None), "made_once"):
            return False
        if not all(can_place(needed, (*above, name)) for needed in fixture.argnames):
            return False
        placed[name] = fixture
        return True

    for name in sorted(set(names) & set(fixtures), key=lambda name: _place(fixtures[name][-1])):
        can_place(name)
    return placed.values()


def _place(fixture):
    """The cast before what a file makes, each in the order in which it is written down."""
    code = getattr(getattr(fixture.func, "made_once", fixture.func), "__code__", None)
    return len(fixture.baseid), getattr(code, "co_filename", ""), getattr(code, "co_firstlineno", 0)


def pytest_collection_modifyitems(items):
    """Tests of a file that begin alike stand together."""
    files = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
    for tests in files:
        tests.sort(key=lambda item: [_place(fixture) for fixture in made_before(item)])
    items[:] = chain.from_iterable(files)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """A world that somebody makes in another way, for longer than a test, is made below this one.

    Fixtures of a class begin anew for each test that stands in none, and pytest-django has one.
    """
    longer = fixturedef.scope in ("module", "package", "session")
    if longer and "django_db_blocker" in fixturedef.argnames:
        _end(request.config)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    """Nothing is left for the next file, nor when what a file made in another way goes."""
    world.is_last = nextitem is None or nextitem.path != item.path
    if world.is_last and not made_before(item):
        _end(item.config)
    result = yield
    if world.is_last:
        _end(item.config)
    return result


def _end(config):
    if world.transaction is not None:
        with config.stash[blocking_manager_key].unblock():
            world.end()
