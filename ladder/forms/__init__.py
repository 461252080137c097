"""What pages about checks ask: coming in, opening, closing, paper, films. Answering has its own module."""

from datetime import date
from typing import Any

from django import forms

from experts.choices import PaperSize
from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import FileBox, Radios, TextBox
from ladder.choices import ClosedEarly, MoreTime
from ladder.film_files import CAPTIONS_TOO_LARGE, LARGEST_CAPTIONS, captions_problem, film_problem
from ladder.models import Round
from ladder.more_time import why_not_that_day
from ladder.rules import answer_by_is_fair


class CodeForm(GovukForm, forms.Form):
    """The code from a letter or an email. `when_empty` is what to say of an empty box, if not the usual.
    `ask_who_uses_it` is False where the involvement team has said that other people use this screen."""

    submit_label = "Go to my check"
    autocomplete_off = True

    code = PlainTextField(
        label="Your code",
        help_text="It has 9 letters and numbers, like R4T 7WC 3FH. Big or small letters are both fine. "
        "So are spaces. The last one is there to spot a slip.",
        max_length=60,
        widget=TextBox(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={
            "required": "Type your code. It is in the letter or email we sent you",
            "max_length": "That is too long for a code. A code has 9 letters and numbers",
        },
    )

    shared = forms.BooleanField(
        label="Other people use this screen",
        help_text="Then only a code opens a check here. It closes if nobody uses it for 1 hour.",
        required=False,
    )

    def __init__(self, *args: Any, when_empty: str = "", ask_who_uses_it: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask_who_uses_it:
            del self.fields["shared"]
        if when_empty:
            self.fields["code"].error_messages["required"] = when_empty


class OpenForm(GovukForm, forms.Form):
    """The day that people are asked to answer by, in a check that opens on `opens_on`."""

    answer_by = DateField(label="Please answer by", help_text="This is the date people see.")

    def __init__(self, *args: Any, opens_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opens_on = opens_on

    def clean_answer_by(self) -> date:
        answer_by = self.cleaned_data["answer_by"]
        if not answer_by_is_fair(self.opens_on, answer_by):
            raise forms.ValidationError("Give people at least 7 days to answer, and at most 60")
        return answer_by


class CloseEarlyForm(GovukForm, forms.Form):
    """Why a check closes before its day. None of the reasons tells how many people answered."""

    submit_label = "Close the check now"

    reason = forms.ChoiceField(
        label="Why does it close early?",
        help_text="Everyone can read this reason beside the result.",
        choices=ClosedEarly.choices,
        widget=Radios,
        error_messages={"required": "Choose a reason", "invalid_choice": "Choose a reason"},
    )


class MoreTimeForm(GovukForm, forms.Form):
    """Until when people may answer an open check instead, and why. No reason tells how many answered."""

    answer_by = DateField(label="Please answer by", help_text="This is the date people see.")
    reason = forms.ChoiceField(
        label="Why do people get more time?",
        help_text="Everyone who was asked can read this reason. It stands beside the result too.",
        choices=MoreTime.choices,
        widget=Radios,
        error_messages={"required": "Choose a reason", "invalid_choice": "Choose a reason"},
    )

    def __init__(self, *args: Any, check: Round, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = {"opens_on": check.opens_on, "answer_by": check.answer_by, "today": today}

    def clean_answer_by(self) -> date:
        answer_by = self.cleaned_data["answer_by"]
        if refusal := why_not_that_day(answer_by, **self.day):
            raise forms.ValidationError(refusal)
        return answer_by


class PaperForm(GovukForm, forms.Form):
    """How large the words of one form are, and on which colour."""

    size = forms.TypedChoiceField(
        label="How large are the words?",
        coerce=lambda typed: PaperSize(int(typed)),
        choices=[(size.value, f"{size.label}, {size.value} point") for size in PaperSize],
        widget=Radios,
        error_messages={"required": "Choose a size", "invalid_choice": "Choose a size"},
    )
    cream = forms.TypedChoiceField(
        label="Which paper?",
        coerce=lambda typed: typed == "cream",
        choices=[("white", "White"), ("cream", "Cream")],
        widget=Radios,
        error_messages={"required": "Choose white or cream", "invalid_choice": "Choose white or cream"},
    )


CHOOSE_A_FILM = "Choose the film, an MP4 file"
CHOOSE_CAPTIONS = "Choose the captions, a WebVTT file. Everyone must be able to follow the film"


class FilmForm(GovukForm, forms.Form):
    """A signed film and its captions. Each is looked at itself: its name says nothing of what it is."""

    submit_label = "Save this film"

    film = forms.FileField(
        label="The film",
        help_text="An MP4 file of up to 60 MB.",
        widget=FileBox(accept=".mp4,video/mp4"),
        error_messages={
            "required": CHOOSE_A_FILM,
            "invalid": CHOOSE_A_FILM,
            "missing": CHOOSE_A_FILM,
            "empty": "The film is an empty file. Choose another one",
        },
    )
    captions = forms.FileField(
        label="The captions",
        help_text="The words of the film as a WebVTT file (.vtt), of up to 1 MB.",
        widget=FileBox(accept=".vtt,text/vtt"),
        error_messages={
            "required": CHOOSE_CAPTIONS,
            "invalid": CHOOSE_CAPTIONS,
            "missing": CHOOSE_CAPTIONS,
            "empty": "The captions are an empty file. Choose another one",
        },
    )

    def clean_film(self) -> Any:
        film = self.cleaned_data["film"]
        if problem := film_problem(film, size=film.size):
            raise forms.ValidationError(problem)
        return film

    def clean_captions(self) -> bytes:
        file = self.cleaned_data["captions"]
        if file.size > LARGEST_CAPTIONS:
            raise forms.ValidationError(CAPTIONS_TOO_LARGE)
        captions = file.read()
        if problem := captions_problem(captions):
            raise forms.ValidationError(problem)
        return captions
