"""Answers as they are typed in from a form or a call: by name of field, compared, said aloud. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ladder.answers import BOXES, STEP_BOX, STEP_NOT_SURE, STEP_SKIPPED, Answers
from ladder.choices import Answer, Channel, Help, HelperPaid
from ladder.scoring import STATEMENTS
from ladder.wording import Wording

EMPTY = "empty"
"""Left empty on paper, or more than one tick: no answer. On the phone: not asked."""
STATEMENT_FIELDS = tuple(f"statement_{number}" for number in range(1, STATEMENTS + 1))
MORE_FIELDS = tuple(f"more_{box}" for box in range(1, BOXES + 1))


def as_typed(answers: Answers) -> dict[str, str]:
    """Answers by name of field, as they stand in the boxes."""
    return {
        **{name: answer or EMPTY for name, answer in zip(STATEMENT_FIELDS, answers.statements, strict=True)},
        **dict(zip(MORE_FIELDS, answers.more, strict=True)),
        "step": EMPTY if answers.step is None else str(answers.step),
        "words": answers.words,
        "voice": answers.voice or EMPTY,
        "name_to_show": answers.name_to_show,
        "help": EMPTY if answers.help == Help.NOT_ASKED else answers.help,
        "helper_paid": answers.helper_paid or EMPTY,
        "how_known": answers.how_known,
    }


def from_typed(typed: Mapping[str, Any], *, channel: Channel) -> Answers:
    """Answers from what stands in the boxes. A box that is not there was left empty."""

    def said(name: str) -> str:
        value = str(typed.get(name) or "")
        return "" if value == EMPTY else value

    answers = Answers(
        statements=tuple(said(name) for name in STATEMENT_FIELDS),
        step=int(said("step")) if said("step") else None,
        more=tuple(said(name) for name in MORE_FIELDS),
        practised=True,
        seen_better=True,
        channel=channel,
    )
    answers = answers.with_words(said("words"), voice=said("voice"), name=said("name_to_show"))
    return answers.with_help(said("help"), paid=said("helper_paid"), how_known=said("how_known"))


def differences(first: Answers, second: Answers) -> dict[str, tuple[str, str]]:
    """Each field that was typed in two ways, with the first and the second, in the order of the form."""
    one, other = as_typed(first), as_typed(second)
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def agreed(first: Answers, second: Answers, *, taken_second: Mapping[str, bool]) -> Answers:
    """What two who typed in the same form make of it: for each difference, the first or the second."""
    one, other = as_typed(first), as_typed(second)
    chosen = {name: other[name] if taken_second.get(name) else one[name] for name in one}
    return from_typed(chosen, channel=Channel(first.channel))


@dataclass(frozen=True, slots=True)
class Said:
    """One thing on the form, as it is asked and as it was answered. `own`: in the person's own words."""

    field: str
    asked: str
    said: str
    own: bool = False


NOTHING = "Nothing"
NO_ANSWER = "Left empty, or more than one tick"
ANSWER_WORDS = {answer.value: answer.label for answer in Answer}
PAID_WORDS = {paid.value: paid.label for paid in HelperPaid}


def as_read(answers: Answers, *, wording: Wording) -> list[Said]:
    """Everything that was typed in, from top to bottom, to be looked at once more. What does not apply, such
    as how a helper knows, is left out."""
    typed = as_typed(answers)
    rows = []
    for statement, field, more in zip(wording.statements, STATEMENT_FIELDS, MORE_FIELDS, strict=False):
        asked = f"{statement.number}. {statement.wording}"
        rows.append(Said(field, asked, word_of(field, typed[field], wording=wording)))
        rows.append(_box(more, f"Written under {statement.number}", typed[more]))
    rows.append(Said("step", wording.step_question.wording, word_of("step", typed["step"], wording=wording)))
    rows.append(_box(MORE_FIELDS[STEP_BOX - 1], "Written under the steps", answers.more[STEP_BOX - 1]))
    rows.append(_box("words", wording.better.wording, answers.words))
    if answers.has_words:
        rows.append(
            Said("voice", "How we may use the words", word_of("voice", typed["voice"], wording=wording))
        )
    if answers.name_to_show:
        rows.append(Said("name_to_show", "The name to show", answers.name_to_show, own=True))
    rows.append(Said("help", wording.helped.wording, word_of("help", typed["help"], wording=wording)))
    if typed["helper_paid"] != EMPTY:
        paid = word_of("helper_paid", typed["helper_paid"], wording=wording)
        rows.append(Said("helper_paid", "Is the helper paid to work on this project?", paid))
    if answers.how_known:
        rows.append(_box("how_known", "How the helper knows", answers.how_known))
    return rows


