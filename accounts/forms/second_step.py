"""The codes and passkeys of a second step. A browser's answer is never trusted to be in order."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions.counting import Room, count
from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox

LONGEST_NAME = 40
DID_NOT_WORK = "That passkey did not work. Try again, or use a code"
# A code is good for its half minute, and for the ones before and after.
A_CODES_LIFE = timedelta(seconds=90)
# What comes from a browser may be anything: these are all the ways in which it breaks on the way in.
BROKEN = (TypeError, ValueError, KeyError, AttributeError, IndexError, AssertionError, struct.error)


def code_field(label: str, help_text: str, *, empty: str, kind: str = "numeric") -> PlainTextField:
    """A box for a code that is typed from somewhere else."""
    attrs = {"autocomplete": "one-time-code", "inputmode": kind, "spellcheck": "false"}
    wrong = "That code does not match. Check each number"
    return PlainTextField(
        label=label,
        help_text=help_text,
        max_length=40,
        widget=TextBox(width=10, attrs=attrs),
        error_messages={"required": empty, "max_length": wrong},
    )


class SetUpAppForm(GovukForm, ActivateTOTPForm):
    """The first code of an app, which shows that it has read the square code."""

    submit_label = "Use this app"
    code = code_field("The code in your app", "It has 6 numbers.", empty="Enter the code from your app")


class SecondStepForm(GovukForm, AuthenticateForm):
    """The code of an app, or one that was written down."""

    code = code_field(
        "The code in your app, or one you wrote down",
        "The one in your app has 6 numbers. One you wrote down has 8.",
        empty="Enter a code",
    )

    past_limit = False

    def clean_code(self) -> str:
        """Each code counts once, for as long as it lives. Past a limit none is looked at."""
        if self.past_limit:
            raise ValidationError("Too many codes did not match. Please wait, or call us")
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            given = Room(f"app-code:{self.user.pk}:{''.join(code.split())}", 1, A_CODES_LIFE)
            if count(given, now=timezone.now())[0].many > given.most:
                raise ValidationError("That code was used already. Wait for the next one")
        return code


@contextmanager
def _whatever_came() -> Iterator[None]:
    """One sentence for a passkey that is wrong, old, of somebody else, or no passkey at all."""
    try:
        yield
    except (ValidationError, *BROKEN) as wrong:
        raise ValidationError(DID_NOT_WORK) from wrong


class _Answer(GovukForm):
    """What every passkey form shares: a hidden box that the page's script fills in."""

    def clean_credential(self) -> Any:
        with _whatever_came():
            return super().clean_credential()  # type: ignore[misc]


def _hidden() -> forms.JSONField:
    sentences = {"required": DID_NOT_WORK, "invalid": DID_NOT_WORK}
    return forms.JSONField(widget=forms.HiddenInput, error_messages=sentences)


class PasskeySecondStepForm(_Answer, AuthenticateWebAuthnForm):
    """A passkey after the code from an email."""

    credential = _hidden()


class PasskeySignInForm(_Answer, LoginWebAuthnForm):
    """A passkey instead of a code."""

    credential = _hidden()


class PasskeyAgainForm(_Answer, ReauthenticateWebAuthnForm):
    """A passkey of somebody who is signed in already."""

    credential = _hidden()


class AddPasskeyForm(GovukForm, AddWebAuthnForm):
    """A new passkey, with a name by which its owner knows it."""

    name = PlainTextField(
        label="What shall we call it?",
        help_text="For example: my phone. You can leave this empty.",
        max_length=LONGEST_NAME,
        required=False,
        widget=TextBox(width=20),
    )
    passwordless = None
    credential = _hidden()

    def clean(self) -> dict[str, Any]:
        """Only one that asks its owner for a finger, a face or a PIN: it signs them in by itself."""
        cleaned = self.cleaned_data
        if cleaned.get("credential"):
            with _whatever_came():
                self.cleaned_data["passwordless"] = True
                cleaned = super().clean()
        return cleaned
