"""Starting, coming back, starting again and stopping for now."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.choices import Figure
from council.queries import figures
from ladder import check_cookie
from ladder.actions.answering import has_draft, read_draft
from ladder.actions.answering import start_again as delete_draft
from ladder.answers import Answers
from ladder.models import Round
from ladder.queries import more_time_of
from ladder.views.check_page import Sitting, about, answering, check_page
from words.working_days import london_date


def left_to_do(sitting: Sitting, answers: Answers) -> str:
    """What has no answer yet, as `Answers.next_page` names it, for whoever is at this screen."""
    return answers.next_page(has_helper=bool(sitting.helping))


def next_page(sitting: Sitting, answers: Answers):
    """A redirect to the first thing that has no answer yet, or to the list of answers."""
    page = left_to_do(sitting, answers)
    if page.isdigit():
        return redirect("ladder:question", number=int(page))
    return redirect(f"ladder:{page or 'answers'}")


@require_safe
@answering
def start(request, sitting):
    """What a check is, what is asked, who sees what, and by when."""
    numbers = figures(on=london_date(sitting.now))
    wording = sitting.wording
    return render(
        request,
        "ladder/start.html",
        {
            **sitting.about,
            "pictures": {
                "practice": wording.practice.picture,
                "statements": wording.statements[0].picture,
                "ladder": wording.step_question.picture,
                "better": wording.better.picture,
            },
            "floor": numbers[Figure.FLOOR],
            "public_floor": numbers[Figure.PUBLIC_FLOOR],
            "more_time": more_time_of(sitting.invitation.round),
        },
    )


@require_http_methods(["GET", "POST"])
@answering
def carry_on(request, sitting):
    """Welcome back: the next question, or "Show my answers", or start again."""
    if request.method == "GET":
        if not has_draft(sitting.invitation):
            return redirect("ladder:start")
        more_time = more_time_of(sitting.invitation.round)
        return render(request, "ladder/carry_on.html", {**sitting.about, "more_time": more_time})
    answers = read_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    return next_page(sitting, answers) if answers else redirect("ladder:start")


@require_POST
@answering
def show_answers(request, sitting):
    """From here on saved answers may stand on this screen."""
    return sitting.keep(redirect("ladder:answers"), shown=True)


@require_http_methods(["GET", "POST"])
@answering
def start_again(request, sitting):
    """Are you sure? Then everything that was saved is deleted."""
    if request.method == "GET":
        return render(request, "ladder/start_again.html", sitting.about)
    delete_draft(invitation=sitting.invitation, now=sitting.now, by=sitting.by)
    return sitting.keep(redirect("ladder:start"), shown=False)


@check_page
@require_safe
def saved(request):
    """What was done is kept, and the check is closed in this browser."""
    return render(request, "ladder/saved.html", just_left(request))


@check_page
@require_safe
def thank_you(request):
    """The answers are in. What happens next, with its days."""
    now = timezone.now()
    floor = figures(on=london_date(now))[Figure.FLOOR]
    return render(request, "ladder/thank_you.html", {**just_left(request), "floor": floor})


def just_left(request):
    """What to say of the check that was closed in this browser a moment ago: empty words later on."""
    round_id = check_cookie.round_just_left(request)
    round_ = Round.objects.select_related("project").filter(pk=round_id).first() if round_id else None
    if round_ is None:
        return {"project": "", "answer_by": "", "closes_on": ""}
    return about(round_)
