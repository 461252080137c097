"""What every page of a check has in common: no account, no referrer, and a kind word when it is not open."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.core.handlers.exception import response_for_exception
from django.http import Http404, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from accounts.rules import is_employed
from govuk.pages import public
from ladder import check_cookie, shared_screen
from ladder.actions.keys import still_open
from ladder.models import Invitation, Round
from ladder.wording import Wording
from notices.models import Contact
from words.errors import StaleState
from words.plain_dates import plain_date
from words.working_days import london_date


class TokenAlone(CsrfViewMiddleware):
    """Django's check of forms, for pages that send no referrer.

    From such a page a browser says "Origin: null", which Django would refuse. The token in the form must
    still match the one in the cookie, and another site can send neither.
    """

    def _origin_verified(self, request):
        return request.META["HTTP_ORIGIN"] == "null" or super()._origin_verified(request)


def check_page(view):
    """Marks a page of a check: anyone may open it, and the address it stands at is told to nobody."""

    @wraps(view)
    def page(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Http404 as missing:
            # A page that is not there tells as little of where somebody was.
            response = response_for_exception(request, missing)
        response.setdefault("Referrer-Policy", "no-referrer")
        if shared_screen.is_shared(request):
            shared_screen.keep_the_reader(request, response)
            if check_cookie.LAST in request.COOKIES and check_cookie.LAST not in response.cookies:
                # The page that says what was sent has been shown, and the next person need not read it.
                check_cookie.forget(response, check_cookie.LAST)
        return response

    # The outer mark turns off the check that would refuse the page; the inner one makes it our way.
    return public(csrf_exempt(decorator_from_middleware(TokenAlone)(page)))


def about(round_: Round) -> dict[str, str]:
    """What pages of a check say of its project and its dates."""
    return {
        "project": round_.project.name,
        "answer_by": plain_date(round_.answer_by),
        "closes_on": plain_date(london_date(round_.closes_at)),
    }


@dataclass(frozen=True, slots=True)
class Sitting:
    """A person at a check, in one browser. `shown`: saved answers may stand on this screen. `shared`: other
    people use it too."""

    invitation: Invitation
    shown: bool
    now: datetime
    shared: bool = False

    @property
    def by(self) -> Contact:
        """Who is at the screen: the person, or the supporter whose key opened the check."""
        supporter = self.invitation.supporter
        return supporter.contact if supporter else self.invitation.expert.contact

    @property
    def helping(self) -> str:
        """Whom a supporter is helping, by name, or "" when it is the person's own key."""
        return self.invitation.expert.contact.name if self.invitation.supporter else ""

    @property
    def wording(self) -> Wording:
        """The words that this check began with."""
        return self.invitation.round.statement_set.wording()

    @property
    def about(self) -> dict[str, str]:
        """What the page says of the project and the check's dates, and of whom a supporter is helping."""
        return {**about(self.invitation.round), "helping": self.helping, "is_answering": True}

    def keep(self, response: HttpResponse, *, shown: bool) -> HttpResponse:
        """The response, with the check open in this browser for longer."""
        check_cookie.put(response, check_cookie.Held(self.invitation.key_id, shown), shared=self.shared)
        return response

    def leave(self, response: HttpResponse) -> HttpResponse:
        """The response, with the check closed in this browser."""
        check_cookie.close(response, round_id=self.invitation.round_id)
        if self.shared:
            shared_screen.forget_the_reader(response)
        return response


def answering(view):
    """Marks a page for someone whose check is open in this browser, and hands the view their Sitting.

    Anyone else, and anyone whose check closed or was sent in the meantime, reads kindly what to do.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        if is_employed(request.user):
            return sign_out_first(request)
        now = timezone.now()
        held = check_cookie.read(request)
        invitation = still_open(held.key_id, now=now) if held else None
        if invitation is None:
            return not_open(request)
        sitting = Sitting(invitation, held.shown, now, shared_screen.is_shared(request))
        try:
            response = view(request, sitting, *args, **kwargs)
        except StaleState:
            return not_open(request)
        if check_cookie.OPEN not in response.cookies:
            sitting.keep(response, shown=held.shown)
        return response

    return check_page(page)


def sign_out_first(request):
    """No check opens where somebody is signed in who works for the council. The button brings them back."""
    back = request.path if request.method == "GET" else reverse("ladder:enter_code")
    response = render(request, "ladder/sign_out_first.html", {"back": back})
    # The button leads to a page outside the check, which asks from which site it was pressed, and no more.
    response["Referrer-Policy"] = "strict-origin"
    return response


def not_open(request):
    """The page for a check that is not open in this browser, whatever the reason."""
    return render(request, "ladder/not_open.html")
