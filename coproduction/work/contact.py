"""How somebody is reached, and whether they paused, as their own home shows it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from experts.contact_rows import contact_rows
from notices.models import Contact
from notices.reach_words import paused_words
from notices.ways import reach_of


def of_home(contact_id: UUID, *, now: datetime) -> dict[str, Any]:
    """What the section "Contact and pause" shows, and whether somebody may choose who helps them, as only an
    expert by experience may. At most two queries."""
    contact = Contact.objects.select_related("how_to_reach", "expert").get(pk=contact_id)
    is_expert = hasattr(contact, "expert")
    return {
        "may_choose_supporters": is_expert,
        "contact_rows": contact_rows(
            contact,
            url=lambda part: reverse(f"experts:contact_{part}"),
            own=True,
            sees_address=True,
            supporters=reverse("experts:list") if is_expert else "",
            short=True,
        ),
        "paused": paused_words(reach_of(contact), own=True, now=now),
        "pause_url": reverse("experts:contact_pause"),
        "start_again_url": reverse("experts:contact_start_again"),
    }
