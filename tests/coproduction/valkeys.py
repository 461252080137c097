"""A real Valkey of a test's own, that can be stopped, emptied and hung."""

import os
import signal
from contextlib import contextmanager

import redis
from django.conf import settings

from devtools.engines import Engines


class OwnValkey:
    """One that no other test uses."""

    def __init__(self, home):
        self.engines = Engines(home, durable=False)
        self.engines.start_valkey()

    @property
    def url(self):
        """Its address, as REDIS_URL has it."""
        return f"unix://{self.engines.valkey_socket}"

    @property
    def broker_url(self):
        """The same, as Celery has it."""
        return f"redis+socket://{self.engines.valkey_socket}"

    @property
    def cache_settings(self):
        """CACHES of a portal that uses it."""
        return {"default": {**settings.CACHES["default"], "LOCATION": f"{self.url}?db=1"}}

    def start(self):
        """Start it again after `stop`."""
        self.engines.start_valkey()

    def stop(self):
        """Take it away, as a crash does."""
        os.kill(self._pid, signal.SIGKILL)
        self.engines._bury("valkey")

    def flush(self):
        """Take away all that it holds."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    @contextmanager
    def hung(self):
        """It takes connections and answers nobody, until the end."""
        os.kill(self._pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._pid, signal.SIGCONT)

    def end(self):
        """Nothing of it is left."""
        self.engines.stop()

    @property
    def _pid(self):
        return self.engines._children["valkey"].pid
