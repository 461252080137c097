"""How long somebody stays signed in: without doing anything, and at most. Staff for less long than others."""

from datetime import datetime, timedelta

from django.conf import settings

from accounts.choices import Limits
from accounts.rules import Person, works_for_the_council


def limits_of(user: Person) -> Limits:
    """Which limits hold for somebody, by the roles that they hold now."""
    return Limits.STAFF if works_for_the_council(user) else Limits.EXPERT


def idle(limits: Limits) -> timedelta:
    """How long they may do nothing."""
    return settings.SESSION_LIMITS[limits.value][0]


def longest(limits: Limits) -> timedelta:
    """How long they stay signed in at most, whatever they do."""
    return settings.SESSION_LIMITS[limits.value][1]


def ends_at(limits: Limits, *, began_at: datetime, seen_at: datetime) -> datetime:
    """When their time is over if they do nothing more."""
    return min(seen_at + idle(limits), began_at + longest(limits))
