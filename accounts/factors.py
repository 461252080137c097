"""Setting up a second step and taking it away, by allauth's own steps, one change at a time.

Each change ends the other sessions and promises a message in its own transaction. allauth's signals tell of
some changes only after they are kept: a crash between the two would lose both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as codes
from allauth.mfa.totp.internal import flows as apps
from allauth.mfa.webauthn.internal import flows as passkeys
from django.db import transaction
from django.http import HttpRequest

from accounts.actions.factors import tell_of_change
from accounts.choices import FactorChange
from accounts.models import User
from accounts.rules import can_remove_factor, works_for_the_council
from accounts.second_step import note_sign_in
from words.errors import Refused

Type = Authenticator.Type


@contextmanager
def _one_at_a_time(user: User) -> Iterator[None]:
    """Two tabs could each take away what the other keeps."""
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        yield


def factors_of(user: User) -> list[Authenticator]:
    """What a person has set up, oldest first."""
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def has_app(user: User) -> bool:
    """Whether a person has set up an app."""
    return Authenticator.objects.filter(user=user, type=Type.TOTP).exists()


def square_code_text(user: User, secret: str) -> str:
    """What the square code tells an app."""
    return get_adapter().build_totp_url(user, secret)


def add_app(request: HttpRequest, form: Any, *, now: datetime) -> None:
    """Add the app whose code the form holds. It has just been given, so it counts. Once only."""
    with _one_at_a_time(request.user):
        if has_app(request.user):
            raise Refused("You have set up an app already")
        factor, _ = apps.activate_totp(request, form)
        _tell(request, FactorChange.ADDED, factor.type, now)
        note_sign_in(request, request.user, "mfa", id=factor.pk, type=factor.type)


def add_passkey(request: HttpRequest, *, name: str, credential: dict[str, Any], now: datetime) -> None:
    """Add a passkey that has just answered, so it counts. Only staff need codes to write down beside it."""
    with _one_at_a_time(request.user):
        factor, written_down = passkeys.add_authenticator(request, name=name, credential=credential)
        if written_down and not works_for_the_council(request.user):
            written_down.delete()
        _tell(request, FactorChange.ADDED, factor.type, now)
        note_sign_in(request, request.user, "mfa", id=factor.pk, type=factor.type)


def remove(request: HttpRequest, factor: Authenticator, *, now: datetime) -> None:
    """Take a second step away. Raises Refused for the last one of someone who must have one."""
    with _one_at_a_time(request.user):
        if not can_remove_factor(request.user, factor):
            raise Refused("You need one second step. Add another one first")
        delete_and_cleanup(request, factor)
        _tell(request, FactorChange.REMOVED, factor.type, now)


def make_new_codes(request: HttpRequest, *, now: datetime) -> None:
    """New codes to write down. The old ones stop."""
    with _one_at_a_time(request.user):
        codes.generate_recovery_codes(request)
        _tell(request, FactorChange.NEW_CODES, Type.RECOVERY_CODES, now)


def _tell(request: HttpRequest, change: FactorChange, kind: str, now: datetime) -> None:
    """Codes to write down come and go with what they stand in for, so only new ones are told of alone."""
    tell_of_change(user=request.user, change=change, kind=kind, session=request.session, now=now)


def codes_to_write_down(user: User) -> list[str]:
    """The recovery codes that are not used up, or none."""
    kept = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return kept.wrap().get_unused_codes() if kept else []
