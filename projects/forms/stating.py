"""What a project is asked about its step: which, for which parts, why, and why not a higher one."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, RungRadios
from ladder.rungs import RUNGS, Rung
from projects.actions.stating import Why
from projects.choices import Part, Reason
from projects.forms.registering import RegisterForm
from words.plain_dates import short_date
from words.working_days import one_year_after

WHY_IN_PLAIN_WORDS = "Explain why in plain words"
FROM_THE_TOP = [(rung.value, rung.label) for rung in reversed(RUNGS)]


class StepForm(RegisterForm):
    """Which step on the ladder is true for the whole project, from the top down."""

    may_wait = ("rung",)

    rung = forms.TypedChoiceField(
        label="Which step is true for the whole project?",
        choices=FROM_THE_TOP,
        coerce=lambda value: Rung(int(value)),
        empty_value=None,
        error_messages={"required": "Choose the step this project is on"},
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


class PartsForm(RegisterForm):
    """A step for each part of the work that is on another step than the whole."""

    SAME = "The same"

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        for part in Part:
            self.fields[part.value] = forms.TypedChoiceField(
                label=part.label,
                choices=[("", self.SAME), *((value, f"{value} {label}") for value, label in FROM_THE_TOP)],
                coerce=lambda value: Rung(int(value)),
                empty_value=None,
                required=False,
            )

    @property
    def chosen(self):
        """The parts on a step of their own, as the action takes them."""
        return {part: rung for part in Part if (rung := self.cleaned_data[part.value]) is not None}


class WhyForm(RegisterForm):
    """Why the project is on this step."""

    may_wait = ("justification",)

    justification = PlainTextField(
        label="Why this step?",
        help_text="One or two short sentences. Anyone can read this. People will say if it feels different.",
        lines=True,
        rows=3,
        max_length=400,
        counted=True,
        error_messages={"required": WHY_IN_PLAIN_WORDS},
    )


class ChangeForm(GovukForm, forms.Form):
    """Why a published project's step changes."""

    submit_label = "Publish this change"
    later_label = "Save and come back later"

    because = PlainTextField(
        label="Why does it change now?",
        help_text=(
            "If you looked again and it stays, say what you found. Anyone can read this, with today’s date."
        ),
        lines=True,
        rows=3,
        max_length=400,
        counted=True,
        error_messages={"required": "Say why it changes, in plain words"},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.later = data is not None and "later" in data
        self.fields["because"].required = not self.later


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
        if self.later or self.has_error(why_field(reason)):
            return
        if not cleaned[why_field(reason)]:
            self.add_error(why_field(reason), f"{reason.label}: explain why in plain words")

    def _ask_when(self, reason, cleaned):
        name = again_field(reason)
        if self.has_error(name):
            return
        day = cleaned[name]
        if day is None and self.later:
            return
        if day is None:
            problem = f"{reason.label}: enter the day you will look again, for example {self.example}"
        elif day < self.first_day:
            problem = f"{reason.label}: choose a day after today"
        elif day > self.last_day:
            problem = f"{reason.label}: choose a day no later than {short_date(self.last_day)}"
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
