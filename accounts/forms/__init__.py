"""The questions of signing in: which address, and which code, sent or posted."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms

from govuk.fields import PlainEmailField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox


class AskForCodeForm(GovukForm, RequestLoginCodeForm):
    """Where to send a code. An address that nobody has is taken like any other, and gets no mail."""

    email = PlainEmailField(label="Your email address", help_text="Use the one you gave us.")


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


class PostedCodeForm(GovukForm, forms.Form):
    """The code from a letter."""

    submit_label = "Sign in"
    autocomplete_off = True

    code = PlainTextField(
        label="The code from the letter",
        help_text="It has 9 letters and numbers, like R4T 7WC 3FH. Big or small letters are both fine. "
        "So are spaces.",
        max_length=60,
        widget=TextBox(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "app-code app-code--9",
            }
        ),
        error_messages={
            "required": "Type the code from our letter",
            "max_length": "That is too long for a code. A code has 9 letters and numbers",
        },
    )
