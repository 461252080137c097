"""Coming in by a personal link or a code, and leaving. A link does nothing until its button is pressed.

No check opens where somebody is signed in who works for the council, and on a screen that many people use
only a typed code opens one.
"""

from http import HTTPStatus

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.limits import Verdict
from accounts.rules import is_employed
from ladder import check_cookie, shared_screen, wrong_codes
from ladder.actions.answering import has_draft
from ladder.actions.keys import find_by_code, find_by_link
from ladder.actions.talk_keys import find_person_by_code, find_person_by_link
from ladder.forms import CodeForm
from ladder.models import TalkPerson
from ladder.views.check_page import check_page, sign_out_first
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
    if is_employed(request.user):
        return sign_out_first(request)
    if shared_screen.is_shared(request):
        return _code_page(request, _code_form(request), from_link=True)
    now = timezone.now()
    if request.method != "POST":
        # Looking which words suit the link spends nothing.
        of_a_talk = find_person_by_link(key, now=now) is not None
        return render(request, "ladder/open_link.html", {"of_a_talk": of_a_talk})
    invitation = find_by_link(key, now=now)
    if invitation:
        return _come_in(invitation, now=now)
    person = find_person_by_link(key, now=now)
    if person:
        return _come_in_to_talk(person, now=now)
    return _code_page(request, CodeForm({"code": ""}, when_empty=LINK_NO_MATCH))


@check_page
@require_http_methods(["GET", "POST"])
def enter_code(request):
    """A code from a letter or an email, typed in any case, with spaces or dashes."""
    if is_employed(request.user):
        return sign_out_first(request)
    form = _code_form(request, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _code_page(request, form)
    # What the check character catches is a slip and no guess: it is neither counted nor looked up.
    code = form.cleaned_data["code"]
    if is_valid(normalise(code)):
        now, address = timezone.now(), request.META.get("REMOTE_ADDR", "")
        tried = wrong_codes.take(address, known=check_cookie.is_known(request, now=now), now=now)
        if tried.verdict is Verdict.TOO_MANY:
            return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        invitation = find_by_code(code, now=now)
        person = None if invitation else find_person_by_code(code, now=now)
        if invitation or person:
            tried.give_back()
            return _typed_in(request, invitation or person, form, now=now)
    form.add_error("code", NO_MATCH)
    return _code_page(request, form)


@check_page
@require_POST
def leave(request):
    """Closes whatever is open in this browser, for the next person. What was saved waits for its code."""
    response = redirect("ladder:enter_code")
    check_cookie.forget(response, check_cookie.OPEN, check_cookie.LAST, check_cookie.TALK)
    if shared_screen.is_shared(request):
        shared_screen.forget_the_reader(response)
    return response


def _code_form(request, typed=None):
    return CodeForm(
        typed,
        initial={"shared": shared_screen.is_shared(request)},
        ask_who_uses_it=not shared_screen.is_set_by_the_team(request),
    )


def _code_page(request, form, *, from_link=False):
    somebody_is_in = check_cookie.read(request) is not None or check_cookie.read_talk(request) is not None
    context = {"form": form, "from_link": from_link, "somebody_is_in": somebody_is_in}
    return render(request, "ladder/enter_code.html", context)


def _come_in(invitation, *, now, shared=False):
    response = redirect(_first_page(invitation))
    check_cookie.put(response, check_cookie.Held(invitation.key_id, shown=False), shared=shared)
    check_cookie.know(response, now=now)
    check_cookie.forget(response, check_cookie.TALK)
    return response


def _come_in_to_talk(person, *, now, shared=False):
    """The one question about a group's talk. A check that was open in this browser closes."""
    response = redirect("ladder:consent")
    check_cookie.put_talk(response, person.key_id, shared=shared)
    check_cookie.know(response, now=now)
    check_cookie.forget(response, check_cookie.OPEN)
    return response


def _first_page(invitation):
    if invitation.declined_on:
        return "ladder:no_thank_you"
    return "ladder:carry_on" if has_draft(invitation) else "ladder:start"


def _typed_in(request, found, form, *, now):
    """The check, or the talk, of somebody who typed their code and said if other people use this screen."""
    said = form.cleaned_data.get("shared", False)
    shared = said or shared_screen.is_set_by_the_team(request)
    come_in = _come_in_to_talk if isinstance(found, TalkPerson) else _come_in
    response = come_in(found, now=now, shared=shared)
    if said:
        shared_screen.share(response, by="person")
    elif not shared and shared_screen.is_shared(request):
        shared_screen.stop(response)
    if shared and _walked_off(request, found):
        shared_screen.forget_the_reader(response)
    return response


def _walked_off(request, found):
    """Whether somebody else, or the same person with another key, left this screen without leaving."""
    if check_cookie.TALK in request.COOKIES:
        return True
    last = check_cookie.read(request)
    return check_cookie.OPEN in request.COOKIES and (
        last is None or isinstance(found, TalkPerson) or last.key_id != found.key_id
    )
