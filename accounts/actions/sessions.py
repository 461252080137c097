"""Ending where somebody is signed in: one place, all others, or every one."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Session, User
from accounts.sessions import digest_of
from audit.actions import record

A_DAY = timedelta(days=1)


def end_other_sessions(user: User, *, but: SessionBase | None, now: datetime, by: Any = None) -> int:
    """End every place where a person is signed in, except `but`, which is `request.session`.

    With None all end. `by` is the person themselves unless it is said. Returns how many ended.
    """
    others = user.sessions.all()
    if but is not None and but.session_key:
        others = others.exclude(key_digest=digest_of(but.session_key))
    return _end(others, of=user, by=by or user, now=now)


def end_all_sessions(user: User, *, by: Any, now: datetime) -> int:
    """End every place where a person is signed in: their account is closed, or their work has changed."""
    return end_other_sessions(user, but=None, now=now, by=by)


def end_session(session: Session, *, by: User, now: datetime) -> int:
    """End one place where a person is signed in. Returns 0 when it has ended already."""
    return _end(by.sessions.filter(pk=session.pk), of=by, by=by, now=now)


@transaction.atomic
def _end(sessions: QuerySet[Session], *, of: User, by: Any, now: datetime) -> int:
    ended, _ = sessions.delete()
    if ended:
        record("user.sessions_ended", by=by, subject=of, now=now, count=ended)
    return ended


def forget_sessions(*, now: datetime) -> int:
    """Remove the sessions that ended over a day ago. Returns how many went.

    Until then they tell whose form it is that comes too late.
    """
    removed, _ = Session.objects.filter(ends_at__lt=now - A_DAY).delete()
    return removed
