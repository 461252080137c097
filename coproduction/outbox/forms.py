"""Whom somebody looks for, who heard that a message came back."""

from django import forms
from django.core.exceptions import ValidationError

from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox

FEWEST_LETTERS = 2


class WentForm(GovukForm, forms.Form):
    """A part of a name, or the whole address that an e-mail came back from."""

    submit_label = "Find messages"
    autocomplete_off = True

    who = PlainTextField(
        label="Who was it to?",
        help_text="A part of their name, or the email address. We do not keep what you type here.",
        max_length=254,
        widget=TextBox(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type a name or an email address"},
    )

    def clean_who(self):
        who = self.cleaned_data["who"]
        if len(who) < FEWEST_LETTERS:
            raise ValidationError("Type 2 letters of the name, or more")
        return who
