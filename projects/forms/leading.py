"""Who leads a project, and which bigger project it is part of."""

from django import forms
from django.utils import timezone

from accounts.models import User
from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Radios
from projects.choices import AskedHow
from projects.forms.registering import RegisterForm
from projects.models import Membership, Project
from projects.queries import who_can_lead
from words.working_days import london_date


class NameOfUser(forms.ModelChoiceField):
    """A member of staff, by name."""

    def label_from_instance(self, user):
        return user.contact.name


class NameOfMember(forms.ModelChoiceField):
    """An expert in the project, by the name its team knows."""

    def label_from_instance(self, membership):
        return membership.known_as


class LeadsForm(RegisterForm):
    """One staff lead, and an expert co-lead where there is one."""

    staff_lead = NameOfUser(
        User.objects.none(),
        label="Who leads it for the council?",
        help_text="Anyone can read this name. Whoever led before stays in the team.",
        empty_label=None,
        error_messages={"required": "Choose who leads it", "invalid_choice": "Choose a name on the list"},
    )
    co_lead = NameOfMember(
        Membership.objects.none(),
        label="Which expert by experience leads it with them?",
        help_text="People in the project whom the involvement team has confirmed.",
        empty_label="Nobody yet",
        blank=True,
        required=False,
        widget=Radios,
        error_messages={"invalid_choice": "Choose a name on the list, or nobody yet"},
    )

    def __init__(self, data=None, *, project, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["staff_lead"].queryset = who_can_lead(project, on=london_date(timezone.now()))
        self.fields["co_lead"].queryset = (
            project.memberships.filter(ends_on=None)
            .exclude(confirmed_by=None)
            .select_related("expert__contact")
            .order_by("expert__contact__name", "pk")
        )


class NameConsentForm(GovukForm, forms.Form):
    """A co-lead said that their name may be shown. How were they asked?"""

    submit_label = "Show their name"

    asked_how = forms.TypedChoiceField(
        label="How did you ask them?",
        choices=[each for each in AskedHow.choices if each[0] != AskedHow.HERE],
        coerce=AskedHow,
        widget=Radios,
        error_messages={"required": "Choose how you asked them"},
    )


class FamilyForm(RegisterForm):
    """Which bigger project this one is part of; and for a bigger one, why it is above its parts."""

    parent = forms.ModelChoiceField(
        Project.objects.none(),
        label="Is it part of a bigger project?",
        empty_label="No, it stands alone",
        required=False,
        error_messages={"invalid_choice": "Choose a project on the list"},
    )
    above_parts_because = PlainTextField(
        label="Why is this project’s step above that of a smaller project in it?",
        help_text="Anyone can read this.",
        lines=True,
        rows=3,
        max_length=400,
        counted=True,
        required=False,
    )

    def __init__(self, data=None, *, offered, has_parts, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["parent"].queryset = offered
        del self.fields["parent" if has_parts else "above_parts_because"]
