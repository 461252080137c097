"""Reading what an expert by experience has chosen."""

from django.core.exceptions import ObjectDoesNotExist

from experts.choices import Way
from experts.models import Expert, WayToAnswer


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
