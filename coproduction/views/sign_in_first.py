"""Who must sign in before they look or send, and what happens to what they were about to send."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect

from accounts.rules import must_use_work_account
from accounts.second_step import has_one, is_missing
from coproduction.typed import is_from_our_own_page
from coproduction.views.errors import form_is_too_old
from coproduction.views.kept import ask_to_sign_in_and_keep

# What somebody may open who has not given their second step yet: to set one up, to leave, and to get help.
BEFORE_THE_SECOND_STEP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_sign_in_again",
    "account_passkey_again",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_inactive",
    "account_logout",
    "account_signed_out",
    "account_stay",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "council:theme",
    "coproduction:accessibility",
    "coproduction:contact",
    "coproduction:cookies",
    "coproduction:easier_to_read",
    "coproduction:messages",
    "coproduction:privacy",
    "coproduction:sign_in_as",
    "coproduction:worried",
    "work_sign_in",
    "work_sign_in_back",
    "work_link",
    "healthz",
    "healthz_jobs",
    "readyz",
}


class SignInFirst(LoginRequiredMiddleware):
    """Pages for people who are signed in ask others to sign in, and keep what they were about to send.

    Somebody's time is over, or they sign out in another tab, while a form is open. Its token may still be
    good, so the form comes here. Sent on to sign in, all that was typed would be lost.
    """

    def handle_no_permission(self, request, view_func):
        """What was sent from a page of ours comes back; for everything else, the page to sign in.

        Where their session still tells whose it is, it waits for them alone, until they have signed in.
        Otherwise it stands on the page that answers, with Send again.
        """
        if request.method == "POST" and is_from_our_own_page(request):
            return ask_to_sign_in_and_keep(request) or form_is_too_old(request)
        return super().handle_no_permission(request, view_func)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """After signing in, staff give their second step before anything else, or set one up."""
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer or request.resolver_match.view_name in BEFORE_THE_SECOND_STEP or not is_missing(request):
            return answer
        if request.method == "POST" and is_from_our_own_page(request):
            return form_is_too_old(request)
        has_a_way = has_one(request.user) or must_use_work_account(request.user)
        return redirect("account_sign_in_again" if has_a_way else "mfa_index")
