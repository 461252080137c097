"""Reading what an expert by experience has chosen."""

from django.core.exceptions import ObjectDoesNotExist

from experts.choices import Way
from experts.models import Expert


def way_of(expert: Expert) -> Way:
    """How they like to answer checks: online until they say otherwise."""
    try:
        return Way(expert.way_to_answer.way)
    except ObjectDoesNotExist:
        return Way.ONLINE
