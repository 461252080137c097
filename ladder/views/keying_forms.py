"""Typing in a whole form or call on one page, and choosing between two who typed in the same."""

from collections.abc import Iterator
from typing import Any

from django import forms

from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Radios, TextBox
from ladder.answers import BOXES, LONGEST_WORDS, STEP_NOT_SURE, STEP_SKIPPED, Answers
from ladder.choices import Answer, Channel, HelperPaid, Voice
from ladder.keyed import (
    EMPTY,
    MORE_FIELDS,
    STATEMENT_FIELDS,
    agreed,
    as_typed,
    differences,
    from_typed,
    label_of,
    word_of,
)
from ladder.wording import Wording

NAME_MISSING = "Type the name they gave. If there is none, choose ‘Just count me’"


class ToldForm(GovukForm, forms.Form):
    """Whether somebody heard in the call that we have their answers."""

    told = forms.BooleanField(label="I told them that we have their answers", required=False)


class KeyedForm(GovukForm, forms.Form):
    """Every answer of one form or one call, on one page, in the order that it is asked in.

    On paper each label is what the form says; by phone it is what to say aloud. `later` says that the call
    stopped: what has no answer yet can wait.
    """

    submit_label = "Look at it once more"
    published = frozenset(STATEMENT_FIELDS)
    """What is asked in published words."""
    autocomplete_off = True

    def __init__(
        self, *args: Any, wording: Wording, channel: Channel, later: bool = False, **kwargs: Any
    ) -> None:
        saved: Answers | None = kwargs.pop("saved", None)
        super().__init__(*args, initial=as_typed(saved) if saved else None, **kwargs)
        self.channel = channel
        self.wording = wording
        self.later = later
        if channel == Channel.PHONE:
            self.submit_label = "Go to reading it back"
            self.later_label = "The call stopped: save this"
        asked = _Spoken(wording) if channel == Channel.PHONE else _OnPaper(wording)
        for number, name in enumerate(STATEMENT_FIELDS, start=1):
            self._radios(name, asked.statement(number), asked.answers(), short=asked.short(number))
            self._box(MORE_FIELDS[number - 1], asked.more(number))
        self._radios("step", asked.step(), asked.steps())
        self._box(MORE_FIELDS[BOXES - 1], asked.more(BOXES))
        self._box("words", asked.better(), rows=4)
        self._radios("voice", asked.voice(), asked.voices(), required=False)
        self.fields["name_to_show"] = PlainTextField(
            label=asked.name(),
            help_text="Only for ‘Share with my name’.",
            max_length=100,
            required=False,
            widget=TextBox(width=20, attrs={"autocomplete": "off", "spellcheck": "false"}),
        )
        self._radios("help", asked.help(), asked.helpers())
        self._radios("helper_paid", asked.paid(), _words(HelperPaid.choices, asked.empty), required=False)
        self._box("how_known", asked.known(), rows=3)

    def _radios(
        self, name: str, label: str, choices: list[tuple[str, str]], *, required: bool = True, short: str = ""
    ) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            required=required and not self.later,
            widget=Radios(small=True),
            error_messages={"required": f"Choose an answer: {short or label}"},
        )

    def _box(self, name: str, label: str, *, rows: int = 2) -> None:
        self.fields[name] = PlainTextField(
            label=label, lines=True, max_length=LONGEST_WORDS, rows=rows, required=False
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        wrote = any(cleaned.get(name) for name in ("words", *MORE_FIELDS))
        named = cleaned.get("name_to_show") or "name_to_show" in self.errors
        if not self.later and wrote and cleaned.get("voice") == Voice.NAME and not named:
            self.add_error("name_to_show", NAME_MISSING)
        return cleaned

    @property
    def answers(self) -> Answers:
        """What was typed in, once it is valid."""
        return from_typed(self.cleaned_data, channel=self.channel)


def _words(choices: list[tuple[str, str]], empty: str) -> list[tuple[str, str]]:
    return [*((str(value), str(label)) for value, label in choices), (EMPTY, empty)]


class _OnPaper:
    """What the paper form says beside each answer."""

    empty = "Left empty, or more than one tick"

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def answers(self) -> list[tuple[str, str]]:
        return _words([(choice.key, choice.word) for choice in self.wording.answers], self.empty)

    def statement(self, number: int) -> str:
        return label_of(STATEMENT_FIELDS[number - 1], wording=self.wording)

    def short(self, number: int) -> str:
        return self.statement(number)

    def more(self, box: int) -> str:
        return label_of(MORE_FIELDS[box - 1], wording=self.wording)

    def step(self) -> str:
        return self.wording.step_question.wording

    def steps(self) -> list[tuple[str, str]]:
        from_the_top = self.wording.steps[::-1]
        return _words(
            [*((str(each.step), f"{each.step}. {each.name}") for each in from_the_top), *_no_step()],
            self.empty,
        )

    def better(self) -> str:
        return self.wording.better.wording

    def voice(self) -> str:
        return "How may we use their words?"

    def voices(self) -> list[tuple[str, str]]:
        return _words([(choice.key, choice.word) for choice in self.wording.voices], self.empty)

    def name(self) -> str:
        return "The name to show"

    def help(self) -> str:
        return self.wording.helped.wording

    def helpers(self) -> list[tuple[str, str]]:
        return _words([(choice.key, choice.word) for choice in self.wording.helpers], self.empty)

    def paid(self) -> str:
        return "Is the helper paid to work on this project?"

    def known(self) -> str:
        return "If someone answered for them: how do they know what the person thinks?"


class _Spoken(_OnPaper):
    """What is said aloud on the phone, and what is noted beside it."""

    empty = "Not asked, or no answer"

    def statement(self, number: int) -> str:
        return f"{number}. {self.wording.statements[number - 1].phone}"

    def short(self, number: int) -> str:
        return f"{number}. {self.wording.statements[number - 1].short}"

    def more(self, box: int) -> str:
        return f"Anything more on {box}? Only if they say it" if box < BOXES else "Anything more on the step?"

    def step(self) -> str:
        return self.wording.step_question.phone

    def steps(self) -> list[tuple[str, str]]:
        return _words(
            [*((str(each.step), each.phone) for each in self.wording.steps), *_no_step()], self.empty
        )

    def better(self) -> str:
        return self.wording.better.phone

    def voice(self) -> str:
        return "If they said more: How may we use your words?"

    def voices(self) -> list[tuple[str, str]]:
        return _words([(choice.key, choice.phone) for choice in self.wording.voices], self.empty)

    def name(self) -> str:
        return "Which name shall we show?"

    def help(self) -> str:
        return self.wording.helped.phone

    def helpers(self) -> list[tuple[str, str]]:
        return _words([(choice.key, choice.phone) for choice in self.wording.helpers], self.empty)

    def paid(self) -> str:
        return "If someone helped: Is your helper paid to work on this project?"

    def known(self) -> str:
        return "If someone answers for them: How do you know that this is what they think?"


def _no_step() -> Iterator[tuple[str, str]]:
    yield str(STEP_NOT_SURE), str(Answer.NOT_SURE.label)
    yield str(STEP_SKIPPED), str(Answer.SKIP.label)


class CompareForm(GovukForm, forms.Form):
    """For each thing that was typed in two ways: the first or the second."""

    submit_label = "Send these answers"
    autocomplete_off = True

    def __init__(self, *args: Any, first: Answers, second: Answers, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        for name, (one, other) in differences(first, second).items():
            label = label_of(name, wording=wording)
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[
                    ("first", f"First time: {word_of(name, one, wording=wording)}"),
                    ("second", f"Second time: {word_of(name, other, wording=wording)}"),
                ],
                widget=Radios,
                error_messages={"required": f"Choose what the form says: {label}"},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.agreed.voice == Voice.NAME and not self.agreed.name_to_show:
            name = "name_to_show" if "name_to_show" in self.fields else "voice"
            self.add_error(name, "There is no name to show. Choose again, or type it again")
        return cleaned

    @property
    def agreed(self) -> Answers:
        """The two as one, once each difference is settled."""
        chosen = {name: self.cleaned_data.get(name) == "second" for name in self.fields}
        return agreed(self.first, self.second, taken_second=chosen)
