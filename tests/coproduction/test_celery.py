"""The wake-up after a page has saved a message: useful when it works, harmless when it does not."""

import socket
import time
import uuid

import pytest
import redis

from coproduction import celery


@pytest.fixture
def silent_broker(tmp_path, monkeypatch):
    """A broker that accepts and never answers."""
    path = tmp_path / "silent.sock"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen(8)
        monkeypatch.setattr(celery, "_bell", celery.Bell(f"redis+socket://{path}"))
        yield


def test_a_silent_broker_holds_a_page_up_for_less_than_half_a_second(silent_broker):
    started = time.monotonic()
    celery.wake_notices()
    assert time.monotonic() - started < 0.5


def test_a_broker_that_is_not_there_costs_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(celery, "_bell", celery.Bell(f"redis+socket://{tmp_path}/none.sock"))
    started = time.monotonic()
    celery.wake_notices()
    assert time.monotonic() - started < 0.5


@pytest.fixture
def own_queue():
    before, celery.app.conf.task_default_queue = (
        celery.app.conf.task_default_queue,
        f"test-{uuid.uuid4().hex}",
    )
    yield celery.app.conf.task_default_queue
    celery.app.conf.task_default_queue = before


def test_the_wake_up_reaches_the_queue_that_workers_read(settings, own_queue):
    celery.wake_notices()
    with redis.Redis.from_url(settings.CELERY_BROKER_URL.replace("redis+socket", "unix")) as client:
        assert client.llen(celery.messages_queue(own_queue)) == 1
        assert client.llen(own_queue) == 0


def test_messages_wait_in_a_queue_of_their_own_and_nothing_else_does():
    celery.app.loader.import_default_modules()
    default = celery.app.conf.task_default_queue
    ours = [name for name in celery.app.tasks if not name.startswith("celery.")]
    waits_in = {name: celery.app.amqp.router.route({}, name)["queue"].name for name in ours}
    assert set(waits_in.values()) == {default, f"{default}-messages"}
    assert all(queue.endswith("-messages") == name.startswith("notices.") for name, queue in waits_in.items())


def test_a_ring_that_nobody_answers_is_not_repeated_by_the_next_page(silent_broker):
    celery.wake_notices()
    started = time.monotonic()
    for _ in range(20):
        celery.wake_notices()
    assert time.monotonic() - started < 0.1


def test_workers_keep_their_database_connection_between_tasks():
    assert celery.app.conf.get("CELERY_DB_REUSE_MAX")
