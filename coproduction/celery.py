"""Jobs: the application that workers run, and a second one that only ever rings a bell."""

import os
from typing import Any

from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from coproduction.reach import Reach

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")

SECONDS_TO_HEAR = 5
"""Beat asks as often as this, so that an older ring would say nothing new."""
OF_MESSAGES = "notices."
"""How the tasks begin that send messages. They never wait behind slow work."""

app = Celery("coproduction")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def queue_of(task: str) -> str:
    """The queue that a task waits in: messages have one of their own, and workers who do nothing else."""
    everything_else: str = app.conf.task_default_queue
    return messages_queue(everything_else) if task.startswith(OF_MESSAGES) else everything_else


def messages_queue(everything_else: str) -> str:
    """What the queue of messages is called beside that of everything else."""
    return f"{everything_else}-messages"


def route(name: str, *args: Any, **kwargs: Any) -> dict[str, str]:
    """What Celery asks before it sends a task."""
    return {"queue": queue_of(name)}


class Bell:
    """Only ever sends: gives up after a fifth of a second, never tries again, and then rests a while."""

    def __init__(self, broker_url: str | None = None) -> None:
        self._app = Celery("coproduction-bell", set_as_current=False)
        self._app.config_from_object("django.conf:settings", namespace="BELL")
        if broker_url:
            self._app.conf.broker_url = broker_url
        self._reach = Reach("queue")

    def ring(self, task: str) -> None:
        """Ask a worker to run a task now, or never: nothing waits for one that comes back later."""
        if not self._reach.may_ask():
            return
        try:
            self._app.send_task(
                task, queue=queue_of(task), expires=SECONDS_TO_HEAR, retry=False, ignore_result=True
            )
        except (OperationalError, RedisError, OSError) as error:
            self._reach.failed(error)
        else:
            self._reach.answered()


_bell = Bell()


def wake_notices() -> None:
    """Ask a worker to send what is waiting now. Losing this costs five seconds: beat asks as well."""
    _bell.ring("notices.drain")
