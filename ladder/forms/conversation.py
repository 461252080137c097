"""What came of a conversation that a check asked for, and whose it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Radios
from ladder.models.conversations import MOST_LETTERS


class HeldForm(GovukForm, forms.Form):
    """The day that people and the team met, after the check closed and not still to come, and the outcome."""

    submit_label = "Save what came of it"

    held_on = DateField(
        label="When did you meet?", error_messages={"required": "Enter the day that you met people"}
    )
    outcome = PlainTextField(
        label="What did you agree?",
        help_text="Write plain sentences. People in the project read this. Leave out who said what.",
        lines=True,
        max_length=MOST_LETTERS,
        counted=True,
        rows=5,
        error_messages={"required": "Write what you agreed. If you agreed nothing yet, say so"},
    )

    def __init__(self, *args: Any, closed_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closed_on = closed_on
        self.today = today

    def clean_held_on(self) -> date:
        held_on = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError("That day is still to come. Enter it once you have met")
        if held_on < self.closed_on:
            raise forms.ValidationError("That day is before the check closed. Enter the day you met after it")
        return held_on


class HandOverForm(GovukForm, forms.Form):
    """Who of the team sees to the conversation from now on."""

    submit_label = "Hand it over"

    hand = forms.CharField(widget=forms.HiddenInput, initial="1", required=False)
    owner = forms.ChoiceField(
        label="Who sees to it?",
        widget=Radios,
        error_messages={
            "required": "Choose who sees to it",
            "invalid_choice": "Choose someone who is in the team now",
        },
    )

    def __init__(self, *args: Any, team: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in team}
        self.fields["owner"].choices = [(pk, user.contact.name) for pk, user in self.people.items()]

    @property
    def chosen(self) -> User:
        """Who was chosen, once it is valid."""
        return self.people[self.cleaned_data["owner"]]
