"""Giving an open check more time: choose a day and a reason, look at all the dates, then move them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ladder.actions.more_time import give_more_time
from ladder.actions.opening import dates_of
from ladder.choices import MoreTime
from ladder.date_messages import preview_of_more_time
from ladder.forms import MoreTimeForm
from ladder.more_time import AT_MOST, CHANGED_MEANWHILE, CLOSED, LONGEST, first_day, last_day, why_no_more
from ladder.rules import can_give_more_time
from ladder.views.handling import handling
from words.errors import Refused
from words.plain_dates import plain_date
from words.working_days import london_date


@require_http_methods(["GET", "POST"])
@handling
def more_time(request, check):
    """A later day to answer by, with a reason that everyone can read, and a last look before it counts."""
    now = timezone.now()
    given, today = check.date_changes.count(), london_date(now)
    may = can_give_more_time(request.user, check)
    if stopper := why_not_now(check, given=given, now=now) if may else CLOSED:
        messages.info(request, stopper)
        return redirect("ladder:round", pk=check.pk)
    form = MoreTimeForm(request.POST if request.method == "POST" else None, check=check, today=today)
    if not form.is_valid() or "change" in request.POST:
        return render(request, "ladder/more_time.html", _choose(check, form, given=given, today=today))
    answer_by, because = form.cleaned_data["answer_by"], MoreTime(form.cleaned_data["reason"])
    if "confirm" not in request.POST:
        return render(
            request, "ladder/more_time_confirm.html", _confirm(check, answer_by, because, given=given)
        )
    if request.POST.get("seen") != str(given):
        messages.info(request, CHANGED_MEANWHILE)
        return redirect("ladder:round", pk=check.pk)
    try:
        give_more_time(
            round_=check, answer_by=answer_by, because=because, by=request.user, now=now, after=given
        )
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, "People have more time. Whoever has not answered gets a message now.")
    return redirect("ladder:round", pk=check.pk)


def why_not_now(check, *, given, now):
    """Why this check gets no more time now, as one sentence, or ""."""
    if check.is_over(now):
        return CLOSED
    return why_no_more(
        given=given, opens_on=check.opens_on, answer_by=check.answer_by, today=london_date(now)
    )


def _choose(check, form, *, given, today):
    return {
        "check": check,
        "form": form,
        "before": plain_date(check.answer_by),
        "closed_before": plain_date(london_date(check.closes_at)),
        "first": plain_date(first_day(answer_by=check.answer_by, today=today)),
        "last": plain_date(last_day(check.opens_on)),
        "longest": LONGEST.days,
        "is_last": given + 1 == AT_MOST,
    }


def _confirm(check, answer_by, because, *, given):
    dates = dates_of(answer_by=answer_by, opens_on=check.opens_on)
    return {
        "check": check,
        "seen": given,
        "parts": [answer_by.day, answer_by.month, answer_by.year],
        "reason": because,
        "reason_words": because.label,
        "before": plain_date(check.answer_by),
        "closed_before": plain_date(london_date(check.closes_at)),
        "answer_by": plain_date(answer_by),
        "closes_on": plain_date(london_date(dates.closes_at)),
        "is_last": given + 1 == AT_MOST or answer_by == last_day(check.opens_on),
        "preview": preview_of_more_time(
            round_=check, answer_by=answer_by, closes_at=dates.closes_at, reason=because
        ),
    }
