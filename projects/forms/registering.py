"""What registering a project asks about the project itself, one task a page."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.rules import is_involvement, staff_directorates
from council.models import Area, Directorate
from govuk.fields import DateField, PlainTextField, PoundsField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, Radios
from projects.choices import AccessPromise, CouldBe, PayOffered, Stage, WayToTakePart
from projects.short_names import LONGEST_SHORT_NAME, shortened


class RegisterForm(GovukForm, forms.Form):
    """One page of registering a project.

    "Save and come back later" keeps what is there: the fields in `may_wait` may then be left empty. A project
    that is published has nothing to come back to, so it has one button and says everything.
    """

    may_wait = ()

    def __init__(self, data=None, *, published=False, **kwargs):
        super().__init__(data, **kwargs)
        self.submit_label = "Save" if published else "Save and continue"
        self.later_label = "" if published else "Save and come back later"
        self.later = data is not None and "later" in data and not published
        if self.later:
            for name in self.may_wait:
                self.fields[name].required = False


class CouldBeForm(RegisterForm):
    """The question that comes first, every time."""

    could_be = forms.TypedChoiceField(
        label="Could this be co-production?",
        choices=CouldBe.choices,
        coerce=CouldBe,
        widget=Radios(
            hints={
                CouldBe.PARTS.value: "You can say later which parts.",
                CouldBe.NOT_NOW.value: "That can be right. We ask why, and when you will look again.",
            }
        ),
        error_messages={"required": "Say if it could be co-production"},
    )


class StartForm(CouldBeForm):
    """What it takes to begin: a name to find the draft by, and the first question."""

    name = PlainTextField(
        label="What is the project called?",
        help_text="You can change it later.",
        max_length=100,
        error_messages={"required": "Enter the project’s name"},
    )
    field_order = ("name", "could_be")


SHORT_NAME_HELP = "30 letters or fewer. If you leave it empty, texts say “{}”."


class BasicsForm(RegisterForm):
    """What the project is."""

    may_wait = ("summary", "directorate")

    name = PlainTextField(
        label="What is the project called?",
        max_length=100,
        error_messages={"required": "Enter the project’s name"},
    )
    short_name = PlainTextField(
        label="A short name, for text messages",
        max_length=LONGEST_SHORT_NAME,
        required=False,
    )
    summary = PlainTextField(
        label="What is it about?",
        help_text="One or two short sentences in plain English. Anyone can read this.",
        lines=True,
        rows=4,
        max_length=500,
        counted=True,
        error_messages={"required": "Say what the project is about"},
    )
    directorate = forms.ModelChoiceField(
        Directorate.objects.none(),
        label="Which directorate runs it?",
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Choose the directorate that runs it"},
    )

    def __init__(self, data=None, *, user, project, **kwargs):
        super().__init__(data, **kwargs)
        offered = Directorate.objects.all()
        if not is_involvement(user):
            offered = offered.filter(pk__in=staff_directorates(user) | {project.directorate_id})
        self.fields["directorate"].queryset = offered
        self.fields["short_name"].help_text = SHORT_NAME_HELP.format(shortened(project.name))


class DatesForm(RegisterForm):
    """Where the project is in its life, and its days."""

    may_wait = ("stage",)

    stage = forms.TypedChoiceField(
        label="What stage is it at?",
        choices=Stage.choices,
        coerce=Stage,
        widget=Radios,
        error_messages={"required": "Choose the stage it is at"},
    )
    stopped_because = PlainTextField(
        label="If it stopped, why?",
        help_text="Anyone can read this. Leave it empty if it has not stopped.",
        lines=True,
        rows=3,
        max_length=400,
        required=False,
    )
    starts_on = DateField(
        label="When does it start?",
        help_text="For example, 27 3 2027. Leave it empty if you do not know.",
        required=False,
    )
    ends_on = DateField(
        label="When does it end?",
        help_text="Leave it empty if it has no end yet.",
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        stopped = cleaned.get("stage") == Stage.STOPPED
        if stopped and not self.later and not cleaned.get("stopped_because"):
            if not self.has_error("stopped_because"):
                self.add_error("stopped_because", "Say why it stopped, in plain words")
        elif not stopped:
            self.errors.pop("stopped_because", None)
            cleaned["stopped_because"] = ""
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Choose an end that is after the start")
        return cleaned


class DecidedForm(RegisterForm):
    """What nobody can change any more."""

    may_wait = ("already_decided",)

    already_decided = PlainTextField(
        label="What is already decided?",
        help_text="One thing on each line. Nobody should give time to a closed question.",
        lines=True,
        max_length=1000,
        counted=True,
        error_messages={"required": "Say what is already decided. If nothing is, say so"},
    )


class OpenForm(RegisterForm):
    """What people can still change."""

    may_wait = ("can_still_change",)

    can_still_change = PlainTextField(
        label="What can people still change?",
        help_text="One thing on each line. A short true list is better than a long one.",
        lines=True,
        max_length=1000,
        counted=True,
        error_messages={"required": "Say what people can still change. If it is nothing, say so"},
    )


class JoinForm(RegisterForm):
    """How and where people can take part."""

    may_wait = ("ways",)

    ways = forms.MultipleChoiceField(
        label="How can people take part?",
        choices=WayToTakePart.choices,
        widget=Checkboxes,
        error_messages={"required": "Choose one way to take part, or more"},
    )
    areas = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label="Where can they join?",
        help_text="Leave all of them empty if it is for the whole county.",
        required=False,
        widget=Checkboxes,
        error_messages={"invalid_choice": "Choose from the areas on the list"},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["areas"].queryset = Area.objects.all()
        if not self.fields["areas"].queryset:
            del self.fields["areas"]


class PayForm(RegisterForm):
    """Whether people are offered pay, and the money for it. Either answer may be published."""

    may_wait = ("pay_offered",)

    pay_offered = forms.TypedChoiceField(
        label="Do you offer pay to people who take part?",
        choices=PayOffered.choices,
        coerce=PayOffered,
        widget=Radios(
            hints={
                PayOffered.NOT_YET.value: "You can go on. The 2 top steps wait until you offer pay.",
            },
        ),
        error_messages={"required": "Choose yes, or not yet"},
    )
    yearly_pay_budget_pence = PoundsField(
        label="If you do, how much money is there for it each year?",
        help_text="Pay and costs together, in pounds. Only staff see this.",
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("pay_offered") != PayOffered.YES:
            self.errors.pop("yearly_pay_budget_pence", None)
            cleaned["yearly_pay_budget_pence"] = None
        return cleaned


class PromisesForm(RegisterForm):
    """What everyone can count on, without asking."""

    access_promises = forms.MultipleChoiceField(
        label="What can everyone count on, without asking?",
        choices=AccessPromise.choices,
        widget=Checkboxes,
        required=False,
    )
    access_words = PlainTextField(
        label="Anything else, in your own words",
        help_text="If you cannot promise anything yet, say so here. Anyone can read this.",
        lines=True,
        rows=3,
        max_length=400,
        counted=True,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        nothing = not cleaned.get("access_promises") and not cleaned.get("access_words")
        if nothing and not self.errors and not self.later:
            raise ValidationError("Choose what people can count on, or say why you cannot promise yet")
        return cleaned


class ThrowAwayForm(GovukForm, forms.Form):
    """A button. What stands in the way comes from the action."""

    submit_label = "Throw this draft away"


class PublishForm(GovukForm, forms.Form):
    """A button. What stands in the way comes from the action, as a sentence above it."""

    submit_label = "Publish this project"
