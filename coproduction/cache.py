"""The cache: quick, or as if it were empty. Nothing that must be right is kept in it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from coproduction.reach import Reach

_reaches: defaultdict[str, Reach] = defaultdict(lambda: Reach("cache"))


class QuietCache(RedisCache):
    """Django's, which finds nothing and keeps nothing while Valkey is away or hangs. No page fails for it.

    What counts tries is no business of a cache: see `accounts.actions.counting`.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # Each thread has a cache of its own, and all of them ask the same server.
        self.reach = _reaches[str(server)]

    def _ask(self, ask: Callable[..., Any], *args: Any, missing: Any) -> Any:
        if not self.reach.may_ask():
            return missing
        try:
            answer = ask(*args)
        except RedisError as error:
            self.reach.failed(error)
            return missing
        except ValueError:  # how Django says that there is no such number to count on
            self.reach.answered()
            raise
        self.reach.answered()
        return answer

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask(super().get, key, default, version, missing=default)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        return self._ask(super().get_many, list(keys), version, missing={})

    def has_key(self, key: Any, version: Any = None) -> Any:
        return self._ask(super().has_key, key, version, missing=False)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask(super().add, key, value, timeout, version, missing=True)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask(super().set, key, value, timeout, version, missing=None)

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask(super().set_many, data, timeout, version, missing=[])

    def incr(self, key: Any, delta: Any = 1, version: Any = None) -> Any:
        return self._ask(super().incr, key, delta, version, missing=delta)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        return self._ask(super().touch, key, timeout, version, missing=False)

    def delete(self, key: Any, version: Any = None) -> Any:
        return self._ask(super().delete, key, version, missing=False)

    def delete_many(self, keys: Any, version: Any = None) -> Any:
        return self._ask(super().delete_many, keys, version, missing=None)

    def clear(self) -> Any:
        return self._ask(super().clear, missing=False)
