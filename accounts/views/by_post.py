"""Signing in with a code that came in a letter."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.actions.posting import is_a_slip, use_posted_code
from accounts.at_one_time import at_one_time
from accounts.forms import PostedCodeForm
from accounts.limits import ALL_POSTED_CODES, POSTED_CODES, Verdict, take
from govuk.pages import public

# The same words whatever the reason, so that they tell nobody anything about a code.
NO_MATCH = "That code does not match. Check each letter and number"


@at_one_time
@public
@require_http_methods(["GET", "POST"])
def type_posted_code(request):
    """The box for a posted code. Looking at it spends nothing; a code that matches signs in, and is spent."""
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    form = PostedCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        # What the check character catches is a slip and no guess: it is neither counted nor looked up.
        if not is_a_slip(form.cleaned_data["code"]):
            address, now = request.META.get("REMOTE_ADDR", ""), timezone.now()
            tried = take(POSTED_CODES, account=ALL_POSTED_CODES, address=address, now=now)
            user = tried.verdict is Verdict.COUNTED and use_posted_code(
                typed=form.cleaned_data["code"], now=now
            )
            if user:
                tried.give_back()
                return _come_in(request, user)
        form.add_error("code", NO_MATCH)
    next_page = get_next_redirect_url(request) or ""
    return render(request, "account/posted_code.html", {"form": form, "next_page": next_page})


def _come_in(request, user):
    """A session like any other. There is no address to check first."""
    record_authentication(request, user, method="posted_code")
    login = Login(user=user, email_verification="none", redirect_url=get_next_redirect_url(request))
    return perform_login(request, login)