def _box(field: str, asked: str, words: str) -> Said:
    return Said(field, asked, words or NOTHING, own=bool(words))


def word_of(field: str, value: str, *, wording: Wording) -> str:
    """How a page says what stands in a box."""
    if value == EMPTY:
        return NO_ANSWER
    if field == "step":
        return step_words(int(value), wording=wording)
    if field == "voice":
        return {voice.key: voice.word for voice in wording.voices}[value]
    if field == "help":
        return {helper.key: helper.word for helper in wording.helpers}[value]
    if field == "helper_paid":
        return str(PAID_WORDS[value])
    if field in STATEMENT_FIELDS:
        return str(ANSWER_WORDS[value])
    return value or NOTHING


def step_words(step: int, *, wording: Wording) -> str:
    """A step as staff read it: "Engaging, step 5"."""
    if step == STEP_SKIPPED:
        return str(Answer.SKIP.label)
    if step == STEP_NOT_SURE:
        return str(Answer.NOT_SURE.label)
    return f"{wording.step(step).name}, step {step}"


def label_of(field: str, *, wording: Wording) -> str:
    """What a field of the form is called on staff pages."""
    if field in STATEMENT_FIELDS:
        statement = wording.statements[STATEMENT_FIELDS.index(field)]
        return f"{statement.number}. {statement.wording}"
    if field in MORE_FIELDS:
        box = MORE_FIELDS.index(field) + 1
        return "Written under the steps" if box == STEP_BOX else f"Written under {box}"
    return {
        "step": wording.step_question.wording,
        "words": wording.better.wording,
        "voice": "How we may use the words",
        "name_to_show": "The name to show",
        "help": wording.helped.wording,
        "helper_paid": "Is the helper paid to work on this project?",
        "how_known": "How the helper knows what the person thinks",
    }[field]


SPOKEN = {
    Answer.YES.value: "you said yes.",
    Answer.PARTLY.value: "you said partly.",
    Answer.NO.value: "you said no.",
    Answer.NOT_SURE.value: "you said you are not sure.",
    Answer.SKIP.value: "you did not want to answer.",
    EMPTY: "you gave no answer.",
}


def as_spoken(answers: Answers, *, wording: Wording) -> list[str]:
    """What somebody said on the phone, one sentence each, to be read back to them."""
    typed = as_typed(answers)
    lines = []
    for statement, field, more in zip(wording.statements, STATEMENT_FIELDS, MORE_FIELDS, strict=False):
        lines.append(f"To “{_question(statement.phone)}” {SPOKEN[typed[field]]}")
        lines += _quoted("You said more", typed[more])
    lines.append(_step_spoken(answers.step, wording=wording))
    lines += _quoted("You said more", answers.more[STEP_BOX - 1])
    lines += _quoted("What would make it better", answers.words)
    if answers.has_words:
        lines.append(_voice_spoken(answers))
    lines.append(_help_spoken(answers, wording=wording))
    if answers.helper_paid:
        paid = {"yes": "is", "no": "is not", "not-sure": "may be"}[answers.helper_paid]
        lines.append(f"Your helper {paid} paid to work on this project.")
    lines += _quoted("How your helper knows what you think", answers.how_known)
    return lines


def _question(phone: str) -> str:
    return phone.partition("?")[0] + "?"


def _quoted(what: str, words: str) -> list[str]:
    return [f"{what}: “{words}”"] if words else []


def _step_spoken(step: int | None, *, wording: Wording) -> str:
    if step is None:
        return "You chose no step."
    if step == STEP_SKIPPED:
        return "You did not want to choose a step."
    if step == STEP_NOT_SURE:
        return "You are not sure which step it is."
    return f"You chose this step. {wording.step(step).phone}"


def _voice_spoken(answers: Answers) -> str:
    match answers.said_voice:
        case "words":
            return "We may share your words, not your name."
        case "name":
            return f"We may share your words, with the name {answers.name_to_show}."
        case _:
            return "We only count you. Only the person who checks the words reads them."


def _help_spoken(answers: Answers, *, wording: Wording) -> str:
    if answers.help == Help.NOT_ASKED:
        return "You did not say if someone helped you."
    return {helper.key: helper.phone for helper in wording.helpers}[answers.help] + (
        " helped you." if answers.help == Help.NONE else "."
    )
