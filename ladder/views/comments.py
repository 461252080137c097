"""Where a comment reviewer reads what people wrote in checks, one at a time and never beside an answer."""

from django.contrib import messages
from django.db.models import Case, Count, IntegerField, Min, Q, When
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_comment_reviewer
from audit.choices import Purpose
from audit.reading import note_comments_read
from govuk.pages import require
from ladder.actions import reviewing
from ladder.choices import CommentKind, KeptBack, Review, Voice
from ladder.models import Comment, Round
from ladder.views.comment_form import PassOnForm, ReviewForm
from words.errors import Refused, StaleState
from words.plain_dates import short_date
from words.working_days import london_date

NEWEST_READ = 20
WAITS = Q(review=Review.WAITING)
SAID = {
    Review.SHOWN: "You showed the words.",
    Review.KEPT_BACK: "You kept the words back.",
    Review.READ: "You have read the words.",
}


@require_safe
def comments(request):
    """What waits to be read, by check, and the checks that were read last."""
    require(is_comment_reviewer, request.user)
    checks = (
        Comment.objects.visible_to(request.user)
        .values("round", "round__closed_at", "round__project__name")
        .annotate(in_all=Count("pk"), waiting=Count("pk", filter=WAITS), first=Min("pk", filter=WAITS))
    )
    waiting = checks.filter(waiting__gt=0).order_by("round__closed_at", "round")
    read = checks.filter(waiting=0).order_by("-round__closed_at", "-round")[:NEWEST_READ]
    return render(
        request,
        "ladder/comments.html",
        {"waiting": [_row(check) for check in waiting], "read": [_row(check) for check in read]},
    )


def _row(check):
    return {
        "name": check["round__project__name"],
        "closed_on": short_date(london_date(check["round__closed_at"])),
        "waiting": check["waiting"],
        "in_all": check["in_all"],
        "first_url": reverse("ladder:comment", args=[check["first"]]) if check["first"] else "",
        "all_url": reverse("ladder:comments_of_check", args=[check["round"]]),
    }


@require_safe
def comments_of_check(request, pk):
    """Everything that was written in one check, so that a name that was missed can be found."""
    require(is_comment_reviewer, request.user)
    # Found by what was written in it: a check is a reviewer's business only so far.
    wrote = Comment.objects.visible_to(request.user).filter(round=pk).order_by("pk")
    check = get_object_or_404(Round.objects.select_related("project").filter(pk__in=wrote.values("round")))
    note_comments_read(request, [each.pk for each in wrote], purpose=Purpose.REVIEW, for_=check)
    return render(
        request,
        "ladder/comments_of_check.html",
        {"check": check, "comments": wrote, "closed_on": _closed_on(check)},
    )


@require_http_methods(["GET", "POST"])
def comment(request, pk):
    """One person's words: read them, mend them, show them or keep them back, pass them on."""
    require(is_comment_reviewer, request.user)
    written = get_object_or_404(
        Comment.objects.visible_to(request.user).select_related("round__project", "round__result"), pk=pk
    )
    was_waiting = written.review == Review.WAITING
    kind = PassOnForm if written.voice == Voice.COUNT else ReviewForm
    form = kind(request.POST if request.method == "POST" else None, comment=written)
    seen, stale = request.POST.get("seen", _as_seen(written)), False
    if form.is_bound and form.is_valid():
        try:
            said = _decide(written, form.cleaned_data, seen=seen, by=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            written.refresh_from_db()
            seen, stale = _as_seen(written), True
        else:
            messages.success(request, said)
            return redirect(_after(request.user, written, was_waiting=was_waiting))
    note_comments_read(request, [written.pk], purpose=Purpose.REVIEW, for_=written.round)
    return render(
        request,
        "ladder/comment.html",
        {
            "comment": written,
            "form": form,
            "seen": seen,
            "stale": stale,
            "closed_on": _closed_on(written.round),
            "is_how_known": written.kind == CommentKind.HOW_KNOWN,
            "is_alone": written.voice == Voice.COUNT,
            "is_named": written.voice == Voice.NAME,
            "too_few": not written.round.result.members["comments"],
            "passed_on": short_date(london_date(written.passed_on_at)) if written.passed_on_at else "",
            "back": reverse("ladder:comments")
            if was_waiting
            else reverse("ladder:comments_of_check", args=[written.round_id]),
            "next": _next(request.user, written),
        },
    )


def _closed_on(check):
    return short_date(london_date(check.closed_at))


def _as_seen(written):
    """What tells one review from the next, so that nobody mends words that were mended since."""
    return written.reviewed_at.isoformat() if written.reviewed_at else ""


def _decide(written, decided, *, seen, by, now):
    """Carry out what the reviewer decided. Returns what to tell them."""
    if seen != _as_seen(written):
        raise StaleState(reviewing.SOMEBODY_WAS_FIRST)
    passes_on = decided.get("passes_on", False)
    how = {"comment": written, "by": by, "now": now, "passes_on": passes_on}
    decision = Review(decided.get("decision", Review.READ))
    if decision == Review.SHOWN:
        reviewing.show_words(words=decided["words"], **how)
    elif decision == Review.KEPT_BACK:
        because = KeptBack(decided["because"])
        passes_on = passes_on or because == KeptBack.DANGER
        reviewing.keep_back(because=because, **how)
    else:
        reviewing.mark_read(**how)
    passed_on = " You passed them on to safeguarding." if passes_on and not written.passed_on_at else ""
    return SAID[decision] + passed_on


def _after(user, written, *, was_waiting):
    """Where a reviewer goes on: to the next words that wait, or back to where they looked again."""
    if not was_waiting:
        return reverse("ladder:comments_of_check", args=[written.round_id])
    following = _next(user, written)
    return reverse("ladder:comment", args=[following]) if following else reverse("ladder:comments")


def _next(user, written):
    """The next words that wait: those that follow in this check, the others of it, then other checks."""
    here = Q(round=written.round_id)
    distance = Case(
        When(here & Q(pk__gt=written.pk), then=0), When(here, then=1), default=2, output_field=IntegerField()
    )
    waiting = Comment.objects.visible_to(user).waiting().exclude(pk=written.pk)
    found = waiting.order_by(distance, "round__closed_at", "pk").values_list("pk", flat=True)
    return found.first()
