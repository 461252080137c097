"""Whether Valkey answers. One that is away or hangs is asked once in a while, and not in every page."""

import threading
import time

import structlog

SECONDS_BETWEEN = 5
"""Who gets no answer is not asked again for so long."""

log = structlog.get_logger(__name__)


class Reach:
    """What all threads of this process know about one server: does it answer?

    It says once in the log that the server is away, and once that it is back.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._lock = threading.Lock()
        self._away_since: float | None = None
        self._ask_again_at = 0.0

    def may_ask(self) -> bool:
        """Whether to ask at all. While the server is away, one caller in a few seconds finds out."""
        if self._away_since is None:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._ask_again_at:
                return False
            self._ask_again_at = now + SECONDS_BETWEEN
            return True

    def answered(self) -> None:
        """The server is there."""
        if self._away_since is None:
            return
        with self._lock:
            since, self._away_since = self._away_since, None
        if since is not None:
            log.warning("valkey.back", what=self.what, seconds=round(time.monotonic() - since, 1))

    def failed(self, error: Exception) -> None:
        """The server did not answer, or could not do what it was asked."""
        with self._lock:
            now = time.monotonic()
            is_news = self._away_since is None
            self._away_since = now if self._away_since is None else self._away_since
            self._ask_again_at = now + SECONDS_BETWEEN
        if is_news:
            log.warning("valkey.away", what=self.what, reason=type(error).__name__)
