"""What follows when somebody's second step has changed."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.actions.sessions import end_other_sessions
from accounts.choices import FactorChange
from accounts.models import User
from audit.actions import SYSTEM, record
from notices.actions import queue
from notices.addressed import Addressed


@transaction.atomic
def tell_of_change(
    *,
    user: User,
    change: FactorChange,
    kind: str,
    session: SessionBase | None,
    now: datetime,
    by: Any = None,
) -> None:
    """End every other place where the person is signed in, and promise them a message about it.

    `by` is the person themselves unless it is said.
    """
    event = record(f"second_step.{change.value}", by=by or user, subject=user, now=now, kind=kind)
    end_other_sessions(user, but=session, now=now, by=by)
    queue(kind="accounts.second_step", to=[Addressed(user.contact, "event", event.pk)], now=now)


@transaction.atomic
def forget_second_steps(*, user: User, now: datetime) -> int:
    """Take away all that a person set up, when their phone and their codes are lost. Returns how many went.

    Whoever runs the portal does it, once the council knows that it is really them. They are signed out
    everywhere, told by email, and led to set one up when they next sign in.
    """
    found = Authenticator.objects.filter(user=user)
    kinds = list(found.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("type", flat=True))
    found.delete()
    for kind in kinds:
        tell_of_change(user=user, change=FactorChange.REMOVED, kind=kind, session=None, now=now, by=SYSTEM)
    return len(kinds)
