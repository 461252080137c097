"""A person changes the email that they sign in with: the new one, and the code that went to it.

Neither page tells whether somebody else here has an address: both say the same, and take the same time.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.actions.new_email import change_own_email
from accounts.at_one_time import at_one_time
from accounts.forms.new_email import NewEmailCodeForm, NewEmailForm
from accounts.fresh import fresh_sign_in
from accounts.limits import CODES_TO_A_NEW_EMAIL, WRONG_CODES_OF_A_NEW_EMAIL, Verdict, account_of, take
from accounts.new_email import NewEmail
from accounts.rules import must_use_work_account
from govuk.pages import form_page
from words.errors import Refused

TOO_MANY = "Too many codes were asked for. Please wait a while, or call us"
AGAIN = "resend"


@at_one_time
@fresh_sign_in
@form_page
def change_email(request):
    """Ask for the new address, and send a code to it."""
    form = NewEmailForm(request.POST if request.method == "POST" else None, has_now=request.user.email or "")
    if form.is_bound and form.is_valid():
        if _take(request, CODES_TO_A_NEW_EMAIL).verdict is Verdict.COUNTED:
            NewEmail.begin(request, form.cleaned_data["email"])
            return redirect("account_type_new_email_code")
        form.add_error("email", TOO_MANY)
    page = {
        "form": form,
        "has_now": request.user.email or "",
        "only_work_account": must_use_work_account(request.user),
    }
    return render(request, "account/change_email.html", page)


@at_one_time
@form_page
def type_code(request):
    """The code that went there. Nothing changes before it is typed."""
    new = NewEmail.resume(request)
    if new is None:
        messages.info(request, "Nothing has changed. Enter your new email first.")
        return redirect("account_change_email")
    if request.POST.get("action") == AGAIN:
        return _send_again(request, new)
    tried = _try(request)
    # Past a limit none matches.
    code = new.code if tried is None or tried.verdict is Verdict.COUNTED else ""
    form = NewEmailCodeForm(request.POST if request.method == "POST" else None, code=code)
    if form.is_bound and form.is_valid():
        tried.give_back()
        return _change(request, new)
    if form.is_bound and not new.record_invalid_attempt():
        messages.error(request, "The code did not match 5 times. Ask for a new code. Or call us: we can help")
        return redirect("account_change_email")
    page = {"form": form, "email": new.email, "can_resend": new.can_resend}
    return render(request, "account/type_new_email_code.html", page)


def _try(request):
    """What was typed, counted before anybody looks if it matches. Nothing typed is no try."""
    if request.method == "POST" and request.POST.get("code", "").strip():
        return _take(request, WRONG_CODES_OF_A_NEW_EMAIL)
    return None


def _take(request, limits):
    account, address = account_of(request.user.pk, ""), request.META.get("REMOTE_ADDR", "")
    return take(limits, account=account, address=address, now=timezone.now())


def _send_again(request, new):
    if new.can_resend and _take(request, CODES_TO_A_NEW_EMAIL).verdict is Verdict.COUNTED:
        new.send_again()
        messages.success(request, "We sent a new code, if we can use that email. Use the newest.")
    else:
        messages.info(request, f"{TOO_MANY}.")
    return redirect("account_type_new_email_code")


def _change(request, new):
    new.abort()
    try:
        change_own_email(
            user=request.user,
            email=new.email,
            instead_of=new.instead_of,
            session=request.session,
            now=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, f"{refused}.")
    else:
        messages.success(request, "Your email is changed. Sign in with the new one from now on.")
    return redirect("mfa_index")
