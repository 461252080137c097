"""How many wrong codes we take before we ask people to wait.

Ten an hour from one address and 200 for the whole site. A try is counted before its code is looked up, and
given back when it was right: whoever sends many at once gets no more than whoever sends them in a row. Past
the 200, only a browser in which no code or link opened a check before has to wait. A slip that the check
character catches is no guess, so it is not counted, and links are not either: they hold 128 random bits.
"""

from enum import Enum

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.limits import place_of

AN_HOUR = 60 * 60
FROM_ONE_ADDRESS = 10
FOR_THE_SITE = 200

log = structlog.get_logger()


class Try(Enum):
    """What becomes of a code that somebody typed."""

    COUNTED = "it may be looked up"
    TOO_MANY = "this place, or the whole site, has had too many in the hour"
    NOT_COUNTED = "nothing can be counted now, and guessing must never be free"


def take(address: str, *, known: bool = False) -> Try:
    """Count one try. `known`: a code or a link opened a check in this browser before."""
    place, site = _keys(address)
    try:
        # In this order: a place that must wait cannot use up the whole site's tries.
        if _count(place) > FROM_ONE_ADDRESS:
            return Try.TOO_MANY
        full = _count(site) > FOR_THE_SITE
    except RedisError:
        log.exception("wrong_codes.not_counted")
        return Try.NOT_COUNTED
    return Try.TOO_MANY if full and not known else Try.COUNTED


def give_back(address: str) -> None:
    """Take back the count of a try that was right."""
    for key in _keys(address):
        try:
            cache.decr(key)
        except (RedisError, ValueError):
            # The hour is over and the count is gone, or it cannot be reached: it stands one too high at most.
            log.info("wrong_codes.not_given_back")


def _keys(address: str) -> tuple[str, str]:
    return f"wrong-codes:{place_of(address)}", "wrong-codes:site"


def _count(key: str) -> int:
    cache.add(key, 0, AN_HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The hour ended between the two calls.
        cache.add(key, 1, AN_HOUR)
        return 1
