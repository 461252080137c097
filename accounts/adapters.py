"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.actions.work_account import NotJoined, WhyNot, join
from accounts.fresh import signed_in_lately
from accounts.models import User
from accounts.rules import (
    can_remove_factor,
    can_see_roles,
    can_see_staff_pages,
    can_set_council,
    is_steering,
    must_use_work_account,
)
from accounts.second_step import fully_signed_in, note_when_shown
from accounts.sending import send_beside
from council.queries import the_council
from privacy.ciphers import opened, sealed

SECRETS = "accounts.second-step"
ALLAUTHS_STEP, OUR_STEP = "allauth.mfa.stages.AuthenticateStage", "accounts.stages.SecondStep"


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

    def pre_login(self, request, user, **hooks):
        """Whoever must use their work account comes in by nothing else, whatever they have shown.

        A code opens nothing once the address that it went to was put right: it went to somebody else.
        """
        sociallogin = (hooks["signal_kwargs"] or {}).get("sociallogin")
        if sociallogin:
            note_when_shown(request, sociallogin.state["shown_at"])
        sent_to = hooks["email"]
        if sent_to and sent_to.lower() != (user.email or "").lower():
            clear_login(request)
            messages.error(request, "This code does not work any more. Ask for a new one")
            return redirect("account_request_login_code")
        refused = super().pre_login(request, user, **hooks)
        if refused or sociallogin or not must_use_work_account(user):
            return refused
        clear_login(request)
        messages.error(request, "You work for the council. Sign in with your work account")
        return redirect("account_request_login_code")

    def get_login_redirect_url(self, request):
        """The home of the person who has just signed in."""
        if can_see_staff_pages(request.user):
            return reverse("coproduction:your_work")
        if is_steering(request.user):
            return reverse("governance:dashboard")
        if can_set_council(request.user):
            return reverse("council:settings")
        if can_see_roles(request.user):
            return reverse("roles:list")
        return reverse("coproduction:me")

    def get_login_stages(self):
        """allauth's, with our own second step: it knows who is never asked for one."""
        return [OUR_STEP if stage == ALLAUTHS_STEP else stage for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Unless the person signed in lately. allauth's own rule never asks people who use codes."""
        return not signed_in_lately(self.request)

    def get_reauthentication_methods(self, user):
        """One page for all: it signs the person in anew, and brings them back."""
        return [{"id": "again", "description": "", "url": reverse("account_sign_in_again")}]

    def format_email_subject(self, subject):
        """The subject as our template has it, without the site's address before it."""
        return subject

    def send_mail(self, template_prefix, email, context):
        """Send a code, beside the page: the next page is the same whatever becomes of it."""
        request = context.get("request") or allauth_context.request
        if not getattr(request, "may_send_code", True):
            return  # past a limit, which nobody is told
        if must_use_work_account(User.objects.filter(email__iexact=email).first() or AnonymousUser()):
            template_prefix = "account/email/use_work_account"
        words = {"request": request, "email": email, **context}
        send_beside(self.render_mail(template_prefix, email, words))


class WorkAccountAdapter(DefaultSocialAccountAdapter):
    """Whom a work account signs in. It is known by its id alone, and makes nobody an account."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Join the person whom a link is for with the work account that came back. Raises NotJoined."""
        if link := sociallogin.state["link"]:
            sociallogin.account = join(
                link_id=link,
                oid=sociallogin.account.uid,
                signed_in=fully_signed_in(request),
                session=request.session,
                now=timezone.now(),
            )
            sociallogin.user = sociallogin.account.user
        elif not sociallogin.is_existing:
            raise NotJoined(WhyNot.UNKNOWN)


class SecondStepAdapter(DefaultMFAAdapter):
    """Second steps: their secrets are encrypted, and our words stand in the place of allauth's."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code does not match. Check each number",
        "cannot_delete_authenticator": "You need one second step. Add another one first",
        "cannot_generate_recovery_codes": "Set up a second step first",
        "unverified_email": "Sign in with a code from your email first",
    }

    def get_totp_issuer(self):
        return f"Co-production {the_council().name}"

    def _get_site_name(self):
        return self.get_totp_issuer()

    def encrypt(self, text):
        return sealed(text, purpose=SECRETS)

    def decrypt(self, encrypted_text):
        return opened(encrypted_text, purpose=SECRETS)

    def can_delete_authenticator(self, authenticator):
        return can_remove_factor(authenticator.user, authenticator)

    def generate_authenticator_name(self, user, type):
        """What a passkey is called when its owner gives it no name."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"
