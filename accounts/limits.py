"""How many codes may be asked for, and how many wrong ones typed, before codes stop working for a while.

For one account, over all its sessions, and from one network address. A try is counted before it is looked at,
in one step and in the cache that all web servers share: whoever sends many at once, to many servers, gets no
more than whoever sends them in a row. A right code is given back. Past a limit nothing is said and nothing
takes longer or shorter: no code is sent, and no code matches. Where nothing can be counted, nothing is tried.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

import structlog
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

IPV6_HOME = 64  # a home or an office has a whole /64 to itself, so its addresses count as one
MORE_AT_OUR_OWN = 10  # how many times as much a network address of the council's own may do

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in each stretch of time. Stretches follow one another from 1970 on."""

    most: int
    each: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """What one account may do, and what one network address may do."""

    name: str
    account: tuple[Limit, ...]
    place: Limit


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WRONG_CODES = Limits("wrong", account=(Limit(5, MINUTE), Limit(20, DAY)), place=Limit(10, MINUTE))
CODES_ASKED_FOR = Limits(
    "asked", account=(Limit(3, timedelta(minutes=15)), Limit(10, DAY)), place=Limit(60, MINUTE)
)
# An app's code has 6 numbers, and is asked for only after the code from an email.
WRONG_SECOND_STEPS = Limits("second", account=WRONG_CODES.account, place=WRONG_CODES.place)
# A posted code tells nobody whose it is until it matches, so all of them together are one account. Ten wrong
# ones an hour from one place and 200 in all are few among 28 to the power of 8.
HOUR = timedelta(hours=1)
POSTED_CODES = Limits("posted", account=(Limit(200, HOUR),), place=Limit(10, HOUR))
ALL_POSTED_CODES = "all posted codes"


# Nobody guesses a work account. But each asks the council's own sign-in something, and may wait for it.
WORK_SIGN_INS = Limits("work", account=(), place=Limit(120, MINUTE))


class Verdict(Enum):
    """What becomes of a try."""

    COUNTED = "it goes on"
    TOO_MANY = "this account or this place has had too many"
    NOT_COUNTED = "nothing can be counted now, and guessing must never be free"


@dataclass(frozen=True, slots=True)
class Try:
    """One try, and what it was counted under."""

    verdict: Verdict
    keys: tuple[str, ...] = ()

    def give_back(self) -> None:
        """Take the count back: the code was right."""
        for key in self.keys:
            try:
                cache.decr(key)
            except (RedisError, ValueError):
                # The count is gone with its time, or cannot be reached: it stands one too high at most.
                log.info("sign_in.try_not_given_back")


def account_of(user_id: object, email: str) -> str:
    """The account that a code is for: a person we know by their id, anyone else by what was typed.

    One person has one count, however their address is spelt.
    """
    return f"user:{user_id}" if user_id else f"address:{email.casefold()}"


def take(limits: Limits, *, account: str | None, address: str, now: datetime) -> Try:
    """Count one try, for an account (None where none is known yet) and from a network address."""
    more = MORE_AT_OUR_OWN if _is_our_own(address) else 1
    # In this order: a place that must wait cannot use up what an account may do, nor a minute what a day may.
    counted = [("place", place_of(address), Limit(limits.place.most * more, limits.place.each))]
    if account is not None:
        counted += [("account", account, limit) for limit in limits.account]
    keys: list[str] = []
    try:
        for per, whose, limit in counted:
            key = _key(limits, per, whose, limit, now)
            if _count(key, limit) > limit.most:
                log.warning("sign_in.too_many", what=limits.name, per=per, seconds=limit.each.total_seconds())
                return Try(Verdict.TOO_MANY)
            keys.append(key)
    except RedisError:
        log.exception("sign_in.not_counted")
        return Try(Verdict.NOT_COUNTED)
    return Try(Verdict.COUNTED, tuple(keys))


def place_of(address: str) -> str:
    """The part of an address that counts as one place: IPv4 whole, IPv6 by its first 64 bits."""
    ip = _ip(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, IPV6_HOME), strict=False).network_address)
    return str(ip) if ip else "unknown"


def _ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def _is_our_own(address: str) -> bool:
    ip = _ip(address)
    return ip is not None and any(ip in network for network in settings.SIGN_IN_OWN_ADDRESSES)


def _key(limits: Limits, per: str, whose: str, limit: Limit, now: datetime) -> str:
    """The name of a count. It holds no address that anyone typed, and none of a network."""
    stretch = int(now.timestamp() // limit.each.total_seconds())
    digest = hashlib.sha256(f"{per}:{whose}".encode()).hexdigest()
    return f"sign-in:{limits.name}:{digest}:{limit.each.total_seconds():.0f}:{stretch}"


def _count(key: str, limit: Limit) -> int:
    # Twice as long as needed, so that it never ends between the two calls.
    cache.add(key, 0, 2 * int(limit.each.total_seconds()))
    return int(cache.incr(key))
