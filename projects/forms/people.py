"""How a person is added to a project."""

from django import forms

from govuk.fields import PlainEmailField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox

LONGEST_ADDRESS = 254  # what a Contact's column holds


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
    email = PlainEmailField(
        label="Their email address, if they have one",
        help_text="Their own, not a staff address. Without one, we write to them by post.",
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=TextBox(kind="email", attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=dict.fromkeys(
            ("invalid", "max_length"), "Enter an email address, like name@example.com, or leave it empty"
        ),
    )
