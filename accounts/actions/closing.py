"""Closing the account of a person who has left the council, and opening it again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.actions.granting import CHANGED, LAST_ADMINISTRATOR, NOT_YOURS, end_now
from accounts.actions.sessions import end_all_sessions
from accounts.actions.work_account import end_links
from accounts.models import RoleGrant, User
from accounts.rules import can_change_roles_of
from audit.actions import record
from notices.actions import queue
from notices.addressed import Addressed
from words.errors import Refused, StaleState
from words.working_days import london_date


@transaction.atomic
def close_account(*, user: User, by: User, now: datetime) -> None:
    """End all of a person's roles at once, sign them out everywhere, and let them sign in no more.

    They are told by one message. Raises Refused for oneself and for the last administrator, and StaleState
    when the account is closed already.
    """
    _one_of_others(user, by)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    for grant in user.grants.to_come_or_held(on=london_date(now)).order_by("pk"):
        end_now(grant, by=by, now=now)
    try:
        with transaction.atomic():
            closed = User.objects.filter(pk=user.pk, is_active=True).update(is_active=False)
    except IntegrityError as refused:
        raise Refused(LAST_ADMINISTRATOR) from refused
    if not closed:
        raise StaleState(CHANGED)
    end_all_sessions(user, by=by, now=now)
    end_links(user, now=now)
    record("account.closed", by=by, subject=user, now=now)
    queue(
        kind="accounts.closed",
        to=[Addressed(user.contact, "user", user.pk, period=str(int(now.timestamp() * 1000)))],
        now=now,
    )


@transaction.atomic
def open_account_again(*, user: User, by: User, now: datetime) -> None:
    """Let a person whose account was closed sign in again. None of their roles come back by that.

    Raises Refused for oneself, and StaleState when it is open.
    """
    _one_of_others(user, by)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise StaleState(CHANGED)
    record("account.opened_again", by=by, subject=user, now=now)


def _one_of_others(user: User, by: User) -> None:
    """Only for somebody else who has a role here, or had one: an expert's own account is not for this."""
    if not can_change_roles_of(by, user):
        raise Refused(NOT_YOURS)
    if not RoleGrant.objects.filter(user=user).exists():
        raise Refused("This person never had a role")
