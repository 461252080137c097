"""Coming in by a personal link or a code. Opening a link does nothing until its button is pressed."""

from http import HTTPStatus

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ladder import check_cookie, wrong_codes
from ladder.actions.answering import has_draft
from ladder.actions.keys import find_by_code, find_by_link
from ladder.forms import CodeForm
from ladder.views.check_page import check_page
from ladder.wrong_codes import Try
from words.codes import is_valid, normalise

# The same words whatever the reason, so that they tell nobody anything about a code or a link.
NO_MATCH = "That code does not match. Check each letter and number"
LINK_NO_MATCH = "That link does not open a check now. Try your code"


@check_page
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request, key):
    """One button. Mail scanners open links, so looking at the page spends nothing and signs nobody in.

    A wrong link is not counted and makes nobody wait: nobody guesses 128 random bits.
    """
    if request.method != "POST":
        return render(request, "ladder/open_link.html")
    now = timezone.now()
    invitation = find_by_link(key, now=now)
    if invitation:
        return _come_in(invitation, now=now)
    return _code_page(request, CodeForm({"code": ""}, when_empty=LINK_NO_MATCH))


@check_page
@require_http_methods(["GET", "POST"])
def enter_code(request):
    """A code from a letter or an email, typed in any case, with spaces or dashes."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _code_page(request, form)
    # What the check character catches is a slip and no guess: it is neither counted nor looked up.
    code = form.cleaned_data["code"]
    if is_valid(normalise(code)):
        now, address = timezone.now(), request.META.get("REMOTE_ADDR", "")
        tried = wrong_codes.take(address, known=check_cookie.is_known(request, now=now))
        if tried is not Try.COUNTED:
            return _refuse(request, tried)
        invitation = find_by_code(code, now=now)
        if invitation:
            wrong_codes.give_back(address)
            return _come_in(invitation, now=now)
    form.add_error("code", NO_MATCH)
    return _code_page(request, form)


def _code_page(request, form):
    return render(request, "ladder/enter_code.html", {"form": form})


def _come_in(invitation, *, now):
    page = "ladder:carry_on" if has_draft(invitation) else "ladder:start"
    response = redirect(page)
    check_cookie.put(response, check_cookie.Held(invitation.key_id, shown=False))
    check_cookie.know(response, now=now)
    return response


def _refuse(request, tried):
    if tried is Try.TOO_MANY:
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    return render(request, "ladder/codes_away.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
