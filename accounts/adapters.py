"""How django-allauth behaves here."""

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from accounts.rules import can_see_staff_pages, can_set_council, is_steering

log = structlog.get_logger()


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
        """Send a code. When the mail server does not answer, the next page offers other ways in.

        It is the same page for an address that nobody has, so it tells no one who is known here.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as trouble:  # a refused or silent mail server; smtplib's own errors are among these
            log.error("sign_in.code_not_sent", error=type(trouble).__name__)
