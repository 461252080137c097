"""A form that came when its sender's time was over: kept for an hour, encrypted, for them alone."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import KeptForm, User
from accounts.sessions import digest_of

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Late:
    """What somebody sent: to which address, its fields in their order, and whether there was a file too."""

    address: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool


def whose_time_is_over(session_key: str | None) -> User | None:
    """The person whose session a browser still names although its time is over. None for all others."""
    return User.objects.filter(is_active=True, sessions__key_digest=digest_of(session_key)).first()


@transaction.atomic
def keep_form(user: User, late: Late, *, now: datetime) -> KeptForm:
    """Keep what somebody sent too late. Their earlier ones stay for the rest of their hour."""
    sealed = json.dumps([late.address, late.fields, late.had_files])
    return KeptForm.objects.create(user=user, sealed=sealed, made_at=now)


def opened(kept: KeptForm) -> Late:
    """What was kept, as it was sent."""
    address, fields, had_files = json.loads(kept.sealed)
    return Late(address, tuple((name, value) for name, value in fields), had_files)


def forget_kept_forms(*, now: datetime) -> int:
    """Remove what was kept for its hour. Returns how many went."""
    removed, _ = KeptForm.objects.filter(made_at__lte=now - AN_HOUR).delete()
    return removed
