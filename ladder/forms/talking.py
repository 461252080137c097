"""What pages about a talk ask: when and with whom, what the group said, and each person's own yes or no."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from govuk.fields import DateField
from govuk.forms import GovukForm
from govuk.widgets import BigOptions, Checkboxes, Radios
from ladder.actions.talking import FEWEST, day_is_fair
from ladder.choices import Consent, GroupAnswer
from ladder.group_answers import NO_STEP, GroupAnswers
from ladder.models import TalkPerson
from ladder.rules import can_lead_talk
from ladder.rungs import RUNGS
from ladder.wording import Wording
from projects.models import Project

CHOOSE_A_DAY = "Choose today, or a day in the next 60 days"
CHOOSE_A_FACILITATOR = "Choose a facilitator who is not in the project’s team or its group"
YES_OR_NO = "Choose yes or no"


class FacilitatorField(forms.ModelChoiceField):
    """One of the facilitators, by name alone."""

    def label_from_instance(self, obj: User) -> str:
        return obj.contact.name


class ArrangeForm(GovukForm, forms.Form):
    """The day on which a group meets, and the facilitator who leads it."""

    submit_label = "Look at it once more"

    held_on = DateField(label="On which day does the group meet?")
    facilitator = FacilitatorField(
        label="Who leads it?",
        help_text="Someone who is not on the project’s staff. They are named, and paid.",
        queryset=User.objects.none(),
        empty_label="Choose a facilitator",
        error_messages={"required": "Choose a facilitator", "invalid_choice": "Choose a facilitator"},
    )

    def __init__(self, *args: Any, project: Project, facilitators: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self.today = today
        self.fields["facilitator"].queryset = facilitators

    def clean_held_on(self) -> date:
        day = self.cleaned_data["held_on"]
        if not day_is_fair(day, today=self.today):
            raise forms.ValidationError(CHOOSE_A_DAY)
        return day

    def clean_facilitator(self) -> User:
        facilitator = self.cleaned_data["facilitator"]
        if not can_lead_talk(facilitator, self.project):
            raise forms.ValidationError(CHOOSE_A_FACILITATOR)
        return facilitator


class RecordForm(GovukForm, forms.Form):
    """Who was there, what the group said of each statement, and its place on the ladder, or none."""

    submit_label = "Look at it once more"
    autocomplete_off = True

    there = forms.TypedMultipleChoiceField(
        label="Who was there?",
        help_text="Only these people are asked if the team may see it.",
        coerce=int,
        widget=Checkboxes,
        error_messages={
            "required": "Tick everyone who was there",
            "invalid_choice": "Tick people on the list",
        },
    )

    def __init__(self, *args: Any, wording: Wording, people: Iterable[TalkPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["there"].choices = [(person.pk, person.expert.contact.name) for person in people]
        self.asked = [f"answer_{statement.number}" for statement in wording.statements]
        for name, statement in zip(self.asked, wording.statements, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=f"{statement.number}. {statement.wording}",
                choices=GroupAnswer.choices,
                widget=Radios(small=True),
                error_messages={"required": f"Choose an answer to question {statement.number}"},
            )
        self.fields["step"] = forms.TypedChoiceField(
            label="Which step on the ladder did the group choose?",
            coerce=int,
            choices=[
                *((rung.value, f"{rung.value}. {rung.label}") for rung in reversed(RUNGS)),
                (NO_STEP, "None. They do not agree, or are not sure"),
            ],
            widget=Radios(small=True),
            error_messages={"required": "Choose a step, or ‘None’"},
        )

    def clean_there(self) -> list[int]:
        there = self.cleaned_data["there"]
        if len(there) < FEWEST:
            raise forms.ValidationError(
                f"Nothing is kept of a talk of fewer than {FEWEST} people. Call the involvement team"
            )
        return there

    @property
    def answers(self) -> GroupAnswers:
        """What the group said, once it is valid."""
        said = tuple(self.cleaned_data[name] for name in self.asked)
        return GroupAnswers(statements=said, step=self.cleaned_data["step"])


class ConsentForm(GovukForm, forms.Form):
    """One question, asked alone. Nothing is chosen beforehand, and an earlier answer never shows."""

    submit_label = "Send my answer"
    autocomplete_off = True

    consent = forms.TypedChoiceField(
        label="May the project’s team see this?",
        coerce=Consent,
        choices=Consent.choices,
        widget=BigOptions(marks={Consent.YES.value: "yes", Consent.NO.value: "no"}),
        error_messages={"required": YES_OR_NO, "invalid_choice": YES_OR_NO},
    )


class HeardForm(GovukForm, forms.Form):
    """What somebody said by phone."""

    submit_label = "Keep this answer"
    autocomplete_off = True

    consent = forms.TypedChoiceField(
        label="What did they say?",
        coerce=Consent,
        choices=Consent.choices,
        widget=Radios(),
        error_messages={"required": YES_OR_NO, "invalid_choice": YES_OR_NO},
    )
