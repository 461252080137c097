"""Coming in by a personal link or a code. Opening a link does nothing until its button is pressed."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ladder import check_cookie, wrong_codes
from ladder.actions.answering import has_draft
from ladder.actions.keys import find_by_code, find_by_link
from ladder.forms import CodeForm
from ladder.views.check_page import check_page

# The same words whatever the reason, so that they tell nobody anything about a code or a link.
NO_MATCH = "That code does not match. Check each letter and number"
LINK_NO_MATCH = "That link does not open a check now. Try your code"


@check_page
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request, key):
    """One button. Mail scanners open links, so looking at the page spends nothing and signs nobody in."""
    if request.method != "POST":
        return render(request, "ladder/open_link.html")
    invitation = find_by_link(key, now=timezone.now())
    if invitation:
        return _come_in(invitation)
    if not wrong_codes.take(_address(request)):
        return _wait(request)
    form = CodeForm({"code": ""}, when_empty=LINK_NO_MATCH)
    return render(request, "ladder/enter_code.html", {"form": form})


@check_page
@require_http_methods(["GET", "POST"])
def enter_code(request):
    """A code from a letter or an email, typed in any case, with spaces or dashes."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "ladder/enter_code.html", {"form": form})
    address = _address(request)
    if not wrong_codes.take(address):
        return _wait(request)
    invitation = find_by_code(form.cleaned_data["code"], now=timezone.now())
    if invitation:
        wrong_codes.give_back(address)
        return _come_in(invitation)
    form.add_error("code", NO_MATCH)
    return render(request, "ladder/enter_code.html", {"form": form})


def _come_in(invitation):
    page = "ladder:carry_on" if has_draft(invitation) else "ladder:start"
    response = redirect(page)
    check_cookie.put(response, check_cookie.Held(invitation.key_id, shown=False))
    return response


def _wait(request):
    return render(request, "429.html", status=429)


def _address(request):
    return request.META.get("REMOTE_ADDR", "")
