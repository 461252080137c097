"""An address that somebody wants to sign in with, until they type the code that went to it."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from django.conf import settings
from django.http import HttpRequest

from accounts.actions.new_email import is_free
from accounts.adapters import AccountAdapter
from accounts.sending import send_beside
from notices.ways import reach_of

IN_SESSION = "new_email"


class NewEmail(AbstractCodeVerificationProcess):
    """The address, its code, and how often a wrong one was typed. It stands in the session and nowhere else.

    Tries, time and new codes are those of signing in. An address that somebody else has here gets no code,
    and none matches: all else is the same.
    """

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> None:
        """Send a code to an address. It takes the place of whatever was asked for before."""
        state = cls.initial_state(request.user, email=email)
        cls(request, {**state, "instead_of": request.user.email or ""}).send()

    @classmethod
    def resume(cls, request: HttpRequest) -> "NewEmail | None":
        """What this browser waits for, or None where its time is over or nobody asked."""
        state = request.session.get(IN_SESSION)
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def email(self) -> str:
        """The address, as it was typed."""
        return str(self.state["email"])

    @property
    def instead_of(self) -> str:
        """The address that the person had when they asked, "" for none."""
        return str(self.state["instead_of"])

    @property
    def can_resend(self) -> bool:
        return not self.is_resend_quota_reached(app_settings.LOGIN_BY_CODE_MAX_RESEND_COUNT)

    def persist(self) -> None:
        self.request.session[IN_SESSION] = self.state

    def abort(self) -> None:
        self.request.session.pop(IN_SESSION, None)

    def send(self) -> None:
        """Make a code and send it, beside the page: the next page is the same whatever becomes of it."""
        adapter = AccountAdapter(self.request)
        code = adapter.generate_login_code()
        self.state["code"] = code if is_free(self.email, for_=self.request.user.contact_id) else ""
        self.persist()
        if self.code:
            neutral = reach_of(self.request.user.contact).neutral
            words = {"request": self.request, "code": code, "neutral": neutral}
            mail = adapter.render_mail("account/email/new_email", self.email, words)
            if neutral:
                mail.from_email = settings.NEUTRAL_FROM_EMAIL
            send_beside(mail)

    def send_again(self) -> None:
        """The same with a new code and its full time. The one before it stops. Wrong tries stay counted."""
        self.state["at"] = time.time()
        self.record_resend()
        self.send()
