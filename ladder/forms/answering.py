"""What people may answer in a check, said kindly when it cannot be used."""

from typing import Any

from django import forms

from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import BigOptions, Radios, RungRadios, TextBox
from ladder.answers import HELPED, LONGEST_WORDS, STEP_NOT_SURE, STEP_SKIPPED, Answers
from ladder.choices import Answer, Help, HelperPaid, Voice
from ladder.wording import Choice, Wording

CHOOSE = "Choose an answer. If you are not sure, choose ‘Not sure’"
CHOOSE_A_VOICE = "Choose how we may use your words"
CHOOSE_FOR_EARLIER_WORDS = f"{CHOOSE_A_VOICE}. You wrote some earlier in this check"
CHOOSE_HELP = "Choose how someone helped"
HOW_I_HELPED = {
    Help.READ.value: "I read it to them",
    Help.WROTE.value: "I wrote what they said",
    Help.ANSWERED.value: "I answered for them",
}
HOW_I_KNOW = (
    "If you answered for them. You might say: “We talked about it on Tuesday.” "
    "Only the person who checks the words reads this, after the check closes."
)
VOICE_MARKS = {Voice.COUNT.value: "people", Voice.WORDS.value: "chat", Voice.NAME.value: "tick"}


class CheckForm(GovukForm, forms.Form):
    """A page of the check. What was typed never stays on a shared computer."""

    later_label = "Save and come back later"
    autocomplete_off = True


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


class HelpedForm(CheckForm):
    """Whether someone helped. It may stay empty; a box that does not belong to the answer is left out.

    `helping` names the person whom a supporter is helping. Then it is the supporter who is asked, and must
    say, unless they said before on a screen that does not show it (`said`).
    """

    help = forms.ChoiceField(required=False, error_messages={"invalid_choice": CHOOSE_HELP})
    paid = forms.ChoiceField(
        label="Is your helper paid to work on this project?",
        choices=HelperPaid.choices,
        required=False,
        widget=Radios(inline=True),
    )
    how_known = PlainTextField(
        label="How do you know this is what they think?",
        help_text="For the helper, if you answered for someone. "
        "You might say: “We talked about it on Tuesday.” "
        "Only the person who checks the words reads this, after the check closes.",
        lines=True,
        max_length=LONGEST_WORDS,
        counted=True,
        rows=3,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        wording: Wording,
        helping: str = "",
        said: bool = False,
        later: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.later = later
        self.must_say = bool(helping) and not said
        field = self.fields["help"]
        field.widget = BigOptions(hints={} if helping else _glosses(wording.helpers))
        # The wording's answers are the person's own words. And a supporter cannot say that no one helped.
        field.choices = list(HOW_I_HELPED.items()) if helping else _words(wording.helpers)
        if helping:
            self.fields["paid"].label = "Are you paid to work on this project?"
            self.fields["how_known"].help_text = HOW_I_KNOW

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "help" in self.errors:
            return cleaned
        helped = cleaned["help"]
        belongs = {"paid": helped in HELPED, "how_known": helped in ("", Help.ANSWERED)}
        for name in (name for name, it_does in belongs.items() if not it_does):
            self.errors.pop(name, None)
            cleaned[name] = ""
        if not (helped or self.later):
            if self.must_say:
                self.add_error("help", CHOOSE_HELP)
            elif cleaned.get("how_known"):
                self.add_error("help", "Choose who helped, or take your words out of the last box")
        return cleaned
