"""The practice, the eight statements, the ladder and the box: one page each, saved at each page."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ladder.actions.answering import change_draft, has_draft, read_draft
from ladder.answers import Answers
from ladder.choices import Answer
from ladder.forms import AnswerForm, BetterForm, StepForm
from ladder.scoring import STATEMENTS
from ladder.views.check_page import answering
from ladder.views.sitting import next_page


@require_http_methods(["GET", "POST"])
@answering
def practice(request, sitting):
    """One question to try the answers out. Only that it was done is kept."""
    wording = sitting.wording
    form = AnswerForm(request.POST if request.method == "POST" else None, wording=wording)
    if not form.is_valid():
        return render(request, "ladder/practice.html", {"form": form, "question": wording.practice})
    # Whoever begins here has nothing of anybody's on this screen yet but their own.
    shown = sitting.shown or not has_draft(sitting.invitation)
    answers = _save(sitting, lambda answers: replace(answers, practised=True))
    return sitting.keep(next_page(answers), shown=shown)


@require_http_methods(["GET", "POST"])
@answering
def question(request, sitting, number):
    """One of the eight."""
    if not 1 <= number <= STATEMENTS:
        raise Http404
    wording = sitting.wording
    if request.method == "POST":
        form = AnswerForm(request.POST, wording=wording)
        if _stops_without_an_answer(request, "answer"):
            return _stop(sitting)
        if form.is_valid():
            answer = Answer(form.cleaned_data["answer"])
            answers = _save(sitting, lambda saved: saved.with_statement(number, answer))
            return _go_on(request, sitting, answers)
    else:
        saved = _shown(sitting)
        form = AnswerForm(wording=wording, initial={"answer": saved.statements[number - 1] if saved else ""})
    return render(
        request,
        "ladder/question.html",
        {
            **sitting.about,
            "form": form,
            "statement": wording.statements[number - 1],
            "number": number,
            "back_url": _back(
                request, reverse("ladder:question", args=[number - 1]) if number > 1 else _practice()
            ),
        },
    )


@require_http_methods(["GET", "POST"])
@answering
def ladder(request, sitting):
    """The step that feels most like the project, asked before anyone is shown what the council says."""
    wording = sitting.wording
    if request.method == "POST":
        form = StepForm(request.POST, wording=wording)
        if _stops_without_an_answer(request, "step"):
            return _stop(sitting)
        if form.is_valid():
            step = form.cleaned_data["step"]
            answers = _save(sitting, lambda saved: replace(saved, step=step))
            return _go_on(request, sitting, answers)
    else:
        saved = _shown(sitting)
        form = StepForm(wording=wording, initial={"step": saved.step if saved else None})
    return render(
        request,
        "ladder/ladder.html",
        {
            **sitting.about,
            "form": form,
            "question": wording.step_question,
            "credit": wording.credit,
            "credit_url": wording.credit_url,
            "back_url": _back(request, reverse("ladder:question", args=[STATEMENTS])),
        },
    )


@require_http_methods(["GET", "POST"])
@answering
def better(request, sitting):
    """One box, and who may read what is written in it."""
    wording = sitting.wording
    saved = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by) or Answers()
    hidden = bool(saved.words) and not sitting.shown
    if request.method == "POST":
        form = BetterForm(
            request.POST,
            wording=wording,
            waiting=hidden and saved.words_wait,
            later="later" in request.POST,
        )
        if form.is_valid():
            typed = form.cleaned_data
            answers = _save(
                sitting,
                lambda answers: answers.with_words(
                    typed["words"],
                    voice=typed["voice"],
                    name=typed["name_to_show"],
                    unseen=not sitting.shown,
                    stopping=form.later,
                ),
            )
            return _go_on(request, sitting, answers)
    else:
        form = BetterForm(wording=wording, initial=_words_of(saved) if sitting.shown else None)
    return render(
        request,
        "ladder/better.html",
        {
            **sitting.about,
            "form": form,
            "question": wording.better,
            "hidden": hidden,
            "back_url": _back(request, reverse("ladder:ladder")),
        },
    )


def _words_of(saved):
    return {"words": saved.words, "voice": saved.voice, "name_to_show": saved.name_to_show}


def _shown(sitting):
    """What was saved, if it may stand on this screen. It is not opened otherwise."""
    return (
        read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by) if sitting.shown else None
    )


def _save(sitting, change):
    return change_draft(invitation=sitting.invitation, change=change, now=sitting.now, by=sitting.by)


def _stops_without_an_answer(request, name):
    return "later" in request.POST and not request.POST.get(name)


def _stop(sitting):
    return sitting.leave(redirect("ladder:saved"))


def _go_on(request, sitting, answers):
    """After saving: stop for now, or back to the list of answers, or on to what has no answer yet."""
    if "later" in request.POST:
        return _stop(sitting)
    return redirect("ladder:answers") if "change" in request.GET else next_page(answers)


def _back(request, page):
    return reverse("ladder:answers") if "change" in request.GET else page


def _practice():
    return reverse("ladder:practice")
