"""Jobs: the application that workers run, and a second one that only ever rings a bell."""

import os
import time

import structlog
from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")

log = structlog.get_logger(__name__)

app = Celery("coproduction")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def make_bell(broker_url: str | None = None) -> Celery:
    """An application that only sends, gives up after a fifth of a second, and never tries again."""
    bell = Celery("coproduction-bell", set_as_current=False)
    bell.config_from_object("django.conf:settings", namespace="BELL")
    if broker_url:
        bell.conf.broker_url = broker_url
    return bell


_bell = make_bell()


def wake_notices() -> None:
    """Ask a worker to send what is waiting now. Losing this costs five seconds: beat asks as well."""
    started = time.monotonic()
    try:
        _bell.send_task("notices.drain", queue=app.conf.task_default_queue, retry=False, ignore_result=True)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("wake_up_lost", reason=type(error).__name__, seconds=round(time.monotonic() - started, 2))
