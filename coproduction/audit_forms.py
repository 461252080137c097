"""Narrowing the audit record: by a name, and by days."""

from django import forms

from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm

FEWEST_LETTERS = 2


class NameForm(GovukForm, forms.Form):
    """Whose record, or who looked."""

    submit_label = "Find people"
    autocomplete_off = True

    name = PlainTextField(
        label="Name of a person",
        help_text="A part of it is enough. We do not keep what you type here.",
        max_length=100,
        error_messages={"required": "Type a name, or a part of one"},
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if len(name) < FEWEST_LETTERS:
            raise forms.ValidationError("Type 2 letters of the name, or more")
        return name


class DaysForm(GovukForm, forms.Form):
    """From a day, to a day. Both may be left empty."""

    submit_label = "Show these days"

    first = DateField(label="From this day", required=False)
    last = DateField(label="To this day", required=False)

    @classmethod
    def is_in(cls, sent):
        """Whether an address holds an answer to this form."""
        return any(f"{name}_{part}" in sent for name in cls.base_fields for part in ("day", "month", "year"))

    @staticmethod
    def parts(day):
        """A day as the boxes of this form hold it."""
        return (("day", day.day), ("month", day.month), ("year", day.year))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "Enter the same day as the first one, or a later one")
        return cleaned
