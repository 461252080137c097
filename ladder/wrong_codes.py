"""How many wrong codes and links we take before we ask people to wait.

Ten an hour from one address and 200 for the whole site. A try is counted before its code is looked at, and
given back when it was right: whoever sends many at once gets no more than whoever sends them in a row.
Links hold 128 random bits and cannot be guessed, so a right link always opens and only wrong ones count.
"""

import ipaddress

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

AN_HOUR = 60 * 60
FROM_ONE_ADDRESS = 10
FOR_THE_SITE = 200
IPV6_HOME = 64  # a home or an office has a whole /64 to itself, so its addresses count as one

log = structlog.get_logger()


def place_of(address: str) -> str:
    """The part of an address that counts as one place: IPv4 whole, IPv6 by its first 64 bits."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is None:
            return str(ipaddress.ip_network((ip, IPV6_HOME), strict=False).network_address)
        ip = ip.ipv4_mapped
    return str(ip)


def take(address: str) -> bool:
    """Count one try. False when this place, or the whole site, has had too many in the hour.

    When nothing can be counted the answer is False too: guessing codes must never be free.
    """
    try:
        # In this order: a place that must wait cannot use up the whole site's tries.
        return all(_count(key) <= limit for key, limit in _limits(address))
    except RedisError:
        log.exception("wrong_codes.not_counted")
        return False


def give_back(address: str) -> None:
    """Take back the count of a try that was right."""
    try:
        for key, _ in _limits(address):
            cache.decr(key)
    except (RedisError, ValueError):
        # The hour is over and the count is gone, or it cannot be reached: it stands one too high at most.
        log.info("wrong_codes.not_given_back")


def _limits(address: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return (f"wrong-codes:{place_of(address)}", FROM_ONE_ADDRESS), ("wrong-codes:site", FOR_THE_SITE)


def _count(key: str) -> int:
    cache.add(key, 0, AN_HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The hour ended between the two calls.
        cache.add(key, 1, AN_HOUR)
        return 1
