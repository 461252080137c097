"""The council's name, contacts and colours, its directorates and areas, and its dated figures."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from council.choices import NEVER_ABOVE, NEVER_BELOW, SHIPPED, Figure, too_low
from council.colours import Colours
from privacy.columns import Columns

COLOUR = r"^#[0-9a-f]{6}$"


class Council(models.Model):
    """The one council this portal is for."""

    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    hours = models.CharField(max_length=100)
    text_number = models.CharField(max_length=20)
    email = models.EmailField()
    # Who to ring about someone at risk, and where paper checks come back to without a stamp.
    worried_team = models.CharField(max_length=100, blank=True, default="")
    worried_phone = models.CharField(max_length=20, blank=True, default="")
    worried_phone_out_of_hours = models.CharField(max_length=20, blank=True, default="")
    freepost = models.CharField(max_length=200, blank=True, default="")
    dark = models.CharField(max_length=7, blank=True, default="")
    link = models.CharField(max_length=7, blank=True, default="")
    tint = models.CharField(max_length=7, blank=True, default="")
    is_demonstration = models.BooleanField(default=False)

    columns = Columns(
        plain=(
            "id", "name", "phone", "hours", "text_number", "email", "worried_team", "worried_phone",
            "worried_phone_out_of_hours", "freepost", "dark", "link", "tint", "is_demonstration",
        ),
        kept="as long as the portal runs",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_only_one_council", condition=Q(pk=1)),
            models.CheckConstraint(
                name="a_council_has_three_colours_of_six_figures_or_none",
                condition=Q(dark="", link="", tint="")
                | Q(dark__regex=COLOUR, link__regex=COLOUR, tint__regex=COLOUR),
                violation_error_message="Give three colours, each as six figures or letters after #",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def colours(self) -> Colours | None:
        """The council's own colours, or None where it uses the portal's."""
        return Colours(dark=self.dark, link=self.link, tint=self.tint) if self.dark else None


class Place(models.Model):
    """Something of the council's that has a name and nothing else, and that projects belong to."""

    name = models.CharField(max_length=100)

    columns = Columns(plain=("id", "name"), kept="as long as the portal runs")

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="no_two_%(class)ss_share_a_name",
                violation_error_message="There is already one with this name",
            )
        ]

    def __str__(self):
        return self.name


class Directorate(Place):
    """A part of the council, such as housing."""


class Area(Place):
    """A part of the county that people know by name, such as a town."""


class DatedFigure(models.Model):
    """A council's own number for one of the figures, from a date on. Rows are added, never edited."""

    key = models.CharField(max_length=30, choices=Figure)
    value = models.PositiveSmallIntegerField()
    starts_on = models.DateField()

    columns = Columns(plain=("id", "key", "value", "starts_on"), kept="as long as the portal runs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "starts_on"], name="a_figure_changes_once_a_day"),
            models.CheckConstraint(
                name="a_figure_is_more_than_nothing",
                condition=Q(value__gte=1),
                violation_error_message="Give a number of 1 or more",
            ),
            *(
                models.CheckConstraint(
                    name=f"the_{key.name.lower()}_may_only_be_raised",
                    condition=~Q(key=key.value) | Q(value__gte=SHIPPED[key]),
                    violation_error_message=too_low(key),
                )
                for key in NEVER_BELOW
            ),
            models.CheckConstraint(
                name="a_figure_is_within_reason",
                condition=reduce(or_, (Q(key=key.value, value__lte=NEVER_ABOVE[key]) for key in Figure)),
                violation_error_message="This is more than anyone needs",
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.value} from {self.starts_on}"
