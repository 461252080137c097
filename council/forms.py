"""What the pages of the council's settings ask."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError

from council.actions import why_not_these_edges, why_not_this_day, why_not_this_value
from council.choices import FLOORS, NEVER_BELOW, SHIPPED_EDGES, UNITS, Figure
from council.colours import Colours, problems
from council.models import DatedBands
from council.queries import least_of, why_it_would_be_lowered
from govuk.fields import DateField, PhoneField, PlainEmailField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox
from ladder.result_words import BANDS
from words.contrast import LONGEST_TYPED, read_colour

FURTHEST_AHEAD = timedelta(days=5 * 365)
MOST_ADDRESS_LINES = 6
NOT_A_COLOUR = "Enter a colour as six figures or letters, like {example}"


class ContactsForm(GovukForm, forms.Form):
    """What the council is called, and how to reach its team."""

    submit_label = "Save"

    name = PlainTextField(
        label="Name of the council",
        help_text="It stands at the top of every page.",
        max_length=100,
        error_messages={"required": "Enter the council’s name"},
    )
    phone = PhoneField(label="Phone number", help_text="People call this number for help.")
    hours = PlainTextField(
        label="When somebody answers the phone",
        help_text="For example: Monday to Friday, 9am to 5pm.",
        max_length=100,
        error_messages={"required": "Say when somebody answers the phone"},
    )
    text_number = PhoneField(label="Number for text messages")
    email = PlainEmailField(
        label="Email address of the team",
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Enter the team’s email address, like team@example.org"
        ),
    )
    worried_team = PlainTextField(
        label="Name of the team that keeps people safe (optional)",
        help_text="For example: Adult Social Care.",
        max_length=100,
        required=False,
    )
    worried_phone = PhoneField(
        label="Number in office hours (optional)",
        help_text="Left empty, the page gives the council’s phone number from above.",
        required=False,
    )
    worried_phone_out_of_hours = PhoneField(
        label="Number at all other times (optional)",
        help_text="Left empty, the page says to ring 999 if it cannot wait.",
        required=False,
    )
    freepost = PlainTextField(
        label="Freepost address (optional)",
        help_text="Paper checks come back to it without a stamp.",
        lines=True,
        rows=4,
        max_length=200,
        required=False,
    )

    def clean_freepost(self):
        """The address as lines that all say something, few enough for an envelope."""
        said = [line.strip() for line in self.cleaned_data["freepost"].split("\n")]
        lines = [line for line in said if line]
        if len(lines) > MOST_ADDRESS_LINES:
            raise ValidationError(f"Use {MOST_ADDRESS_LINES} lines or fewer", code="invalid")
        return "\n".join(lines)


class ColourField(PlainTextField):
    """A colour, with or without #, of three or six figures and letters."""

    def __init__(self, *, example, **kwargs):
        self.sentence = NOT_A_COLOUR.format(example=example)
        super().__init__(
            max_length=LONGEST_TYPED,
            widget=TextBox(width=10, attrs={"spellcheck": "false", "autocapitalize": "none"}),
            error_messages={"required": self.sentence, "max_length": self.sentence},
            **kwargs,
        )

    def clean(self, value):
        colour = read_colour(super().clean(value))
        if colour is None:
            raise ValidationError(self.sentence, code="invalid")
        return colour


class ColoursForm(GovukForm, forms.Form):
    """The council's three colours, refused together while any two that meet are too alike."""

    submit_label = "Save these colours"

    dark = ColourField(
        label="Dark",
        help_text="The top of every page, and what the council says in charts.",
        example="#083a40",
    )
    link = ColourField(label="Links and buttons", help_text="What people press.", example="#0e5e64")
    tint = ColourField(label="Tint", help_text="A pale colour behind words.", example="#cbe6e4")

    def clean(self):
        if not self.errors:
            self.chosen = Colours(**self.cleaned_data)
            for problem in problems(self.chosen):
                self.add_error(problem.field, problem.sentence)
        return self.cleaned_data


