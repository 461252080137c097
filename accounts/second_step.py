"""The second step: what staff give after the code from their email, in each browser where they sign in."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.rules import Person, works_for_the_council

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as one. Recovery codes stand in for these, and are never there alone."""

DEVELOPMENT = "development"
# A passkey asks for a finger, a face or a PIN, so it is two steps in one.
# With a work account the council's own second step counts.
GIVEN_BY = {"mfa", "socialaccount"}


def has_one(user: User) -> bool:
    """Whether a person has set up a second step."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()


def note_sign_in(request: HttpRequest, user: User, method: str, **details: str | int | bool) -> None:
    """Keep in the person's session that they have just shown who they are, and how."""
    record_authentication(request, user, method, **details)


def must_have_one(user: Person) -> bool:
    """Whether the person works for the council, and the council asks those for a second step."""
    return settings.STAFF_SECOND_FACTOR_REQUIRED and works_for_the_council(user)


def is_missing(request: HttpRequest) -> bool:
    """Whether the person must give a second step, and has not done so in this browser."""
    return must_have_one(request.user) and not _given(request)


def _given(request: HttpRequest) -> bool:
    enough = GIVEN_BY | {DEVELOPMENT} if settings.DEVELOPMENT else GIVEN_BY
    used = {record["method"] for record in get_authentication_records(request, request.user)}
    return bool(used & enough)
