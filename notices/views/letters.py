"""Letters to post: made in one file, said to be in the post, and those that came back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.choices import Purpose, Seen
from audit.reading import note_reads
from experts.models import Expert
from govuk.files import as_file
from notices import actions
from notices.actions.by_hand import MOST_IN_A_RUN
from notices.choices import BY_MACHINE, NOT_ON_PAPER, Channel, Format
from notices.forms import LetterChoice, LettersForm
from notices.kinds import read_together, what_it_is
from notices.letters.letter import size_for
from notices.queries import attempts_for, not_printed, posted_lately, waiting_for_a_person
from notices.reaching import how_to_reach
from notices.views.handling import handling, name_of_project, not_paused, still_of_use
from notices.ways import reach_of
from words.errors import Refused
from words.plain_dates import short_date
from words.working_days import london_date

ADDRESS = (Seen.NAME, Seen.ADDRESS)


@require_http_methods(["GET", "POST"])
@handling
def letters(request):
    """The letters that wait. Ticked ones are made in one file, or said to be in the post."""
    now = timezone.now()
    waiting = not_paused(waiting_for_a_person(attempts_for(request.user), Channel.LETTER), now=now)
    read_together([each.notice for each in waiting])
    if request.method != "POST":  # what was ticked, and is done with meanwhile, is said and not only left out
        waiting = still_of_use(waiting, now=now)
    to_print = [each for each in waiting if Format(_reach(each).format) not in NOT_ON_PAPER]
    to_make = [each for each in waiting if each not in to_print]
    choices = [_choice(each) for each in to_print]
    form = LettersForm(_ticked(request, choices), waiting=choices)
    if form.is_valid():
        by_id = {each.pk: each for each in to_print}
        chosen = [by_id[pk] for pk in form.cleaned_data["letters"]]
        return _say_posted(request, chosen, now) if "posted" in request.POST else _file(request, chosen, now)
    return _page(request, form, choices, to_make, now)


def _ticked(request, choices):
    """What was ticked: as many as one file takes, for the button that makes all."""
    if request.method != "POST":
        return None
    if "all" in request.POST:
        return {"letters": [str(each.pk) for each in choices[:MOST_IN_A_RUN]]}
    return request.POST


def _page(request, form, choices, to_make, now):
    mine = attempts_for(request.user)
    stopped, posted = list(not_printed(mine)), list(posted_lately(mine, now=now))
    read_together([each.notice for each in [*stopped, *posted]])
    others = [each.notice.contact_id for each in [*to_make, *stopped, *posted]]
    note_reads(request, [*(each.contact for each in choices), *others], purpose=Purpose.LETTER)
    return render(
        request,
        "notices/letters.html",
        {
            "form": form,
            "waiting": len(choices),
            "to_make": [_row(each) for each in to_make],
            "stopped": [_row(each) for each in stopped],
            "posted": [_row(each, day=each.outcome_at) for each in posted],
        },
    )


def _reach(attempt):
    return reach_of(attempt.notice.contact)


def _choice(attempt):
    notice, reach = attempt.notice, _reach(attempt)
    told = how_to_reach(notice.contact)
    what, project = what_it_is(notice), name_of_project(notice)
    hint = [
        f"{what}: {project}" if project else what,
        f"{size_for(reach)} point{', Easy Read' if reach.format == Format.EASY_READ else ''}",
        "Plain envelope" if reach.plain_envelope else "Any envelope",
        "" if told.address else "We have no address: write it by hand",
        f"Their language: {told.language}" if told.language else "",
    ]
    return LetterChoice(attempt.pk, notice.contact.name, ". ".join(filter(None, hint)), notice.contact_id)


def _row(attempt, *, day=None):
    return {
        "pk": attempt.pk,
        "name": attempt.notice.contact.name,
        "what": what_it_is(attempt.notice),
        "about": name_of_project(attempt.notice),
        "format": Format(_reach(attempt).format).label,
        "envelope": "Plain envelope" if _reach(attempt).plain_envelope else "Any envelope",
        "day": short_date(london_date(day or attempt.taken_at)),
    }


def _file(request, chosen, now):
    run = actions.make_letters(attempts=chosen, by=request.user, now=now)
    if run.not_made:
        messages.warning(request, f"Could not be made: {_count(run.not_made)}. See below.")
    if run.not_needed:
        messages.info(request, f"Not needed any more: {_count(run.not_needed)}. See below.")
    if run.file is None:
        return redirect("notices:letters")
    people = [each.notice.contact_id for each in chosen]
    note_reads(request, people, fields=ADDRESS, purpose=Purpose.LETTER)
    return as_file(HttpResponse(run.file, content_type="application/pdf"), "letters.pdf")


def _say_posted(request, chosen, now):
    went = sum(actions.posted(notice=each.notice, by=request.user, now=now) for each in chosen)
    messages.success(request, f"Thank you. In the post: {_count(went)}.")
    return redirect("notices:letters")


def _count(number):
    return "1 letter" if number == 1 else f"{number} letters"


@require_POST
@handling
def letter_words(request, attempt):
    """The words of one letter, shown once, for whoever makes it in Braille or in sound."""
    try:
        letter = actions.words_to_make(attempt=attempt, by=request.user, now=timezone.now())
    except Refused as refused:
        return _back(request, refused)
    note_reads(request, [attempt.notice.contact_id], fields=ADDRESS, purpose=Purpose.LETTER)
    page = {"letter": letter, "format": Format(_reach(attempt).format).label}
    response = render(request, "notices/letter_words.html", page)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
@handling
def letter_posted(request, attempt):
    """One letter that was made by hand is in the post."""
    now = timezone.now()
    if actions.posted(notice=attempt.notice, by=request.user, now=now):
        return _done(request, "Thank you. The letter is in the post.")
    return _try(request, actions.made_by_hand, attempt, "Thank you. The letter is in the post.")


@require_POST
@handling
def letter_again(request, attempt):
    """A letter that could not be made is to be tried again."""
    return _try(request, actions.print_again, attempt, "We try again. It is on the list in a moment.")


@require_POST
@handling
def letter_came_back(request, attempt):
    """A letter, an e-mail or a text came back. Its message goes another way today."""
    back = reverse("notices:letters")
    if attempt.channel in BY_MACHINE:
        expert = get_object_or_404(Expert, contact=attempt.notice.contact_id)
        back = reverse("experts:contact_for", args=[expert.pk])
    return _try(request, actions.came_back, attempt, "Thank you. We try another way today.", back=back)


def _try(request, action, attempt, thanks, back=""):
    try:
        action(attempt=attempt, by=request.user, now=timezone.now())
    except Refused as refused:
        return _back(request, refused, back)
    return _done(request, thanks, back)


def _done(request, thanks, back=""):
    messages.success(request, thanks)
    return redirect(back or "notices:letters")


def _back(request, refused, back=""):
    messages.info(request, f"{refused}.")
    return redirect(back or "notices:letters")