class PlaceForm(GovukForm, forms.Form):
    """A directorate's or an area's name."""

    name = PlainTextField(label="Name", max_length=100, error_messages={"required": "Enter a name"})

    def __init__(self, data=None, *, label, button, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["name"].label = label
        self.submit_label = button


class FromADay(GovukForm, forms.Form):
    """A change of a setting, and the day it starts."""

    figure: Figure | None = None

    starts_on = DateField(
        label="From which day?",
        help_text="Today or later. Until that day you can take it back.",
        error_messages={"required": "Enter the day it starts"},
    )

    def __init__(self, data=None, *, today, **kwargs):
        super().__init__(data, initial={"starts_on": today + timedelta(days=1)}, **kwargs)
        self.today = today

    def clean_starts_on(self):
        day = self.cleaned_data["starts_on"]
        if reason := why_not_this_day(day, figure=self.figure, today=self.today):
            raise ValidationError(reason, code="gone")
        if day > self.today + FURTHEST_AHEAD:
            raise ValidationError("Choose a day in the next 5 years", code="far")
        return day


class FigureForm(FromADay):
    """A new value for a figure, and the day it starts."""

    submit_label = "Set this number"
    field_order = ("value", "starts_on")

    value = forms.IntegerField(
        label="New number",
        widget=TextBox(width=4, attrs={"inputmode": "numeric"}),
        error_messages={"required": "Enter the new number", "invalid": "Enter a whole number, in figures"},
    )

    def __init__(self, data=None, *, figure, today, **kwargs):
        super().__init__(data, today=today, **kwargs)
        self.figure = figure
        unit = UNITS[figure][1]
        least = least_of(figure, on=today + timedelta(days=1)) if figure in NEVER_BELOW else None
        self.fields["value"].help_text = f"In {unit}." + (f" {least} or more." if least else "")
        if figure in FLOORS:
            self.fields[
                "starts_on"
            ].help_text = (
                "Tomorrow or later. Until that day you can take it back. After that it can only go up."
            )

    def clean_value(self):
        value = self.cleaned_data["value"]
        if reason := why_not_this_value(self.figure, value):
            raise ValidationError(reason, code="unsafe")
        return value

    def clean(self):
        typed = super().clean()
        if {"value", "starts_on"} <= typed.keys():
            reason = why_it_would_be_lowered(self.figure, typed["value"], starts_on=typed["starts_on"])
            if reason:
                self.add_error("value", ValidationError(reason, code="lowered"))
        return typed


ONE_FIGURE = "Enter a number with one figure after the point, like {example}"


def _edge(label, example):
    sentence = ONE_FIGURE.format(example=example)
    mistakes = ("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits")
    return forms.DecimalField(
        label=label,
        max_digits=2,
        decimal_places=1,
        widget=TextBox(width=3, attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(mistakes, sentence),
    )


class BandsForm(FromADay):
    """Where the five words for the score meet, and the day it starts. The other two words fill the space."""

    submit_label = "Set these numbers"
    field_order = (*DatedBands.EDGES, "starts_on")

    first = _edge(f"{BANDS[0]} goes up to", SHIPPED_EDGES[0])
    second = _edge(f"{BANDS[2]} starts at", SHIPPED_EDGES[1])
    third = _edge(f"{BANDS[2]} goes up to", SHIPPED_EDGES[2])
    fourth = _edge(f"{BANDS[4]} starts at", SHIPPED_EDGES[3])

    def clean(self):
        typed = super().clean()
        if typed.keys() >= set(DatedBands.EDGES):
            for place, reason in why_not_these_edges([typed[name] for name in DatedBands.EDGES]).items():
                self.add_error(DatedBands.EDGES[place], ValidationError(reason, code="unsafe"))
        return typed

    @property
    def edges(self):
        """The four numbers that were typed, lowest first."""
        return [self.cleaned_data[name] for name in DatedBands.EDGES]
