"""Links and codes: made while a message is being written, kept only as digests."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from audit.actions import SYSTEM, record
from ladder.models import Invitation, InvitationKey
from privacy.keys import digests
from words.codes import is_valid, make_code, normalise

LINK = "ladder.link"
CODE = "ladder.code"
LINK_BYTES = 16  # 128 random bits


@dataclass(frozen=True, slots=True)
class NewKey:
    """A link's secret part and a code, known only to the message that carries them."""

    link: str
    code: str


@transaction.atomic
def make_key(*, invitation: Invitation, now: datetime) -> NewKey:
    """Make one more key for an invitation. Earlier ones stay good."""
    new = NewKey(link=secrets.token_urlsafe(LINK_BYTES), code=make_code())
    key = InvitationKey.objects.create(
        invitation=invitation,
        link_digest=digests(LINK, new.link)[0],
        code_digest=digests(CODE, new.code)[0],
        made_at=now,
    )
    record("key.made", by=SYSTEM, subject=key, now=now)
    return new


def find_by_link(link: str, *, now: datetime) -> Invitation | None:
    """The invitation that a link opens now, with its `key_id`, or None, whatever the reason."""
    return _opened_by(now, keys__link_digest__in=digests(LINK, link))


def find_by_code(typed: str, *, now: datetime) -> Invitation | None:
    """The invitation that a typed code opens now, with its `key_id`, or None, whatever the reason."""
    code = normalise(typed)
    if not is_valid(code):
        return None
    return _opened_by(now, keys__code_digest__in=digests(CODE, code))


def still_open(key_id: int, *, now: datetime) -> Invitation | None:
    """The invitation that a key opened before, if that key would open it now."""
    return _opened_by(now, keys=key_id)


def _opened_by(now: datetime, **which: object) -> Invitation | None:
    found = Invitation.objects.can_answer(now=now).filter(keys__ended_at=None, **which)
    return found.select_related("round__project", "expert__contact").annotate(key_id=F("keys__pk")).first()
