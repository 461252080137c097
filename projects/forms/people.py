"""How a person is added to a project."""

from django import forms

from experts.shared_email import FOR_PEOPLE
from govuk.fields import PlainTextField, TheirEmailField
from govuk.forms import GovukForm
from govuk.widgets import TextBox


class PersonForm(GovukForm, forms.Form):
    """An expert by experience who takes part."""

    submit_label = "Add this person"
    autocomplete_off = True

    name = PlainTextField(
        label="Their name",
        max_length=100,
        widget=TextBox(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter their name"},
    )
    email = TheirEmailField(
        label="Their email address, if they have one",
        help_text=f"Their own, not a staff address. {FOR_PEOPLE}.",
    )
