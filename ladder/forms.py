"""What people may answer in a check, said kindly when it cannot be used."""

from datetime import date
from typing import Any

from django import forms

from experts.choices import PaperSize
from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import BigOptions, FileBox, Radios, RungRadios, TextBox
from ladder.answers import LONGEST_WORDS, STEP_NOT_SURE, STEP_SKIPPED, Answers
from ladder.choices import Answer, ClosedEarly, Voice
from ladder.film_files import CAPTIONS_TOO_LARGE, LARGEST_CAPTIONS, captions_problem, film_problem
from ladder.rules import answer_by_is_fair
from ladder.wording import Choice, Wording

CHOOSE = "Choose an answer. If you are not sure, choose ‘Not sure’"
CHOOSE_A_VOICE = "Choose how we may use your words"
CHOOSE_FOR_EARLIER_WORDS = f"{CHOOSE_A_VOICE}. You wrote some earlier in this check"
VOICE_MARKS = {Voice.COUNT.value: "people", Voice.WORDS.value: "chat", Voice.NAME.value: "tick"}


class CheckForm(GovukForm, forms.Form):
    """A page of the check. What was typed never stays on a shared computer."""

    later_label = "Save and come back later"
    autocomplete_off = True


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


def _words(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [(choice.key, choice.word) for choice in choices]


def _glosses(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {choice.key: choice.gloss for choice in choices}


def _more() -> PlainTextField:
    """The box after every answer: there each time, so that its presence tells nothing."""
    return PlainTextField(
        label="What would you like to add?",
        help_text="Nobody reads this until the check closes. We cannot tell who wrote it. "
        "The team may know your way of writing. Near the end, you choose how we use your words.",
        lines=True,
        max_length=LONGEST_WORDS,
        counted=True,
        rows=4,
        required=False,
    )


class AnswerForm(CheckForm):
    """The practice question: the same five answers as after each of the eight, in the same order."""

    answer = forms.ChoiceField(error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.widget = BigOptions(
            hints=_glosses(wording.answers),
            marks={answer.value: answer.value for answer in Answer if answer != Answer.SKIP},
            minor=(Answer.SKIP.value,),
            or_before=Answer.SKIP.value,
        )
        field.choices = _words(wording.answers)


class QuestionForm(AnswerForm):
    """One of the eight statements, and more about it. `later`: the person stops here, so no answer is due."""

    more = _more()

    def __init__(self, *args: Any, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = not later


class StepForm(CheckForm):
    """The step on the ladder that feels most like the project, and more about it. `later` as above."""

    step = forms.TypedChoiceField(
        coerce=int, empty_value=None, error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    more = _more()

    def __init__(self, *args: Any, wording: Wording, later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].required = not later
        word = dict(_words(wording.answers))
        from_the_top = wording.steps[::-1]
        not_sure, skipped = str(STEP_NOT_SURE), str(STEP_SKIPPED)
        field = self.fields["step"]
        field.widget = RungRadios(
            meanings={str(step.step): step.easy for step in from_the_top},
            notes={str(step.step): f"Step {step.step}" for step in from_the_top},
            easy=True,
            marks={not_sure: Answer.NOT_SURE.value},
            minor=(skipped,),
            or_before=skipped,
        )
        field.choices = [
            *((str(step.step), step.name) for step in from_the_top),
            (not_sure, word[Answer.NOT_SURE]),
            (skipped, word[Answer.SKIP]),
        ]


class BetterForm(CheckForm):
    """What would make it better, and who may read it, and all else that was written in the check.

    `before` is what was saved, and `shown` whether it stands on this screen. `later` says that the person
    stops here, so what is missing can wait.
    """

    words = PlainTextField(
        label="Your ideas", lines=True, max_length=LONGEST_WORDS, counted=True, rows=5, required=False
    )
    voice = forms.ChoiceField(
        label="How may we use your words?", required=False, error_messages={"invalid_choice": CHOOSE_A_VOICE}
    )
    name_to_show = PlainTextField(
        label="The name to show",
        help_text="Only if you chose ‘Share with my name’. We keep your words apart from who you are. "
        "So please type the name.",
        max_length=100,
        required=False,
        widget=TextBox(width=20, attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self, *args: Any, wording: Wording, before: Answers, shown: bool, later: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.shown = shown
        self.later = later
        field = self.fields["voice"]
        field.widget = BigOptions(hints=_glosses(wording.voices), marks=VOICE_MARKS)
        field.choices = _words(wording.voices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        voice = cleaned.get("voice", "")
        if voice != Voice.NAME:
            # Nobody sees the box for the name then, so nothing in it can be wrong.
            self.errors.pop("name_to_show", None)
            cleaned["name_to_show"] = ""
        if not self.later:
            self._ask_for_what_is_missing(cleaned, voice)
        return cleaned

    def _ask_for_what_is_missing(self, cleaned: dict[str, Any], voice: str) -> None:
        wrote_here = bool(cleaned.get("words")) or "words" in self.errors
        # What does not stand on the screen stays as it is while nothing takes its place.
        stays = self.before if not self.shown and not wrote_here else Answers()
        if not (wrote_here or stays.words or any(self.before.more)):
            return
        if not (voice or stays.voice or "voice" in self.errors):
            self.add_error("voice", CHOOSE_A_VOICE if wrote_here or stays.words else CHOOSE_FOR_EARLIER_WORDS)
        named = cleaned.get("name_to_show") or stays.name_to_show or "name_to_show" in self.errors
        if voice == Voice.NAME and not named:
            self.add_error("name_to_show", "Type the name to show, or choose another answer above")


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
