"""Which roles are held on a day: the one place that says so."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts.rules import can_see_roles


class RoleGrantQuerySet(models.QuerySet):
    """Roles that people were given, from a day to a day, both in London and both included."""

    def visible_to(self, user: Any) -> "RoleGrantQuerySet":
        """Everyone's, those that ended too, for whoever looks after roles. Nobody's for anyone else."""
        return self if can_see_roles(user) else self.none()

    def held(self, *, on: date) -> "RoleGrantQuerySet":
        """Those held on this day. One that starts later, or that ended before, gives nothing."""
        return self.to_come_or_held(on=on).filter(starts_on__lte=on)

    def to_come_or_held(self, *, on: date) -> "RoleGrantQuerySet":
        """Those held on this day or later. One that was called off before it began is not among them."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on) & Q(ends_on__gte=F("starts_on")))
