"""Reading what an expert by experience has chosen."""

from django.core.exceptions import ObjectDoesNotExist

from experts.choices import Way
from experts.models import Expert, Supporter, WayToAnswer
from experts.querysets import SupporterQuerySet
from notices.models import Contact


def chosen_way(expert: Expert) -> WayToAnswer | None:
    """What they once chose, or None while they answer online as everyone does at first."""
    try:
        return expert.way_to_answer
    except ObjectDoesNotExist:
        return None


def way_of(expert: Expert) -> Way:
    """How they like to answer checks: online until they say otherwise."""
    chosen = chosen_way(expert)
    return Way(chosen.way) if chosen else Way.ONLINE


def who_gets_copies(contact: Contact) -> SupporterQuerySet:
    """Those whom somebody chose to get a copy of messages to them, in order of name. One query.

    Each row knows whether they may also help to answer: only then does a copy hold a key.
    """
    chosen = Supporter.objects.now().filter(expert__contact=contact, gets_copies=True)
    return chosen.select_related("contact").order_by("known_as", "pk")
