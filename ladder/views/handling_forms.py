"""Forms about what came on paper or by phone: log a form, say what became of it, choose whom to ring."""

from datetime import date
from typing import Any

from django import forms

from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import TextBox
from ladder.actions.forms_that_came import is_of_another_check, whose_form
from ladder.choices import FormEnd
from ladder.invited import people_of
from ladder.models import Invitation, Round

LONGEST_LINK = 200


class PersonField(forms.ModelChoiceField):
    """One of the people of a check, by name alone."""

    def label_from_instance(self, obj: Invitation) -> str:
        return obj.expert.contact.name


class LogForm(GovukForm, forms.Form):
    """A form that came: whose it is, by its code or by name, and the day."""

    submit_label = "Log this form"
    autocomplete_off = True

    code = PlainTextField(
        label="The code on the form",
        help_text="Type it, or scan the square on the form.",
        max_length=LONGEST_LINK,
        required=False,
        widget=TextBox(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    person = PersonField(
        label="Or, for a form with no code, the person",
        queryset=Invitation.objects.none(),
        required=False,
        empty_label="Choose a person",
    )
    arrived_on = DateField(label="The day it came")

    def __init__(self, *args: Any, round_: Round, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"arrived_on": today}, **kwargs)
        self.round = round_
        self.today = today
        self.fields["person"].queryset = people_of(round_)

    def clean_arrived_on(self) -> date:
        day = self.cleaned_data["arrived_on"]
        if day > self.today:
            raise forms.ValidationError("This day has not come yet. Enter today, or a day before")
        if day < self.round.opens_on:
            raise forms.ValidationError("The check was not open then. Enter a later day")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        code, person = cleaned.get("code"), cleaned.get("person")
        if code:
            found = whose_form(code, round_=self.round)
            if found is None:
                self.add_error("code", self._why_unknown(code))
            elif person and person.pk != found.pk:
                self.add_error("person", "The code belongs to somebody else. Leave one of the two empty")
            cleaned["invitation"] = found
        elif person:
            cleaned["invitation"] = person
        elif not {"code", "person"} & set(self.errors):
            self.add_error("code", "Type the code on the form, or choose the person")
        return cleaned

    def _why_unknown(self, code: str) -> str:
        if is_of_another_check(code, round_=self.round):
            return "This code is for another check. Look at the project’s name on the form"
        return "We do not know this code. Look at it again, or choose the person"


class EndForm(forms.Form):
    """What became of a form."""

    how = forms.ChoiceField(choices=FormEnd.choices)


class RingForm(GovukForm, forms.Form):
    """Whom to ring."""

    submit_label = "Go to what to say"

    person = PersonField(
        label="Who is it?", queryset=Invitation.objects.none(), empty_label="Choose a person"
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(round_)
