"""Setting up a second step and taking it away, by allauth's own steps, one change at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as codes
from allauth.mfa.totp.internal import flows as apps
from allauth.mfa.webauthn.internal import flows as passkeys
from django.db import transaction
from django.http import HttpRequest

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


def square_code_text(user: User, secret: str) -> str:
    """What the square code tells an app."""
    return get_adapter().build_totp_url(user, secret)


def add_app(request: HttpRequest, form: Any) -> None:
    """Add the app whose code the form holds. It has just been given, so it counts. Once only."""
    with _one_at_a_time(request.user):
        if Authenticator.objects.filter(user=request.user, type=Type.TOTP).exists():
            raise Refused("You have set up an app already")
        factor, _ = apps.activate_totp(request, form)
        note_sign_in(request, request.user, "mfa", id=factor.pk, type=factor.type)


def add_passkey(request: HttpRequest, *, name: str, credential: dict[str, Any]) -> None:
    """Add a passkey that has just answered, so it counts. Only staff need codes to write down beside it."""
    with _one_at_a_time(request.user):
        factor, written_down = passkeys.add_authenticator(request, name=name, credential=credential)
        if written_down and not works_for_the_council(request.user):
            written_down.delete()
        note_sign_in(request, request.user, "mfa", id=factor.pk, type=factor.type)


def remove(request: HttpRequest, factor: Authenticator) -> None:
    """Take a second step away. Raises Refused for the last one of someone who must have one."""
    with _one_at_a_time(request.user):
        if not can_remove_factor(request.user, factor):
            raise Refused("You need one second step. Add another one first")
        delete_and_cleanup(request, factor)


def make_new_codes(request: HttpRequest) -> None:
    """New codes to write down. The old ones stop."""
    with _one_at_a_time(request.user):
        codes.generate_recovery_codes(request)


def codes_to_write_down(user: User) -> list[str]:
    """The recovery codes that are not used up, or none."""
    kept = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return kept.wrap().get_unused_codes() if kept else []
