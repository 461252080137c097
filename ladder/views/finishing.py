"""Check your answers, then send them."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ladder.actions.answering import read_draft, send_answers
from ladder.answers import STEP_BOX, STEP_NOT_SURE
from ladder.choices import Answer, Help, HelperPaid
from ladder.forms.answering import HOW_I_HELPED
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from ladder.views.check_page import answering
from ladder.views.sitting import left_to_do, next_page

NO_ANSWER_YET = "No answer yet"
SKIPPED = "You skipped this one"
LEFT_EMPTY = "You left this empty"
THEY_ARE_PAID = {
    HelperPaid.YES: "They are paid to work on this project",
    HelperPaid.NO: "They are not paid to work on this project",
    HelperPaid.NOT_SURE: "You are not sure if they are paid to work on this project",
}
I_AM_PAID = {
    HelperPaid.YES: "I am paid to work on this project",
    HelperPaid.NO: "I am not paid to work on this project",
    HelperPaid.NOT_SURE: "I am not sure if I am paid to work on this project",
}


@require_safe
@answering
def answers(request, sitting):
    """Everything that was answered, with a way to change each. First the question whether to show it."""
    saved = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    if saved is None:
        return redirect("ladder:start")
    finished = not left_to_do(sitting, saved)
    context = {**sitting.about, "finished": finished}
    if not sitting.shown:
        return render(request, "ladder/show_answers.html", context)
    wording = sitting.wording
    words = {choice.key: choice.word for choice in wording.answers} | {Answer.SKIP.value: SKIPPED}
    rows = [
        {
            "number": statement.number,
            "wording": statement.wording,
            "key": answer,
            "word": words.get(answer, NO_ANSWER_YET),
            "more": more,
            "url": _change("ladder:question", statement.number),
        }
        for statement, answer, more in zip(
            wording.statements, saved.statements, saved.more[:STATEMENTS], strict=True
        )
    ]
    return render(request, "ladder/answers.html", {**context, "rows": rows, "rest": _rest(sitting, saved)})


def _rest(sitting, saved):
    """The rows below the eight: what each is about, what was said, what was added, and where to change it."""
    better = _change("ladder:better")
    rows = [
        _row(
            "Which step feels most like this project",
            _step_words(saved),
            _change("ladder:ladder"),
            "the step",
            more=saved.more[STEP_BOX - 1],
        ),
        _row(
            "What would make it better",
            f"“{saved.words}”" if saved.words else LEFT_EMPTY,
            better,
            "what would make it better",
        ),
    ]
    if saved.has_words:
        words = _voice_words(saved, sitting.wording)
        rows.append(_row("How we may use your words", words, better, "how we may use your words"))
    rows.append(
        _row(
            "How you helped" if sitting.helping else "Did someone help you",
            _help_words(sitting, saved),
            _change("ladder:helped"),
            "how you helped" if sitting.helping else "who helped you",
            more=saved.how_known,
        )
    )
    return rows


def _row(key, value, url, change, *, more=""):
    return {"key": key, "value": value, "url": url, "change": change, "more": more}


def _voice_words(saved, wording):
    voice = {choice.key: choice.word for choice in wording.voices}.get(saved.voice, NO_ANSWER_YET)
    return f"{voice}: {saved.name_to_show}" if saved.name_to_show else voice


def _help_words(sitting, saved):
    if saved.help == Help.NOT_ASKED:
        return LEFT_EMPTY if saved.seen_helped else NO_ANSWER_YET
    if sitting.helping:
        helped, paid = HOW_I_HELPED.get(saved.help, NO_ANSWER_YET), I_AM_PAID.get(saved.helper_paid, "")
    else:
        helped = {choice.key: choice.word for choice in sitting.wording.helpers}[saved.help]
        paid = THEY_ARE_PAID.get(saved.helper_paid, "")
    return f"{helped}. {paid}" if paid else helped


def _step_words(saved):
    if saved.placement:
        return f"{Rung(saved.placement).label}, step {saved.placement}"
    if saved.step is None:
        return NO_ANSWER_YET
    return Answer.NOT_SURE.label if saved.step == STEP_NOT_SURE else SKIPPED


def _change(name, *args):
    return reverse(name, args=args) + "?change=1"


@require_POST
@answering
def send(request, sitting):
    """Send everything, once. What has no answer yet is asked first."""
    if "later" in request.POST:
        return sitting.leave(redirect("ladder:saved"))
    saved = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    if saved is None:
        return redirect("ladder:start")
    if left_to_do(sitting, saved):
        return next_page(sitting, saved)
    send_answers(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    return sitting.leave(redirect("ladder:thank_you"))
