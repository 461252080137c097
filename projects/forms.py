"""What registering a project asks, and how a person is added to one."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from accounts.rules import is_involvement, staff_directorates
from council.models import Directorate
from govuk.fields import DateField, PlainEmailField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, Radios, RungRadios, TextBox
from ladder.rungs import RUNGS, Rung
from projects.actions import Why
from projects.choices import PayOffered, Reason, Stage

LONGEST_ADDRESS = 254  # what a Contact's column holds
WHY_IN_PLAIN_WORDS = "Explain why in plain words"


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


class BasicsForm(RegisterForm):
    """What the project is."""

    name = PlainTextField(
        label="What is the project called?",
        max_length=100,
        error_messages={"required": "Enter the project’s name"},
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
    stage = forms.TypedChoiceField(
        label="What stage is it at?",
        choices=Stage.choices,
        coerce=Stage,
        widget=Radios,
        error_messages={"required": "Choose the stage it is at"},
    )

    def __init__(self, data=None, *, user, project=None, **kwargs):
        super().__init__(data, **kwargs)
        offered = Directorate.objects.all()
        if not is_involvement(user):
            current = {project.directorate_id} if project else set()
            offered = offered.filter(pk__in=staff_directorates(user) | current)
        self.fields["directorate"].queryset = offered
        if project is None and len(offered) == 1:
            self.initial["directorate"] = offered[0]


class StepForm(RegisterForm):
    """Which step on the ladder is true for the whole project, from the top down, and why."""

    may_wait = ("rung", "justification")

    rung = forms.TypedChoiceField(
        label="Could this be co-production?",
        choices=[(rung.value, rung.label) for rung in reversed(RUNGS)],
        coerce=lambda value: Rung(int(value)),
        empty_value=None,
        error_messages={"required": "Choose the step this project is on"},
    )
    justification = PlainTextField(
        label="Why this step?",
        help_text=(
            "One or two short sentences. Anyone can read this. People will say if it feels different to them."
        ),
        lines=True,
        rows=3,
        max_length=400,
        counted=True,
        error_messages={"required": WHY_IN_PLAIN_WORDS},
    )

    def __init__(self, data=None, *, wording, **kwargs):
        super().__init__(data, **kwargs)
        field = self.fields["rung"]
        notes = {str(rung.value): f"Step {rung} of {len(RUNGS)}" for rung in RUNGS}
        notes[str(Rung.COERCING.value)] += ". Never right"
        field.widget = RungRadios(
            meanings={str(step.step): step.meaning for step in wording.steps},
            examples={str(step.step): step.example for step in wording.steps},
            notes=notes,
        )
        field.widget.choices = field.choices

    def clean(self):
        cleaned = super().clean()
        if self.later and cleaned.get("justification") and not self.has_error("rung") and not cleaned["rung"]:
            self.add_error("rung", "Choose the step that your words are about. Then we can save them")
        return cleaned


class ReasonsForm(RegisterForm):
    """The framework's reasons for a step below Co-production, each with why, and a day to look again."""

    may_wait = ("reasons",)

    reasons = forms.MultipleChoiceField(
        label="Choose one reason or more",
        help_text=(
            "These are the framework’s five reasons. There is no “other”. "
            "If none is true, it could be co-production."
        ),
        choices=Reason.choices,
        error_messages={"required": "Choose one reason or more"},
    )

    def __init__(self, data=None, *, wording, today, **kwargs):
        super().__init__(data, **kwargs)
        self.first_day = today + timedelta(days=1)
        self.last_day = one_year_after(today)
        example = figures(today + timedelta(days=182))
        for reason in Reason:
            self.fields[why_field(reason)] = PlainTextField(
                label=format_html(
                    'Why? <span class="govuk-visually-hidden">{}. </span>Say it in plain words', reason.label
                ),
                help_text="Two or three short sentences. Anyone can read this.",
                lines=True,
                rows=3,
                max_length=400,
                required=False,
                error_messages={
                    "max_length": (
                        f"{reason.label}: your words are too long. Use %(limit_value)d characters or fewer"
                    )
                },
            )
            self.fields[again_field(reason)] = DateField(
                label=format_html(
                    'When will you look at this again?<span class="govuk-visually-hidden"> {}</span>',
                    reason.label,
                ),
                help_text=f"For example, {example}. No later than 1 year from now.",
                required=False,
                error_messages={"invalid": f"{reason.label}: enter a real date, for example {example}"},
            )
        self.example = example
        widget = Checkboxes(
            hints={each.key: each.meaning for each in wording.reasons},
            reveals={reason.value: (why_field(reason), again_field(reason)) for reason in Reason},
        )
        self.fields["reasons"].widget = widget
        widget.choices = self.fields["reasons"].choices

    def clean(self):
        """Asks for both parts of every reason that is ticked. What stands under the others is left alone."""
        cleaned = super().clean()
        ticked = cleaned.get("reasons", [])
        for reason in Reason:
            if reason.value in ticked:
                self._ask_why(reason, cleaned)
                self._ask_when(reason, cleaned)
            else:
                self.errors.pop(why_field(reason), None)
                self.errors.pop(again_field(reason), None)
        return cleaned

    def _ask_why(self, reason, cleaned):
        if not self.has_error(why_field(reason)) and not cleaned[why_field(reason)]:
            self.add_error(why_field(reason), f"{reason.label}: explain why in plain words")

    def _ask_when(self, reason, cleaned):
        name = again_field(reason)
        if self.has_error(name):
            return
        day = cleaned[name]
        if day is None:
            problem = f"{reason.label}: enter the day you will look again, for example {self.example}"
        elif day < self.first_day:
            problem = f"{reason.label}: choose a day after today"
        elif day > self.last_day:
            problem = f"{reason.label}: choose a day no later than {figures(self.last_day)}"
        else:
            return
        self.add_error(name, ValidationError(problem))

    @property
    def given(self):
        """The reasons as the action takes them."""
        return {
            Reason(key): Why(self.cleaned_data[why_field(key)], self.cleaned_data[again_field(key)])
            for key in self.cleaned_data["reasons"]
        }


