"""Which lines of the record somebody may see."""

from typing import Any

from django.db import models


class EventQuerySet(models.QuerySet):
    """Lines about people's records. Whoever asks for all of them has been asked for the right before."""

    def about(self, contact_id: Any) -> "EventQuerySet":
        """What others read or changed of one person's record: not what they did themselves."""
        return self.filter(person=contact_id).exclude(by=str(contact_id))

    def newest_first(self) -> "EventQuerySet":
        """As pages list them: an order that two lines of one moment keep too."""
        return self.order_by("-at", "-pk")
