"""Signing in with a code sent by e-mail, and signing out. The steps are allauth's, the pages are ours."""

from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.at_one_time import at_one_time
from accounts.choices import StaffSignIn
from accounts.forms import AskForCodeForm, TypeCodeForm
from accounts.limits import CODES_ASKED_FOR, WRONG_CODES, Verdict, account_of, take
from accounts.rules import must_use_work_account
from accounts.work_accounts import are_used
from govuk.pages import public


class AskForCode(RequestLoginCodeView):
    """Ask for an address and send a code to it. The next page is the same whether we know it or not."""

    form_class = AskForCodeForm

    def get_context_data(self, **kwargs):
        only = settings.STAFF_SIGN_IN == StaffSignIn.WORK_ACCOUNT
        offered = {"work_account": are_used(), "only_work_account": only}
        return super().get_context_data(**kwargs) | offered

    def _redirect_to_pending_stage(self, request, stage):
        """Nothing: someone who comes back here wants another way in, not the code page again."""
        return None

    def form_valid(self, form):
        user = form._user
        # Their own address as we hold it: another that only looks like it may be somebody else's.
        email = user.email if user else form.cleaned_data["email"]
        verdict = _ask(self.request, user and user.pk, email)
        if verdict is Verdict.TOO_MANY and _waits_for_code(self.request, email):
            return redirect(self.get_success_url())  # with the code that they have
        form.cleaned_data["email"] = email
        self.request.may_send_code = verdict is Verdict.COUNTED
        return super().form_valid(form)


class TypeCode(ConfirmLoginCodeView):
    """Ask for the code. After five that do not match, a new one must be sent."""

    form_class = TypeCodeForm

    def post(self, request, *args, **kwargs):
        """Count what was typed, before looking if it matches. Nothing typed is no try."""
        self._try = None
        if self._action != "resend" and request.POST.get("code", "").strip():
            self._try = take(
                WRONG_CODES,
                account=account_of(*self._who),
                address=request.META.get("REMOTE_ADDR", ""),
                now=timezone.now(),
            )
        return super().post(request, *args, **kwargs)

    @property
    def _who(self):
        return self._process.state.get("user_id"), self._process.state["email"]

    def get_form_kwargs(self):
        """Past a limit, and for somebody whom we do not know or who must come another way, none matches."""
        kwargs = super().get_form_kwargs()
        tried = self.request.method == "POST" and self._try
        user = self._process.user
        if "code" in kwargs and not (tried and tried.verdict is Verdict.COUNTED and may_use_codes(user)):
            kwargs["code"] = ""
        return kwargs

    def _verify_form_valid(self, form):
        self._try.give_back()
        return super()._verify_form_valid(form)

    def _resend_form_valid(self, form):
        verdict = _ask(self.request, *self._who)
        messages.success(self.request, "If we know that address, a new code is on its way. Use the newest.")
        if verdict is Verdict.COUNTED:
            return super()._resend_form_valid(form)
        self._process.record_resend()
        self._process.persist()
        return redirect(self.passthrough_next_url(self.request.path))

    def form_invalid(self, form):
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        messages.error(
            self.request, "The code did not match 5 times. Ask for a new code. Or call us: we can help"
        )
        return redirect("account_request_login_code")


def may_use_codes(user):
    """Whether a code from an email signs somebody in."""
    return user is not None and not must_use_work_account(user)


def _ask(request, user_id, email):
    """What becomes of somebody's wish for a code."""
    account, address = account_of(user_id, email), request.META.get("REMOTE_ADDR", "")
    return take(CODES_ASKED_FOR, account=account, address=address, now=timezone.now()).verdict


def _waits_for_code(request, email):
    """Whether this browser has asked for a code to that address before."""
    stage = get_pending_stage(request)
    return stage is not None and stage.state.get("email") == email


@public
@require_safe
def account_inactive(request):
    """Say to someone whose place has ended how to reach us."""
    return render(request, "account/account_inactive.html", status=403)


@public
@require_POST
def sign_out(request):
    """Sign out: the session and its cookie are gone, and so is what the browser kept of our pages.

    By POST only, so that no link and no picture can sign anyone out. Only the cache is cleared: clearing
    more would take away how somebody likes to read.
    """
    response = LogoutView.as_view()(request)
    response["Clear-Site-Data"] = '"cache"'
    return response


@public
@require_safe
def signed_out(request):
    """Say that it is done. A page of its own, because a message would need a session to wait in."""
    return render(request, "account/signed_out.html")


sign_in = at_one_time(AskForCode.as_view())
type_code = at_one_time(TypeCode.as_view())
