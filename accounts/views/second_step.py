"""The second step while signing in, signing in with a passkey, and signing in once more."""

import json
from http import HTTPStatus
from urllib.parse import urlencode

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import factors
from accounts.adapters import AccountAdapter
from accounts.choices import StaffSignIn
from accounts.forms.second_step import (
    PasskeyAgainForm,
    PasskeySecondStepForm,
    PasskeySignInForm,
    SecondStepForm,
)
from accounts.limits import PASSKEY_SIGN_INS, WRONG_SECOND_STEPS, Verdict, account_of, take
from accounts.queries import staff_without_second_step
from accounts.rules import can_see_who_lacks_second_step, must_use_work_account
from accounts.views import sign_in
from accounts.work_accounts import has_joined
from audit.choices import Purpose, Seen
from audit.reading import note_reads
from govuk.pages import public, require
from words.working_days import london_date


class SecondStepPage(AuthenticateView):
    """After the code from an email, staff give the code of an app, a passkey, or a code they wrote down."""

    form_class = SecondStepForm
    webauthn_form_class = PasskeySecondStepForm

    def post(self, request, *args, **kwargs):
        """Count what was typed before looking if it matches. Passkeys cannot be guessed."""
        self._try = None
        if self.form is self.auth_form and request.POST.get("code", "").strip():
            account, address = account_of(self.stage.login.user.pk, ""), request.META.get("REMOTE_ADDR", "")
            self._try = take(WRONG_SECOND_STEPS, account=account, address=address, now=timezone.now())
            self.form.past_limit = self._try.verdict is Verdict.TOO_MANY
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if self._try:
            self._try.give_back()
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        has_passkey = bool(options["publicKey"].get("allowCredentials"))
        sent = self.request.method == "POST"
        return context | {
            "has_passkey": has_passkey,
            # Whoever comes here has one of the two.
            "has_app": not has_passkey or factors.has_app(self.stage.login.user),
            "options": json.dumps(options),
            "passkey_errors": context["webauthn_form"].errors.get("credential", ()) if sent else (),
        }


class PasskeySignIn(LoginWebAuthnView):
    """What the browser needs for a passkey (GET by the page's script), and its answer (POST)."""

    form_class = PasskeySignInForm

    def form_valid(self, form):
        factor = form.cleaned_data["credential"]
        login = Login(user=factor.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, factor, login)


second_step = require_http_methods(["GET", "HEAD", "POST"])(SecondStepPage.as_view())


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_passkey(request):
    """Both are counted, for each makes something anew."""
    address = request.META.get("REMOTE_ADDR", "")
    tried = take(PASSKEY_SIGN_INS, account=None, address=address, now=timezone.now())
    if tried.verdict is Verdict.TOO_MANY:
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    return PasskeySignIn.as_view()(request)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request):
    """For a page that wants a fresh sign-in: a new code to the person's own address, and back to that page.

    Until the code is typed they are signed out: whoever found an open screen gets no further.
    """
    only_work_account = must_use_work_account(request.user)
    if request.method == "POST" and only_work_account:
        return redirect(request.get_full_path())  # to the button of their work account
    if request.method == "POST" and not request.user.email:
        there = get_next_redirect_url(request)
        logout(request)
        return redirect(reverse("sign_in_by_post") + (f"?{urlencode({'next': there})}" if there else ""))
    if request.method == "POST":
        sent = request.POST.copy()
        sent["email"] = request.user.email
        logout(request)
        request.POST = sent
        return sign_in(request)
    has_passkey = not only_work_account and any(
        factor.type == Authenticator.Type.WEBAUTHN for factor in factors.factors_of(request.user)
    )
    context = {
        "next": get_next_redirect_url(request) or "",
        "has_passkey": has_passkey,
        "only_work_account": only_work_account,
        "work_account": only_work_account or has_joined(request.user),
        "by_post": not request.user.email,
        "options": json.dumps(begin_authentication(request.user)) if has_passkey else "",
    }
    return render(request, "account/sign_in_again.html", context)


@require_POST
def passkey_again(request):
    """A passkey is a fresh sign-in too."""
    form = PasskeyAgainForm(request.POST, user=request.user)
    there = get_next_redirect_url(request)
    if form.is_valid():
        form.save()
        return redirect(there or AccountAdapter(request).get_login_redirect_url(request))
    for sentence in form.errors.get("credential", ()):
        messages.error(request, sentence)
    again = resolve_url("account_sign_in_again")
    return redirect(f"{again}?next={there}" if there else again)


@require_safe
def who_lacks_second_step(request):
    """Staff who could not sign in today, or would sign in by a code alone."""
    require(can_see_who_lacks_second_step, request.user)
    today = london_date(timezone.now())
    lacking = staff_without_second_step(today=today)
    seen = (Seen.NAME, Seen.EMAIL, Seen.ROLES)
    note_reads(request, [one.contact_id for one in lacking], fields=seen, purpose=Purpose.ROLES)
    table = [(one.name, one.email, one.part) for one in lacking]
    context = {
        "rows": table,
        "required": settings.STAFF_SECOND_FACTOR_REQUIRED,
        "only_work_accounts": settings.STAFF_SIGN_IN == StaffSignIn.WORK_ACCOUNT,
        "heads": ("Name", "Email", "Part"),
        "caption": "Staff without a second step",
    }
    return render(request, "account/who_lacks_second_step.html", context)
