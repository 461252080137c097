"""The council's name, how to reach its team, its directorates and areas, and its dated figures."""

from django.db import models
from django.db.models import Q

from council.choices import NEVER_BELOW, SHIPPED, Figure
from privacy.columns import Columns


class Council(models.Model):
    """The one council this portal is for."""

    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    hours = models.CharField(max_length=100)
    text_number = models.CharField(max_length=20)
    email = models.EmailField()
    is_demonstration = models.BooleanField(default=False)

    columns = Columns(
        plain=("id", "name", "phone", "hours", "text_number", "email", "is_demonstration"),
        kept="as long as the portal runs",
    )

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_only_one_council", condition=Q(pk=1))]

    def __str__(self):
        return self.name


class Directorate(models.Model):
    """A part of the council, such as housing."""

    name = models.CharField(max_length=100, unique=True)

    columns = Columns(plain=("id", "name"), kept="as long as the portal runs")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Area(models.Model):
    """A part of the county that people know by name, such as a town."""

    name = models.CharField(max_length=100, unique=True)

    columns = Columns(plain=("id", "name"), kept="as long as the portal runs")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


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
                    violation_error_message=f"This may not go below {SHIPPED[key]}. It keeps people safe",
                )
                for key in NEVER_BELOW
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.value} from {self.starts_on}"
