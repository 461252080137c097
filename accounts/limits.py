"""How many codes may be asked for, and how many wrong ones typed, before codes stop working for a while.

For one account, over all its sessions, and from one network address. A try is counted before it is looked at,
in one step and in the database that all web servers share: whoever sends many at once, to many servers, gets
no more than whoever sends them in a row. A right code is given back. Past a limit nothing is said and nothing
takes longer or shorter: no code is sent, and no code matches.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

import structlog
from django.conf import settings

from accounts.actions.counting import Counted, Room, count, take_back

IPV6_HOME = 64  # a home or an office has a whole /64 to itself, so its addresses count as one
MORE_AT_OUR_OWN = 10  # how many times as much a network address of the council's own may do

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in each stretch of time, which begins with the first."""

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
# The same for a new address. Nobody who just signed in has used up a part of it.
CODES_TO_A_NEW_EMAIL = Limits("new email", account=CODES_ASKED_FOR.account, place=CODES_ASKED_FOR.place)
WRONG_CODES_OF_A_NEW_EMAIL = Limits("new email, wrong", account=WRONG_CODES.account, place=WRONG_CODES.place)
# An app's code has 6 numbers, and is asked for only after the code from an email.
WRONG_SECOND_STEPS = Limits("second", account=WRONG_CODES.account, place=WRONG_CODES.place)
# A posted code tells nobody whose it is until it matches, so all of them together are one account. Ten wrong
# ones an hour from one place and 200 in all are few among 28 to the power of 8.
HOUR = timedelta(hours=1)
POSTED_CODES = Limits("posted", account=(Limit(200, HOUR),), place=Limit(10, HOUR))
ALL_POSTED_CODES = "all posted codes"


# Nobody guesses a work account. But each asks the council's own sign-in something, and may wait for it.
WORK_SIGN_INS = Limits("work", account=(), place=Limit(120, MINUTE))
# Nobody can guess a passkey, and a whole office may sign in through one network address.
PASSKEY_SIGN_INS = Limits("passkey", account=(), place=Limit(120, MINUTE))


class Verdict(Enum):
    """What becomes of a try."""

    COUNTED = "it goes on"
    TOO_MANY = "this account or this place has had too many"


@dataclass(frozen=True, slots=True)
class Try:
    """One try, and what it was counted under."""

    verdict: Verdict
    counted: tuple[Counted, ...] = ()

    def give_back(self) -> None:
        """Take the count back: the code was right."""
        take_back(self.counted)


def account_of(user_id: object, email: str) -> str:
    """The account that a code is for: a person we know by their id, anyone else by what was typed.

    One person has one count, however their address is spelt.
    """
    return f"user:{user_id}" if user_id else f"address:{email.casefold()}"


def take(limits: Limits, *, account: str | None, address: str, now: datetime) -> Try:
    """Count one try, for an account (None where none is known yet) and from a network address."""
    more = MORE_AT_OUR_OWN if _is_our_own(address) else 1
    # In this order: a place that must wait cannot use up what an account may do, nor a minute what a day may.
    per = [("place", place_of(address), Limit(limits.place.most * more, limits.place.each))]
    if account is not None:
        per += [("account", account, limit) for limit in limits.account]
    rooms = [
        Room(f"{limits.name}:{limit.each.total_seconds():.0f}:{kind}:{whose}", limit.most, limit.each)
        for kind, whose, limit in per
    ]
    counted = count(*rooms, now=now)
    kind, _, limit = per[len(counted) - 1]
    if counted[-1].many > limit.most:
        seconds = limit.each.total_seconds()
        log.warning("sign_in.too_many", what=limits.name, per=kind, seconds=seconds)
        return Try(Verdict.TOO_MANY)
    return Try(Verdict.COUNTED, tuple(counted))


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
