"""A person's own page of how they sign in: their second step, and their passkeys."""

import json

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from accounts import factors
from accounts.adapters import AccountAdapter
from accounts.forms.second_step import AddPasskeyForm, SetUpAppForm
from accounts.fresh import fresh_sign_in
from accounts.rules import can_remove_factor, must_use_work_account, works_for_the_council
from accounts.second_step import has_one, is_missing
from accounts.work_accounts import has_joined
from words.errors import Refused
from words.plain_dates import plain_date
from words.square_code import svg
from words.working_days import london_date

Type = Authenticator.Type
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def how_you_sign_in(request):
    """What they have set up, and what they can add. Staff without a second step are led here first."""
    own = factors.factors_of(request.user)
    context = {
        "rows": [_row(factor) for factor in own if factor.type != Type.RECOVERY_CODES],
        "has_app": any(factor.type == Type.TOTP for factor in own),
        "has_codes": any(factor.type == Type.RECOVERY_CODES for factor in own),
        "must_set_up": is_missing(request),
        "has_joined": has_joined(request.user),
        "only_work_account": must_use_work_account(request.user),
        "email": request.user.email or "",
        "is_staff": works_for_the_council(request.user),
    }
    return render(request, "mfa/index.html", context)


def _row(factor):
    kind = factor.type
    return {
        "pk": factor.pk,
        "is_passkey": kind == Type.WEBAUTHN,
        "name": factor.wrap().name if kind == Type.WEBAUTHN else "",
        "added_on": plain_date(london_date(factor.created_at)),
        "used_on": plain_date(london_date(factor.last_used_at)) if factor.last_used_at else "",
    }


@fresh_sign_in
@page_or_form
def add_app(request):
    """A square code for an app, and a box for the first code that it makes."""
    form = SetUpAppForm(request.POST if request.method == "POST" else None, user=request.user)
    if any(factor.type == Type.TOTP for factor in factors.factors_of(request.user)):
        return redirect("mfa_index")
    if form.is_bound and form.is_valid():
        try:
            factors.add_app(request, form, now=timezone.now())
        except Refused:
            return redirect("mfa_index")
        return redirect("mfa_view_recovery_codes")
    text = factors.square_code_text(request.user, form.secret)
    context = {
        "form": form,
        "square_code": mark_safe(svg(text)),  # noqa: S308 - drawn by us
        "key": " ".join(form.secret[place : place + 4] for place in range(0, len(form.secret), 4)),
    }
    return render(request, "mfa/totp/activate_form.html", context)


@fresh_sign_in
@page_or_form
def add_passkey(request):
    """A button that has the browser make a passkey. It needs JavaScript, and the page says so."""
    form = AddPasskeyForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        made = form.cleaned_data
        factors.add_passkey(request, name=made["name"], credential=made["credential"], now=timezone.now())
        staff = works_for_the_council(request.user)
        return redirect("mfa_view_recovery_codes" if staff else "mfa_index")
    options = begin_registration(request.user, passwordless=True)
    return render(request, "mfa/webauthn/add_form.html", {"form": form, "options": json.dumps(options)})


@fresh_sign_in
@page_or_form
def remove_factor(request, pk):
    """Ask once more, then take it away. The last one that somebody must have stays."""
    factor = get_object_or_404(
        Authenticator.objects.exclude(type=Type.RECOVERY_CODES), pk=pk, user=request.user
    )
    if request.method == "POST":
        try:
            factors.remove(request, factor, now=timezone.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "It is gone. Everywhere else you were signed out.")
        return redirect("mfa_index")
    context = {"factor": _row(factor), "may": can_remove_factor(request.user, factor)}
    return render(request, "mfa/remove.html", context)


@fresh_sign_in
@require_safe
def codes_to_write_down(request):
    """The recovery codes, for the day on which a phone is lost."""
    found = factors.codes_to_write_down(request.user)
    if not found or not works_for_the_council(request.user):
        raise Http404
    context = {
        "codes": [f"{code[:4]} {code[4:]}" for code in found],
        "go_on_url": AccountAdapter(request).get_login_redirect_url(request),
    }
    return render(request, "mfa/recovery_codes/index.html", context)


@fresh_sign_in
@page_or_form
def new_codes(request):
    """Ask once more, then make new codes. The old ones stop."""
    if not works_for_the_council(request.user) or not has_one(request.user):
        raise Http404
    if request.method == "POST":
        factors.make_new_codes(request, now=timezone.now())
        return redirect("mfa_view_recovery_codes")
    return render(request, "mfa/recovery_codes/generate.html")
