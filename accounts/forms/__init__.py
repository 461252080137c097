"""The two questions of signing in: which address, and which code."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm

from govuk.fields import PlainEmailField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox

LONGEST_ADDRESS = 254  # what a User's column holds


class AskForCodeForm(GovukForm, RequestLoginCodeForm):
    """Where to send a code. An address that nobody has is taken like any other, and gets no mail."""

    email = PlainEmailField(
        label="Your email address", help_text="Use the one you gave us.", max_length=LONGEST_ADDRESS
    )


class TypeCodeForm(GovukForm, ConfirmLoginCodeForm):
    """The code that was sent."""

    code = PlainTextField(
        label="The code",
        help_text="You can copy it and paste it here.",
        widget=TextBox(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "app-code app-code--6",
            }
        ),
        error_messages={
            "required": "Enter the code from our email",
            "max_length": "That code does not match. Check each number",
        },
    )