def why_field(reason):
    """The name of the field that says why a reason is true."""
    return f"why_{reason}"


def again_field(reason):
    """The name of the field that says when a reason is looked at again."""
    return f"again_{reason}"


def figures(day: date) -> str:
    """A day as it is typed into three boxes: "27 5 2027"."""
    return f"{day.day} {day.month} {day.year}"


def one_year_after(day: date) -> date:
    """The same day next year. 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


class OpenQuestionsForm(RegisterForm):
    """What nobody can change any more, and what people still can."""

    may_wait = ("already_decided", "can_still_change")

    already_decided = PlainTextField(
        label="What is already decided?",
        help_text="Say it before anyone joins, so that nobody gives their time to a closed question.",
        lines=True,
        max_length=1000,
        counted=True,
        error_messages={"required": "Say what is already decided. If nothing is, say so"},
    )
    can_still_change = PlainTextField(
        label="What can people still change?",
        help_text="Be honest. A short true list is better than a long one.",
        lines=True,
        max_length=1000,
        counted=True,
        error_messages={"required": "Say what people can still change. If it is nothing, say so"},
    )


class PayForm(RegisterForm):
    """Whether people are offered pay. Either answer may be published."""

    may_wait = ("pay_offered",)

    pay_offered = forms.TypedChoiceField(
        label="Do you offer pay to people who take part?",
        choices=PayOffered.choices,
        coerce=PayOffered,
        widget=Radios(hints={PayOffered.NOT_YET.value: "You can go on. The project’s page says so."}),
        error_messages={"required": "Choose yes, or not yet"},
    )


class PublishForm(GovukForm, forms.Form):
    """A button. What stands in the way comes from the action, as a sentence above it."""

    submit_label = "Publish this project"


class PersonForm(GovukForm, forms.Form):
    """An expert by experience who takes part."""

    submit_label = "Add this person"
    autocomplete_off = True

    name = PlainTextField(
        label="Their name",
        max_length=100,
        widget=TextBox(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter their name"},
    )
    email = PlainEmailField(
        label="Their email address, if they have one",
        help_text="Their own, not a staff address. Without one, we write to them by post.",
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=TextBox(kind="email", attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=dict.fromkeys(
            ("invalid", "max_length"), "Enter an email address, like name@example.com, or leave it empty"
        ),
    )


class SearchForm(GovukForm, forms.Form):
    """A few words to look for in the register."""

    q = PlainTextField(label="Search by word", required=False, max_length=100)
