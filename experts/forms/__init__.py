"""How somebody is named as a supporter, and what they may do."""

from django import forms
from django.core.exceptions import ValidationError

from experts.choices import ToldHow
from govuk.fields import PlainTextField, TheirEmailField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, Radios, TextBox

HELP, RESULTS, COPIES = "help", "results", "copies"
WORDS = {
    True: {
        HELP: "Help me answer checks",
        RESULTS: "See results of my projects’ checks",
        COPIES: "Get a copy of messages to me",
    },
    False: {
        HELP: "Help them answer checks",
        RESULTS: "See results of their projects’ checks",
        COPIES: "Get a copy of messages to them",
    },
}
"""What a supporter may do, as the person reads it themselves, and as the involvement team reads it."""
HEARS = {
    True: {
        HELP: (
            "They get a link for each check. We tell them when we remind you, and if dates change. "
            "So they can tell if you have answered."
        ),
        RESULTS: "We tell them when a check has closed.",
        COPIES: (
            "They hear that we asked you, and if dates change. "
            "They hear of no reminders, so they cannot tell if you have answered."
        ),
    },
    False: {
        HELP: (
            "They get a link for each check. We tell them when we remind the person, and if dates change. "
            "So they can tell if the person has answered."
        ),
        RESULTS: "We tell them when a check has closed.",
        COPIES: (
            "They hear that we asked the person, and if dates change. "
            "They hear of no reminders, so they cannot tell if the person has answered."
        ),
    },
}
"""What we tell a supporter who may do it: `docs/decisions/0018-what-supporters-hear.md`."""


class RightsForm(GovukForm, forms.Form):
    """What a supporter may do. Whoever writes it down for another person says how they were told."""

    submit_label = "Save"
    autocomplete_off = True

    may = forms.MultipleChoiceField(
        label="What may they do?",
        widget=Checkboxes,
        error_messages={"required": "Choose what they may do"},
    )
    told_how = forms.TypedChoiceField(
        label="How did the person tell us?",
        choices=[each for each in ToldHow.choices if each[0] != ToldHow.HERE],
        coerce=ToldHow,
        widget=Radios,
        error_messages={"required": "Choose how the person told us"},
    )

    def __init__(self, data=None, *, own, offered=(HELP, RESULTS, COPIES), **kwargs):
        super().__init__(data, **kwargs)
        self.fields["may"].choices = [(right, WORDS[own][right]) for right in offered]
        self.fields["may"].widget.hints = {right: HEARS[own][right] for right in offered}
        if own:
            del self.fields["told_how"]

    @property
    def chosen(self):
        """What was sent, as the actions take it."""
        told = {"told_how": self.cleaned_data["told_how"]} if "told_how" in self.fields else {}
        may = self.cleaned_data["may"]
        return {
            "may_help_answer": HELP in may,
            "may_see_results": RESULTS in may,
            "gets_copies": COPIES in may,
            **told,
        }


class SupporterForm(RightsForm):
    """Somebody new who helps."""

    submit_label = "Add this person"

    name = PlainTextField(
        label="Their name",
        max_length=100,
        widget=TextBox(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter their name"},
    )
    email = TheirEmailField(
        label="Their email, if they have one",
        help_text="We write to them there. It must not be your own, even if you share it.",
    )
    field_order = ("name", "email", "may", "told_how")

    def __init__(self, data=None, *, own, **kwargs):
        super().__init__(data, own=own, **kwargs)
        if not own:
            self.fields[
                "email"
            ].help_text = "We write to them there. It must not be the person’s own, even if they share it."

    def clean(self):
        may = self.cleaned_data.get("may", ())
        if not self.cleaned_data.get("email") and "email" not in self.errors:
            if RESULTS in may:
                no_way_in = "Enter their email. They need it to sign in and see results"
                self.add_error("email", ValidationError(no_way_in))
            elif COPIES in may:
                self.add_error("email", ValidationError("Enter their email. Copies go there"))
        return self.cleaned_data

    @property
    def chosen(self):
        return {"name": self.cleaned_data["name"], "email": self.cleaned_data["email"], **super().chosen}
