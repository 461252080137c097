"""What pages about letters and calls ask: which letters, and how a call went."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms

from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, Radios, TextBox
from notices.actions.by_hand import MOST_IN_A_RUN

TICK_SOME = "Tick the letters first"
NOT_ON_THE_LIST = "This list has changed. Look at it again, then tick the letters"
TOO_MANY = f"Tick {MOST_IN_A_RUN} letters at most, then make another file"
SAY_HOW = "Say how the call went"

TOLD, NO_ANSWER, WRONG_NUMBER, DO_NOT_RING = "told", "no-answer", "wrong-number", "do-not-ring"


class LetterChoice(NamedTuple):
    """One letter to tick: its id, whose it is, what to know about it, and the id of their Contact."""

    pk: int
    name: str
    hint: str
    contact: Any


class LettersForm(GovukForm, forms.Form):
    """Which letters to print, or to say that they are in the post."""

    letters = forms.MultipleChoiceField(
        label="Which letters?",
        widget=Checkboxes,
        error_messages={
            "required": TICK_SOME,
            "invalid_choice": NOT_ON_THE_LIST,
            "invalid_list": NOT_ON_THE_LIST,
        },
    )

    def __init__(self, *args: Any, waiting: Sequence[LetterChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["letters"]
        field.choices = [(str(each.pk), each.name) for each in waiting]
        field.widget.hints = {str(each.pk): each.hint for each in waiting}

    def clean_letters(self) -> list[int]:
        ticked = self.cleaned_data["letters"]
        if len(ticked) > MOST_IN_A_RUN:
            raise forms.ValidationError(TOO_MANY)
        return [int(pk) for pk in ticked]


class CallForm(GovukForm, forms.Form):
    """How a call went."""

    submit_label = "Save how it went"

    went = forms.ChoiceField(
        label="How did the call go?",
        choices=[
            (TOLD, "I told them"),
            (NO_ANSWER, "Nobody answered"),
            (WRONG_NUMBER, "The number is wrong"),
            (DO_NOT_RING, "They asked us not to ring"),
        ],
        widget=Radios(
            hints={
                NO_ANSWER: "Or it was not a good time. We try again, 3 times at most.",
                WRONG_NUMBER: "We take the number off, and reach them in another way.",
                DO_NOT_RING: "We never ring them again, and reach them in another way.",
            }
        ),
        error_messages={"required": SAY_HOW, "invalid_choice": SAY_HOW},
    )
    when_to_ring = PlainTextField(
        label="Did they say when is a good time to ring?",
        help_text="For example: Tuesday mornings. It stands in how we reach them. You can leave this empty.",
        max_length=200,
        required=False,
        widget=TextBox(attrs={"autocomplete": "off"}),
    )
