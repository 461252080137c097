"""About this site: how to reach us, and which cookies it sets."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coproduction.cookies import COOKIES
from govuk.pages import public

COOKIE_HEADS = ("Name", "What it is for", "How long it stays")


@public
@require_safe
def contact(request):
    """Every way to reach us. The numbers are the council's own, as in the help band of every page."""
    return render(request, "coproduction/contact.html")


@public
@require_safe
def cookies(request):
    """Each cookie, what it is for and how long it stays."""
    rows = [(cookie.name, cookie.is_for, cookie.stays) for cookie in COOKIES]
    return render(request, "coproduction/cookies.html", {"heads": COOKIE_HEADS, "rows": rows})
