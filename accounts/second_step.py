"""The second step: what staff give after the code from their email, in each browser where they sign in."""

from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User
from accounts.rules import Person, must_have_second_step, must_use_work_account

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as one. Recovery codes stand in for these, and are never there alone."""

DEVELOPMENT = "development"
# A passkey asks for a finger, a face or a PIN, so it is two steps in one.
# With a work account the council's own second step counts.
WORK_ACCOUNT = "socialaccount"
GIVEN_BY = {"mfa", WORK_ACCOUNT}


def has_one(user: User) -> bool:
    """Whether a person has set up a second step."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()


def note_sign_in(request: HttpRequest, user: User, method: str, **details: str | int | bool) -> None:
    """Keep in the person's session that they have just shown who they are, and how."""
    record_authentication(request, user, method, **details)


def note_when_shown(request: HttpRequest, at: float) -> None:
    """Keep when somebody who has just come by their work account showed who they are over there.

    The provider may have known them for hours. Then this is no fresh sign-in.
    """
    records = request.session[AUTHENTICATION_METHODS_SESSION_KEY]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records[:-1], {**records[-1], "at": at}]


def fully_signed_in(request: HttpRequest) -> Person:
    """Who is signed in, with all that is asked of them, or nobody."""
    return AnonymousUser() if is_missing(request) else request.user


def is_missing(request: HttpRequest) -> bool:
    """Whether the person must give a second step, or their work account, and has not in this browser."""
    if must_use_work_account(request.user):
        return not _given(request, {WORK_ACCOUNT})
    return must_have_second_step(request.user) and not _given(request, GIVEN_BY)


def came_by_work_account(request: HttpRequest, user: User) -> bool:
    """Whether the person has come, or is about to come, into this browser by their work account."""
    return WORK_ACCOUNT in _used(request, user)


def _given(request: HttpRequest, enough: set[str]) -> bool:
    if settings.DEVELOPMENT:
        enough = enough | {DEVELOPMENT}
    return bool(_used(request, request.user) & enough)


def _used(request: HttpRequest, user: User) -> set[str]:
    return {record["method"] for record in get_authentication_records(request, user)}
