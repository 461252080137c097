"""The practice, the eight statements, the ladder and the box: one page each, saved at each page."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ladder.actions.answering import has_draft, read_draft
from ladder.answers import STEP_BOX, Answers
from ladder.choices import Answer, FilmSlot
from ladder.films import films_of
from ladder.forms.answering import AnswerForm, BetterForm, QuestionForm, StepForm
from ladder.scoring import STATEMENTS
from ladder.views.check_page import answering
from ladder.views.saving import back, go_on, save, shown_draft, stop
from ladder.views.sitting import next_page
from notices.choices import Film
from notices.reading_cookie import reading_of


@require_http_methods(["GET", "POST"])
@answering
def practice(request, sitting):
    """One question to try the answers out. Only that it was done is kept."""
    wording = sitting.wording
    form = AnswerForm(request.POST if request.method == "POST" else None, wording=wording)
    if not form.is_valid():
        return render(
            request,
            "ladder/practice.html",
            {
                **sitting.about,
                "form": form,
                "question": wording.practice,
                "film": _film(request, sitting, FilmSlot.PRACTICE),
            },
        )
    # Whoever begins here has nothing of anybody's on this screen yet but their own.
    shown = sitting.shown or not has_draft(sitting.invitation)
    answers = save(sitting, lambda answers: replace(answers, practised=True))
    return sitting.keep(next_page(sitting, answers), shown=shown)


@require_http_methods(["GET", "POST"])
@answering
def question(request, sitting, number):
    """One of the eight."""
    if not 1 <= number <= STATEMENTS:
        raise Http404
    statement = sitting.wording.statements[number - 1]
    before = reverse("ladder:question", args=[number - 1]) if number > 1 else reverse("ladder:practice")

    def keep(answers, typed):
        if typed["answer"]:
            answers = answers.with_statement(number, Answer(typed["answer"]))
        return answers.with_more(number, typed["more"], unseen=not sitting.shown)

    def shown(saved):
        return {"answer": saved.statements[number - 1], "more": saved.more[number - 1]}

    page = {
        "statement": statement,
        "number": number,
        "film": _film(request, sitting, FilmSlot(str(number))),
        "back_url": back(request, before),
    }
    return _ask(request, sitting, QuestionForm, "ladder/question.html", keep, shown, page)


@require_http_methods(["GET", "POST"])
@answering
def ladder(request, sitting):
    """The step that feels most like the project, asked before anyone is shown what the council says."""
    wording = sitting.wording

    def keep(answers, typed):
        if typed["step"] is not None:
            answers = replace(answers, step=typed["step"])
        return answers.with_more(STEP_BOX, typed["more"], unseen=not sitting.shown)

    def shown(saved):
        return {"step": saved.step, "more": saved.more[STEP_BOX - 1]}

    page = {
        "question": wording.step_question,
        "film": _film(request, sitting, FilmSlot.STEP),
        "credit": wording.credit,
        "credit_url": wording.credit_url,
        "back_url": back(request, reverse("ladder:question", args=[STATEMENTS])),
    }
    return _ask(request, sitting, StepForm, "ladder/ladder.html", keep, shown, page)


def _ask(request, sitting, form_class, template, keep, shown, page):
    """A page with one answer and a box for more. `keep` puts what was typed into the answers; `shown` is what
    was saved, where it may stand on this screen."""
    later = "later" in request.POST
    if request.method == "POST":
        form = form_class(request.POST, wording=sitting.wording, later=later)
        if form.is_valid():
            typed = form.cleaned_data
            if later and not sitting.shown and not any(typed.values()):
                return stop(sitting)  # nothing was said, and nothing could be taken back
            answers = save(sitting, lambda saved: keep(saved, typed))
            return go_on(request, sitting, answers)
    else:
        saved = shown_draft(sitting)
        form = form_class(wording=sitting.wording, initial=shown(saved) if saved else None)
    return render(request, template, {**sitting.about, **page, "form": form, "shown": sitting.shown})


@require_http_methods(["GET", "POST"])
@answering
def better(request, sitting):
    """One box, and who may read what is written in it and in every other box of the check."""
    wording = sitting.wording
    saved = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by) or Answers()
    about_it = {"wording": wording, "before": saved, "shown": sitting.shown}
    if request.method == "POST":
        form = BetterForm(request.POST, **about_it, later="later" in request.POST)
        if form.is_valid():
            typed = form.cleaned_data
            answers = save(
                sitting,
                lambda answers: answers.with_words(
                    typed["words"],
                    voice=typed["voice"],
                    name=typed["name_to_show"],
                    unseen=not sitting.shown,
                    stopping=form.later,
                ),
            )
            return go_on(request, sitting, answers)
    else:
        form = BetterForm(**about_it, initial=_words_of(saved) if sitting.shown else None)
    return render(
        request,
        "ladder/better.html",
        {
            **sitting.about,
            "form": form,
            "question": wording.better,
            "film": _film(request, sitting, FilmSlot.BETTER),
            "hidden": bool(saved.words) and not sitting.shown,
            "back_url": back(request, reverse("ladder:ladder")),
        },
    )


def _film(request, sitting, slot):
    """The signed film of a question, in the wording that the check began with, or None. None for whoever
    chose to see no film."""
    if reading_of(request).film == Film.HIDE:
        return None
    return films_of(sitting.invitation.round.statement_set_id).get(slot.value)


def _words_of(saved):
    return {"words": saved.words, "voice": saved.voice, "name_to_show": saved.name_to_show}
