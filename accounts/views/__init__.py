"""Signing in with a code sent by e-mail, and signing out. The steps are allauth's, the pages are ours."""

from allauth.account.views import ConfirmLoginCodeView, LogoutView, RequestLoginCodeView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.forms import AskForCodeForm, TypeCodeForm
from govuk.pages import public


class AskForCode(RequestLoginCodeView):
    """Ask for an address and send a code to it. The next page is the same whether we know it or not."""

    form_class = AskForCodeForm

    def _redirect_to_pending_stage(self, request, stage):
        """Nothing: someone who comes back here wants another way in, not the code page again."""
        return None


class TypeCode(ConfirmLoginCodeView):
    """Ask for the code. After five that do not match, a new one must be sent."""

    form_class = TypeCodeForm

    def _resend_form_valid(self, form):
        messages.success(self.request, "If we know that address, a new code is on its way. Use the newest.")
        return super()._resend_form_valid(form)

    def form_invalid(self, form):
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        messages.error(
            self.request, "The code did not match 5 times. Ask for a new code. Or call us: we can help"
        )
        return redirect("account_request_login_code")


@public
@require_safe
def account_inactive(request):
    """Say to someone whose place has ended how to reach us."""
    return render(request, "account/account_inactive.html", status=403)


sign_in = AskForCode.as_view()
type_code = TypeCode.as_view()
# By POST only, so that no link and no picture can sign anyone out.
sign_out = require_POST(LogoutView.as_view())
