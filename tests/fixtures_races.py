"""Two people at once: real threads on real connections."""

import threading
import time

import pytest
from django.db import connection


@pytest.fixture
def at_once(transactional_db):
    """`at_once(one, other, …)` starts functions in the same moment, each on a connection of its own.

    Returns what each returned, or the exception it raised, in the same order.
    """

    def run(*functions):
        gate = threading.Barrier(len(functions))
        results = [None] * len(functions)

        def go(place, function):
            try:
                gate.wait(10)
                results[place] = function()
            except Exception as error:
                results[place] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=go, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads), "Somebody is still waiting"
        return results

    return run


@pytest.fixture
def beside(transactional_db):
    """`beside(function)` starts it in a thread; the handle has `result()`, which waits and may raise."""
    started = []

    def start(function):
        running = _Running(function)
        started.append(running)
        return running

    yield start
    for running in started:
        running.thread.join(30)


class _Running:
    def __init__(self, function):
        self.value = self.error = None
        self.function = function
        self.thread = threading.Thread(target=self._go)
        self.thread.start()

    def _go(self):
        try:
            self.value = self.function()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def result(self):
        self.thread.join(30)
        assert not self.thread.is_alive(), "It is still waiting"
        if self.error:
            raise self.error
        return self.value


@pytest.fixture
def somebody_waits(transactional_db):
    """Returns once another connection to this database waits for a lock."""

    def look(seconds=10):
        end = time.monotonic() + seconds
        while True:
            with connection.cursor() as cursor:
                cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                if cursor.fetchone()[0]:
                    return
            assert time.monotonic() < end, "Nobody waits for a lock"
            time.sleep(0.02)

    return look
