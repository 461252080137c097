"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.urls import reverse

from accounts.rules import can_see_staff_pages, can_set_council, is_steering
from accounts.sending import send_beside


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people are invited. Our words stand in the place of allauth's."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "That code does not match. Check each number",
        "too_many_login_attempts": "Too many codes were asked for. Please wait 1 hour, or call us",
        "rate_limited": "Too many codes were asked for. Please wait 1 hour, or call us",
    }

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        """Somebody who signs in once more while they are signed in gets a new key and a new time too."""
        super().login(request, user)
        request.session.cycle_key()

    def get_login_redirect_url(self, request):
        """The home of the person who has just signed in."""
        if can_see_staff_pages(request.user):
            return reverse("coproduction:your_work")
        if is_steering(request.user):
            return reverse("governance:dashboard")
        if can_set_council(request.user):
            return reverse("council:settings")
        return reverse("coproduction:me")

    def format_email_subject(self, subject):
        """The subject as our template has it, without the site's address before it."""
        return subject

    def send_mail(self, template_prefix, email, context):
        """Send a code, beside the page: the next page is the same whatever becomes of it."""
        request = context.get("request") or allauth_context.request
        if not getattr(request, "may_send_code", True):
            return  # past a limit, which nobody is told
        words = {"request": request, "email": email, **context}
        send_beside(self.render_mail(template_prefix, email, words))
