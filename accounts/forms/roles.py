"""Giving a role to a person, and choosing when it ends."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.choices import OF_A_DIRECTORATE, Role
from accounts.models import User
from council.models import Directorate
from govuk.fields import DateField, PlainTextField, TheirEmailField
from govuk.forms import GovukForm
from govuk.widgets import Radios, TextBox

LONGEST_NAME = 100
EMAIL_WANTED = "Enter their email, like name@example.com"
WHAT_IT_OPENS = {
    Role.STAFF: "They add projects of their directorate, and lead them.",
    Role.INVOLVEMENT: "They see who takes part. They open checks, and type in what comes by post or phone.",
    Role.INVOLVEMENT_LEAD: "They give and end roles. That shows them nobody who takes part.",
    Role.FACILITATOR: "They lead groups that talk a project through.",
    Role.COMMENT_REVIEWER: "They read what people write in checks, before anyone else does.",
    Role.SAFEGUARDING: "They read worries that someone is in danger.",
    Role.DATA_PROTECTION: "They see who has which role, and who looked at whose record.",
    Role.STEERING: "They see all projects together.",
    Role.CO_CHAIR_EXPERT: "They chair the steering group, as an expert by experience.",
    Role.CO_CHAIR_OFFICER: "They chair the steering group, for the council.",
    Role.ADMINISTRATOR: "They change the council’s settings. They see nobody who takes part.",
}
"""What each role is for, beside its name."""


def capital(label):
    """A label that begins a line."""
    return f"{label[:1].upper()}{label[1:]}"


class NameAndAddress(forms.ModelChoiceField):
    """A person, by the name and the address that they sign in with."""

    def label_from_instance(self, user):
        return f"{user.contact.name}, {user.email}"


class PlaceByName(forms.ModelChoiceField):
    """A directorate, by name."""

    def label_from_instance(self, directorate):
        return directorate.name


class GiveForm(GovukForm, forms.Form):
    """Who gets which role, from when to when. `people` are those who are known; `roles` may be given."""

    submit_label = "Give this role"
    autocomplete_off = True

    person = NameAndAddress(
        User.objects.none(),
        label="Who is it for?",
        empty_label="Someone who is not on this list",
        required=False,
        error_messages={"invalid_choice": "Choose a person on the list"},
    )
    name = PlainTextField(
        label="Name, if they are not on the list",
        required=False,
        max_length=LONGEST_NAME,
        widget=TextBox(attrs={"autocomplete": "off"}),
    )
    email = TheirEmailField(
        label="Email, if they are not on the list",
        help_text="They sign in with it. Council staff use their work address.",
        error_messages={"invalid": EMAIL_WANTED},
    )
    role = forms.TypedChoiceField(
        label="Which role?",
        coerce=Role,
        widget=Radios(hints={role.value: words for role, words in WHAT_IT_OPENS.items()}),
        error_messages={"required": "Choose a role", "invalid_choice": "Choose a role on the list"},
    )
    directorate = PlaceByName(
        Directorate.objects.none(),
        label="Directorate",
        help_text="For council staff only. Every other role is for the whole council.",
        empty_label="None",
        required=False,
        error_messages={"invalid_choice": "Choose a directorate on the list"},
    )
    starts_on = DateField(
        label="From which day?",
        help_text="Today or later.",
        error_messages={"required": "Enter the day on which it starts"},
    )
    ends_on = DateField(
        label="Until which day?",
        help_text="That day is the last one. Leave it empty if there is no end.",
        required=False,
    )

    def __init__(self, data=None, *, people, roles, today, **kwargs):
        super().__init__(data, **kwargs)
        self.today = today
        self.fields["person"].queryset = people
        self.fields["role"].choices = [(role.value, capital(role.label)) for role in roles]
        self.fields["directorate"].queryset = Directorate.objects.order_by("name")
        self.fields["starts_on"].initial = today
        if not any(role in OF_A_DIRECTORATE for role in roles):
            del self.fields["directorate"]

    def clean(self):
        self._who()
        self._where()
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and starts_on < self.today:
            self.add_error("starts_on", "Choose today or a later day")
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Choose a day that is not before it starts")
        return self.cleaned_data

    def _who(self):
        """A person on the list, or a name with an address."""
        if {"person", "name", "email"} & set(self.errors):
            return
        person, name, email = (self.cleaned_data.get(field) for field in ("person", "name", "email"))
        if person and (name or email):
            self.add_error("person", ValidationError("Choose a person, or type a new one. Not both"))
        elif not person and not name and not email:
            self.add_error("person", ValidationError("Choose a person, or type a name and an email"))
        elif not person and not name:
            self.add_error("name", ValidationError("Enter their name"))
        elif not person and not email:
            self.add_error("email", ValidationError(EMAIL_WANTED))

    def _where(self):
        """Staff work somewhere. Whoever leaves both out reads about the role alone."""
        role, place = self.cleaned_data.get("role"), self.cleaned_data.get("directorate")
        if not role or "directorate" in self.errors or "directorate" not in self.fields:
            return
        if role in OF_A_DIRECTORATE and not place:
            self.add_error("directorate", ValidationError("Choose the directorate that they work for"))
        elif role not in OF_A_DIRECTORATE and place:
            self.add_error(
                "directorate", ValidationError("Choose “None”. This role is for the whole council")
            )

    @property
    def chosen(self):
        """What was sent, as the action takes it."""
        sent = self.cleaned_data
        return {
            "user": sent["person"],
            "name": sent["name"],
            "email": sent["email"],
            "role": sent["role"],
            "directorate": sent.get("directorate"),
            "starts_on": sent["starts_on"],
            "ends_on": sent["ends_on"],
        }


class EndForm(GovukForm, forms.Form):
    """The last day of a role, or none."""

    submit_label = "Save"

    ends_on = DateField(
        label="What is its last day?",
        help_text="Today or later. Leave it empty if there is no end.",
        required=False,
    )

    def __init__(self, data=None, *, earliest, **kwargs):
        super().__init__(data, **kwargs)
        self.earliest = earliest

    def clean_ends_on(self):
        """A day that is still to come, in which the role has begun."""
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on < self.earliest:
            raise ValidationError("Choose today or a later day, and not before the role starts")
        return ends_on


class FilterForm(GovukForm, forms.Form):
    """Which people the page shows: all of it stands in the address."""

    submit_label = "Show these people"

    role = forms.ChoiceField(label="Role", required=False)
    directorate = PlaceByName(
        Directorate.objects.none(), label="Directorate", empty_label="Every directorate", required=False
    )
    when = forms.ChoiceField(
        label="When", choices=[("", "Now, or soon"), ("ended", "Not any more")], required=False
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        roles = [(role.value, capital(role.label)) for role in Role]
        self.fields["role"].choices = [("", "Every role"), *roles]
        self.fields["directorate"].queryset = Directorate.objects.order_by("name")
