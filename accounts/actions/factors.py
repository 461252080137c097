"""What follows when somebody's second step has changed."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.actions.sessions import end_other_sessions
from accounts.choices import FactorChange
from accounts.models import User
from audit.actions import record
from notices.actions import queue


@transaction.atomic
def tell_of_change(
    *, user: User, change: FactorChange, kind: str, session: SessionBase | None, now: datetime
) -> None:
    """End every other place where the person is signed in, and promise them a message about it."""
    event = record(f"second_step.{change.value}", by=user, subject=user, now=now, kind=kind)
    end_other_sessions(user, but=session, now=now)
    queue(kind="accounts.second_step", contacts=[(user.contact, f"event:{event.pk}")], now=now)
