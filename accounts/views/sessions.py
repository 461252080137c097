"""Where somebody is signed in: their own page, with a button to end each place, or all but this one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.sessions import end_other_sessions, end_session
from accounts.choices import Limits
from accounts.models import Session
from accounts.session_limits import limits_of, longest
from accounts.sessions import digest_of
from govuk.pages import public
from words.plain_dates import plain_date
from words.working_days import london_date

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """One browser in which a person is signed in, as they read of it."""

    pk: int
    browser: str
    began: str
    seen: str
    is_this: bool


@require_safe
def where_signed_in(request):
    """Every place where this person is signed in: this one first, then the one last used."""
    now = timezone.now()
    here = digest_of(request.session.session_key)
    # What a session holds is not asked for: it may be sealed with a key that is gone.
    sessions = request.user.sessions.defer("data").filter(ends_at__gt=now).order_by("-seen_at", "pk")
    places = [_place(session, here=here, now=now) for session in sessions]
    places.sort(key=lambda place: not place.is_this)
    return render(request, "account/where_signed_in.html", {"places": places, "others": len(places) > 1})


def _place(session: Session, *, here: str, now: datetime) -> Place:
    return Place(
        pk=session.pk,
        browser=session.browser or "A browser",
        began=plain_date(london_date(session.began_at)),
        seen=last_seen(session.seen_at, now=now),
        is_this=session.key_digest == here,
    )


def last_seen(seen_at: datetime, *, now: datetime) -> str:
    """When somebody was last there, no closer than they need to know it."""
    if now - seen_at < AN_HOUR:
        return "less than an hour ago"
    day, today = london_date(seen_at), london_date(now)
    if day == today:
        return "today"
    return "yesterday" if day == today - A_DAY else f"on {plain_date(day)}"


@require_POST
def end_one(request, pk):
    """End one place. This one is ended by signing out."""
    here = digest_of(request.session.session_key)
    session = get_object_or_404(request.user.sessions.defer("data").exclude(key_digest=here), pk=pk)
    end_session(session, by=request.user, now=timezone.now())
    messages.success(request, "You are signed out there")
    return redirect("account_where_signed_in")


@require_POST
def end_others(request):
    """End every place but this one."""
    end_other_sessions(request.user, but=request.session, now=timezone.now())
    messages.success(request, "You are signed out everywhere else")
    return redirect("account_where_signed_in")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request):
    """How many seconds are left, and how many at most, for a page that stays open. A POST moves the end.

    Asking does not move it, and whoever is not signed in has none left.
    """
    session = request.session
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "most": 0})
    now = timezone.now()
    if request.method == "POST":
        session.touch(limits_of(request.user), now=now)
    last_end = session.began_at + longest(Limits(session.limits))
    most = int((last_end - now).total_seconds())
    return JsonResponse({"left": session.get_expiry_age(), "most": most})


stay.only_asks = True
