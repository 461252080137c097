"""Signing in with a work account: to the council's own sign-in, and back; and the link that joins one.

Whatever goes wrong on the way has a plain page, which names another way.
"""

from enum import Enum
from http import HTTPStatus

import structlog
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions.work_account import NotJoined, WhyNot, link_of, why_not_join
from accounts.limits import WORK_SIGN_INS, Verdict, take
from accounts.provider import NotProven, ProviderAway, proven, state_of, way_there
from accounts.second_step import fully_signed_in
from accounts.work_accounts import PROVIDER, are_used, is_one_way_of_two
from govuk.pages import public

log = structlog.get_logger()


class Trouble(Enum):
    """What goes wrong on the way, besides what a link may say."""

    AWAY = "away"
    LOST = "lost"
    SAID_NO = "said-no"
    NOT_PROVEN = "not-proven"
    TOO_MANY = "too-many"


HEADINGS = {
    WhyNot.USED: (HTTPStatus.GONE, "This link was used already"),
    WhyNot.OVER: (HTTPStatus.NOT_FOUND, "This link does not work any more"),
    WhyNot.SOMEBODY_ELSE: (HTTPStatus.FORBIDDEN, "This link is for somebody else"),
    WhyNot.SIGN_IN_FIRST: (HTTPStatus.FORBIDDEN, "Sign in first"),
    WhyNot.UNKNOWN: (HTTPStatus.FORBIDDEN, "We do not know this work account yet"),
    Trouble.AWAY: (HTTPStatus.SERVICE_UNAVAILABLE, "Your work account cannot be reached just now"),
    Trouble.LOST: (HTTPStatus.BAD_REQUEST, "Please start again"),
    Trouble.SAID_NO: (HTTPStatus.OK, "You did not sign in"),
    Trouble.NOT_PROVEN: (HTTPStatus.BAD_REQUEST, "We could not be sure that it is you"),
    Trouble.TOO_MANY: (HTTPStatus.TOO_MANY_REQUESTS, "Please wait a minute"),
}


def no_way_in(request, why):
    """The plain page of one reason. What was wrong with an answer is in the log, and on no page."""
    status, heading = HEADINGS[why]
    context = {"why": why.value, "heading": heading, "or_a_code": is_one_way_of_two()}
    return render(request, "account/no_way_in.html", context, status=status)


@public
@require_POST
def start(request):
    """To the council's own sign-in. Somebody who is signed in here is asked over there to sign in anew."""
    if not are_used():
        raise Http404
    return _on_the_way(request, next_page=get_next_redirect_url(request) or "")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request, key):
    """One button. Mail scanners open links, so looking at the page spends nothing and signs nobody in."""
    link = link_of(key) if are_used() else None
    why = why_not_join(link, signed_in=fully_signed_in(request), now=timezone.now())
    if why:
        response = no_way_in(request, why)
    elif request.method == "POST":
        response = _on_the_way(request, next_page="", link=link.pk)
    else:
        response = render(request, "account/work_link.html", {"name": link.user.contact.name})
    # The address is a key. The button must still say from which site it was pressed.
    response["Referrer-Policy"] = "strict-origin"
    return response


@public
@require_GET
def come_back(request):
    """From the council's own sign-in, with a code that is good once, in the browser that was sent there."""
    if not are_used():
        raise Http404
    state = state_of(request)
    if state is None:
        return no_way_in(request, Trouble.LOST)
    if "code" not in request.GET:
        return no_way_in(request, Trouble.SAID_NO)
    try:
        shown = proven(request, state)
        login = SocialLogin(account=SocialAccount(provider=PROVIDER, uid=shown.oid))
        login.state = {**state, "shown_at": shown.shown_at}
        return complete_social_login(request, login)
    except ProviderAway as trouble:
        log.warning("work_account.away", because=str(trouble))
        return no_way_in(request, Trouble.AWAY)
    except NotProven as trouble:
        log.warning("work_account.not_proven", because=str(trouble))
        return no_way_in(request, Trouble.NOT_PROVEN)
    except NotJoined as refused:
        log.info("work_account.not_joined", because=refused.why.value)
        return no_way_in(request, refused.why)


def _on_the_way(request, *, next_page, link=None):
    address = request.META.get("REMOTE_ADDR", "")
    tried = take(WORK_SIGN_INS, account=None, address=address, now=timezone.now())
    if tried.verdict is Verdict.TOO_MANY:
        return no_way_in(request, Trouble.TOO_MANY)
    try:
        return redirect(way_there(request, next_page=next_page, link=link))
    except ProviderAway as trouble:
        log.warning("work_account.away", because=str(trouble))
        return no_way_in(request, Trouble.AWAY)
