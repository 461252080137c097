"""The questions of a new address to sign in with: which, and the code that went to it."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import TypeCodeForm
from govuk.fields import PlainEmailField
from govuk.forms import GovukForm

THE_SAME = "This is the email that you have now. Enter the new one"


class NewEmailForm(GovukForm, forms.Form):
    """An address that the person wants instead of the one that they have."""

    submit_label = "Send me a code"
    autocomplete_off = True

    email = PlainEmailField(label="Your new email address")

    def __init__(self, data=None, *, has_now):
        super().__init__(data)
        self.has_now = has_now

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email.casefold() == self.has_now.casefold():
            raise ValidationError(THE_SAME)
        return email


class NewEmailCodeForm(TypeCodeForm):
    """The code that went to the new address."""

    submit_label = "Change my email"
