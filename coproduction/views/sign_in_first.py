"""Who must sign in before they look or send, and what happens to what they were about to send."""

from django.contrib.auth.middleware import LoginRequiredMiddleware

from coproduction.typed import is_from_our_own_page
from coproduction.views.errors import form_is_too_old


class SignInFirst(LoginRequiredMiddleware):
    """Pages for people who are signed in ask others to sign in, and keep what they were about to send.

    Somebody signs out in another tab, or their week is over, while a form is open. Its token may still be
    good, so the form comes here. Sent on to sign in, all that was typed would be lost.
    """

    def handle_no_permission(self, request, view_func):
        """What was sent from a page of ours, with Send again; otherwise the page to sign in."""
        if request.method == "POST" and is_from_our_own_page(request):
            return form_is_too_old(request)
        return super().handle_no_permission(request, view_func)
