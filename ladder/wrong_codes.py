"""How many wrong codes we take before we ask people to wait.

Ten an hour from one address and 200 for the whole site. A try is counted before its code is looked up, and
given back when it was right: whoever sends many at once gets no more than whoever sends them in a row. Past
the 200, only a browser in which no code or link opened a check before has to wait. A slip that the check
character catches is no guess, so it is not counted, and links are not either: they hold 128 random bits.
"""

from datetime import datetime, timedelta

from accounts.actions.counting import Room, count
from accounts.limits import Try, Verdict, place_of

AN_HOUR = timedelta(hours=1)
FROM_ONE_ADDRESS = 10
FOR_THE_SITE = 200


def take(address: str, *, now: datetime, known: bool = False) -> Try:
    """Count one try. `known`: a code or a link opened a check in this browser before."""
    # In this order: a place that must wait cannot use up the whole site's tries.
    place = Room(f"check:place:{place_of(address)}", FROM_ONE_ADDRESS, AN_HOUR)
    site = Room("check:site", FOR_THE_SITE, AN_HOUR)
    counted = count(place, site, now=now)
    is_full = len(counted) == 1 or (counted[1].many > FOR_THE_SITE and not known)
    return Try(Verdict.TOO_MANY) if is_full else Try(Verdict.COUNTED, tuple(counted))
