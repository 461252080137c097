"""Check your answers, then send them."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ladder.actions.answering import read_draft, send_answers
from ladder.answers import STEP_BOX, STEP_NOT_SURE
from ladder.choices import Answer
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from ladder.views.check_page import answering
from ladder.views.sitting import next_page

NO_ANSWER_YET = "No answer yet"
SKIPPED = "You skipped this one"
LEFT_EMPTY = "You left this empty"


@require_safe
@answering
def answers(request, sitting):
    """Everything that was answered, with a way to change each. First the question whether to show it."""
    saved = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    if saved is None:
        return redirect("ladder:start")
    finished = not saved.next_page()
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
    return render(request, "ladder/answers.html", {**context, "rows": rows, "rest": _rest(saved, wording)})


def _rest(saved, wording):
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
        words = _voice_words(saved, wording)
        rows.append(_row("How we may use your words", words, better, "how we may use your words"))
    return rows


def _row(key, value, url, change, *, more=""):
    return {"key": key, "value": value, "url": url, "change": change, "more": more}


def _voice_words(saved, wording):
    voice = {choice.key: choice.word for choice in wording.voices}.get(saved.voice, NO_ANSWER_YET)
    return f"{voice}: {saved.name_to_show}" if saved.name_to_show else voice


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
    if saved.next_page():
        return next_page(saved)
    send_answers(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    return sitting.leave(redirect("ladder:thank_you"))
