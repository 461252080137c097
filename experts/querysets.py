"""Whose supporters a person may see."""

from typing import Any

from django.db import models

from accounts.rules import is_involvement


class SupporterQuerySet(models.QuerySet):
    """People whom experts chose to help them."""

    def visible_to(self, user: Any) -> "SupporterQuerySet":
        """One's own, for an expert; everyone's, for the involvement team. Never for a project's staff."""
        if is_involvement(user):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(expert__contact=user.contact_id)

    def now(self) -> "SupporterQuerySet":
        """Those whose help has not ended."""
        return self.filter(ends_on=None)

    def may_see_results(self, user: Any) -> "SupporterQuerySet":
        """The rows by which this person, a supporter, may read what the people they help may read."""
        if not user.is_authenticated:
            return self.none()
        return self.now().filter(contact=user.contact_id, may_see_results=True)
