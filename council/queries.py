"""Reading the council's own data."""

from collections.abc import Mapping
from datetime import date

from council.choices import SHIPPED, Figure
from council.models import Council, DatedFigure

UNNAMED = Council(
    name="Your council",
    phone="01632 960 000",
    hours="Monday to Friday, 9am to 5pm",
    text_number="07700 900 000",
    email="coproduction@example.org",
)


def the_council() -> Council:
    """The council, or a stand-in that says nobody has named it yet."""
    return Council.objects.first() or UNNAMED


def figures(*, on: date) -> Mapping[Figure, int]:
    """Every figure as in force on a day: the newest row that has started, else what the portal ships."""
    own = DatedFigure.objects.filter(starts_on__lte=on).order_by("key", "-starts_on").distinct("key")
    return SHIPPED | {Figure(row.key): row.value for row in own}
