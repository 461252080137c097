"""Letters and calls of which somebody may see to the end: not those about a project of their own."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

kept_from: list[Callable[[Any], Q]] = []
"""Upper packages add which messages somebody must not handle, though they handle others."""


def kept_from_them(user: Any) -> Q:
    """The messages that somebody must not handle."""
    which = Q(pk__in=[])
    for ask in kept_from:
        which |= ask(user)
    return which
