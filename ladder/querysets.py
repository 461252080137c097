"""Which checks and invitations a person may see."""

from datetime import datetime
from typing import Any

from django.db import models

from accounts.rules import is_involvement


class RoundQuerySet(models.QuerySet):
    """Checks of projects."""

    def visible_to(self, user: Any) -> "RoundQuerySet":
        """The involvement team runs checks. Everyone else meets them on their project's page."""
        return self if is_involvement(user) else self.none()

    def open(self) -> "RoundQuerySet":
        """Checks that people may answer now."""
        return self.filter(closed_at=None)

    def due_to_close(self, *, now: datetime) -> "RoundQuerySet":
        """Open checks whose time has come."""
        return self.open().filter(closes_at__lte=now)

    def waiting_for_rewrite(self) -> "RoundQuerySet":
        """Closed checks whose deleted answers may still lie in the data files."""
        return self.filter(closed_at__isnull=False, rewritten_at=None)


class InvitationQuerySet(models.QuerySet):
    """Who is asked, and who has answered: the involvement team's alone."""

    def visible_to(self, user: Any) -> "InvitationQuerySet":
        """Only the involvement team sees who was asked."""
        return self if is_involvement(user) else self.none()

    def can_answer(self, *, now: datetime) -> "InvitationQuerySet":
        """Those whose check is open and who have not sent their answers."""
        return self.filter(answered_on=None, round__closed_at=None, round__closes_at__gt=now)

    def still_asked(self) -> "InvitationQuerySet":
        """Those who have neither answered nor said "No, thank you"."""
        return self.filter(answered_on=None, declined_on=None)
