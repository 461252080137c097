"""The council's name, contacts and colours, its directorates and areas, and what it sets from a day on."""

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from council.choices import (
    FLOORS,
    HIGHEST_EDGE,
    LOWEST_EDGE,
    NEVER_ABOVE,
    NEVER_BELOW,
    SHIPPED,
    Figure,
    too_low,
)
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


class DatedQuerySet(models.QuerySet):
    """What a council has set from a day on."""

    def standing(self) -> "DatedQuerySet":
        """All that nobody took back: what was, what is and what will be."""
        return self.filter(taken_back_on=None)

    def started(self, *, on: date) -> "DatedQuerySet":
        """All that is or was in force on a day, newest first."""
        return self.standing().filter(starts_on__lte=on).order_by("-starts_on")

    def coming(self, *, on: date) -> "DatedQuerySet":
        """All that is still to start after a day, the soonest first."""
        return self.standing().filter(starts_on__gt=on).order_by("starts_on")


class Dated(models.Model):
    """Something that holds from a day on. Rows are added, never edited or removed: until it starts, a change
    may be taken back, and then it stays in the table as one that never held."""

    starts_on = models.DateField()
    taken_back_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="a_row_of_%(class)s_is_taken_back_before_it_starts",
                condition=Q(taken_back_on=None) | Q(taken_back_on__lt=F("starts_on")),
            )
        ]


def never_edited(what: str, *fields: str) -> list[pgtrigger.Trigger]:
    """Triggers that keep each row as it was set. Only that it was taken back may be said, and once."""
    edited = pgtrigger.Q(old__taken_back_on__isnull=False)
    for field in ("starts_on", *fields):
        edited |= pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})
    return [
        pgtrigger.Protect(name=f"{what}_once_set_is_never_removed", operation=pgtrigger.Delete),
        pgtrigger.Protect(
            name=f"{what}_once_set_is_only_taken_back", operation=pgtrigger.Update, condition=edited
        ),
    ]


class DatedFigure(Dated):
    """A council's own number for one of the figures, from a date on."""

    key = models.CharField(max_length=30, choices=Figure)
    value = models.PositiveSmallIntegerField()

    columns = Columns(
        plain=("id", "key", "value", "starts_on", "taken_back_on"), kept="as long as the portal runs"
    )

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["key", "starts_on"],
                condition=Q(taken_back_on=None),
                name="a_figure_changes_once_a_day",
            ),
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
        triggers = [
            *never_edited("a_figure", "key", "value"),
            # Each day's floor is at least as high as any day's before it. Two who set one at once wait for
            # each other, so that neither lowers what the other has just raised.
            pgtrigger.Trigger(
                name="a_floor_is_never_lowered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__key__in=[str(floor.value) for floor in FLOORS]),
                func="""
                    PERFORM pg_advisory_xact_lock(hashtext('a floor is never lowered'));
                    IF EXISTS (
                        SELECT FROM council_datedfigure
                        WHERE key = NEW.key AND taken_back_on IS NULL AND (
                            (starts_on < NEW.starts_on AND value > NEW.value)
                            OR (starts_on > NEW.starts_on AND value < NEW.value)
                        )
                    )
                    THEN
                        RAISE EXCEPTION 'A floor may be raised, never lowered'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.value} from {self.starts_on}"


def _edge() -> models.DecimalField:
    return models.DecimalField(max_digits=2, decimal_places=1)


class DatedBands(Dated):
    """Where a council's five words for the score meet, from a date on: four numbers out of 8."""

    first = _edge()
    second = _edge()
    third = _edge()
    fourth = _edge()

    EDGES = ("first", "second", "third", "fourth")
    columns = Columns(plain=("id", *EDGES, "starts_on", "taken_back_on"), kept="as long as the portal runs")

    class Meta(Dated.Meta):
        verbose_name_plural = "dated bands"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["starts_on"],
                condition=Q(taken_back_on=None),
                name="the_bands_are_changed_once_a_day",
            ),
            models.CheckConstraint(
                name="each_edge_of_the_bands_is_above_the_last",
                condition=Q(first__lt=F("second")) & Q(second__lt=F("third")) & Q(third__lt=F("fourth")),
                violation_error_message="Each number must be more than the one before it",
            ),
            models.CheckConstraint(
                name="the_ends_of_the_score_keep_their_bands",
                condition=Q(first__gte=LOWEST_EDGE) & Q(fourth__lte=HIGHEST_EDGE),
                violation_error_message="Give numbers from 1 to 7",
            ),
        ]
        triggers = never_edited("a_set_of_bands", "first", "second", "third", "fourth")

    def __str__(self):
        return f"{self.first}, {self.second}, {self.third}, {self.fourth} from {self.starts_on}"

    @property
    def edges(self) -> tuple[Decimal, ...]:
        """The four numbers, lowest first."""
        return self.first, self.second, self.third, self.fourth
