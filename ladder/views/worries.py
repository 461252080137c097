"""Where the safeguarding team reads what comment reviewers have passed on, and nothing else."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.rules import is_safeguarding
from audit.choices import Purpose
from audit.reading import note_comments_read
from govuk.pages import require
from ladder.actions import reviewing
from ladder.models import Comment
from words.errors import Refused
from words.plain_dates import plain_date, short_date
from words.working_days import london_date

NEWEST_DEALT_WITH = 20


@require_safe
def worries(request):
    """What was passed on: what waits, and what was dealt with last."""
    require(is_safeguarding, request.user)
    passed_on = Comment.objects.passed_on_to(request.user).select_related(
        "round__project__directorate", "dealt_with_by__contact"
    )
    waiting = passed_on.filter(dealt_with_at=None).order_by("passed_on_at", "pk")
    done = passed_on.exclude(dealt_with_at=None).order_by("-dealt_with_at", "-pk")[:NEWEST_DEALT_WITH]
    note_comments_read(request, [each.pk for each in [*waiting, *done]], purpose=Purpose.WORRY)
    return render(
        request,
        "ladder/worries.html",
        {"waiting": [_row(each) for each in waiting], "done": [_row(each) for each in done]},
    )


def _row(comment):
    dealt_with = comment.dealt_with_at
    return {
        "comment": comment,
        "project": comment.round.project.name,
        "directorate": comment.round.project.directorate,
        "passed_on": plain_date(london_date(comment.passed_on_at)),
        "closed_on": short_date(london_date(comment.round.closed_at)),
        "dealt_with": short_date(london_date(dealt_with)) if dealt_with else "",
        "dealt_with_by": comment.dealt_with_by.contact.name if dealt_with else "",
    }


@require_POST
def deal_with(request, pk):
    """Somebody of the team has done what there was to do."""
    require(is_safeguarding, request.user)
    comment = get_object_or_404(Comment.objects.passed_on_to(request.user), pk=pk)
    try:
        reviewing.deal_with(comment=comment, by=request.user, now=timezone.now())
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "You have dealt with it. Your name and the day are kept.")
    return redirect("ladder:worries")
