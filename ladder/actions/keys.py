"""Links and codes: made while a message is being written, kept only as digests."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from audit.actions import SYSTEM, record
from experts.models import Supporter
from ladder.models import Invitation, InvitationKey, Round
from notices.models import Contact
from privacy.keys import digests
from projects.models import TeamMember
from words.codes import is_valid, make_code, normalise

LINK = "ladder.link"
CODE = "ladder.code"
LINK_BYTES = 16  # 128 random bits
PAPER_KEYS_KEPT_FOR = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A link's secret part and a code, known only to the message that carries them."""

    link: str
    code: str

    @classmethod
    def drawn(cls) -> "NewKey":
        """A new one, at random."""
        return cls(link=secrets.token_urlsafe(LINK_BYTES), code=make_code())

    @property
    def digests(self) -> dict[str, bytes]:
        """All that the row of a key keeps of it."""
        return {"link_digest": digests(LINK, self.link)[0], "code_digest": digests(CODE, self.code)[0]}


def by_link(link: str) -> dict[str, list[bytes]]:
    """What finds the row of a link's key, of whatever kind."""
    return {"link_digest__in": digests(LINK, link)}


def by_code(typed: str) -> dict[str, list[bytes]] | None:
    """What finds the row of a typed code's key, of whatever kind. None for what can be no code."""
    code = normalise(typed)
    return {"code_digest__in": digests(CODE, code)} if is_valid(code) else None


@transaction.atomic(savepoint=False)  # Within a message's own transaction they stand or go together.
def make_key(
    *,
    invitation: Invitation,
    now: datetime,
    by: Any = SYSTEM,
    supporter: Supporter | None = None,
    is_paper: bool = False,
) -> NewKey:
    """Make one more key for an invitation. Earlier ones stay good.

    With a `supporter` it is theirs, and opens the check for helping the person.
    """
    new = NewKey.drawn()
    key = InvitationKey.objects.create(
        invitation=invitation,
        supporter=supporter,
        is_paper=is_paper,
        made_at=now,
        **new.digests,
    )
    record("key.made", by=by, subject=key, now=now)
    return new


@transaction.atomic
def end_keys(*, invitation: Invitation, by: Any, now: datetime) -> int:
    """End every key of an invitation, a supporter's too: a letter went astray, say. Returns how many."""
    ended = InvitationKey.objects.filter(invitation=invitation, ended_at=None).update(ended_at=now)
    record("keys.ended", by=by, subject=invitation, now=now)
    return ended


@transaction.atomic
def end_keys_in_mailbox(contact: Contact, by: Any, now: datetime) -> None:
    """End what opens the checks that a person is asked in: their mailbox may be somebody else's now.

    Codes of paper forms came by post, and those of supporters went to these.
    """
    keys = InvitationKey.objects.filter(
        invitation__expert__contact=contact, ended_at=None, supporter=None, is_paper=False
    )
    asked = Invitation.objects.filter(round__in=Round.objects.open(), keys__in=keys).distinct()
    for invitation in asked.order_by("pk"):
        keys.filter(invitation=invitation).update(ended_at=now)
        record("keys.ended", by=by, subject=invitation, now=now)


def forget_paper_keys(*, now: datetime) -> int:
    """Delete, 35 days after a check, what let late forms find their person. Returns how many."""
    old = InvitationKey.objects.filter(
        is_paper=True, invitation__round__closed_at__lt=now - PAPER_KEYS_KEPT_FOR
    )
    return old.delete()[0]


def find_by_link(link: str, *, now: datetime) -> Invitation | None:
    """The invitation that a link opens now, with its `key_id` and `supporter`. None for whatever reason."""
    return _opened_by(now, **by_link(link))


def find_by_code(typed: str, *, now: datetime) -> Invitation | None:
    """The invitation that a typed code opens now, with its `key_id` and `supporter`, or None, whatever the
    reason."""
    key = by_code(typed)
    return _opened_by(now, **key) if key else None


def still_open(key_id: int, *, now: datetime) -> Invitation | None:
    """The invitation that a key opened before, if that key would open it now."""
    return _opened_by(now, pk=key_id)


def _opened_by(now: datetime, **which: object) -> Invitation | None:
    # What the row says is asked afterwards: every page of a check comes by here, and these questions inside
    # the query take the database longer to think about than to answer.
    key = (
        InvitationKey.objects.filter(ended_at=None, **which)
        .select_related("invitation__round__project", "invitation__expert__contact", "supporter__contact")
        .first()
    )
    if key is None or not _opens(key, now):
        return None
    invitation = key.invitation
    invitation.key_id, invitation.supporter = key.pk, key.supporter
    return invitation


def _opens(key: InvitationKey, now: datetime) -> bool:
    invitation, supporter = key.invitation, key.supporter
    if invitation.answered_on or invitation.round.is_over(now):
        return False
    return supporter is None or _may_help(supporter, invitation.round)


def _may_help(supporter: Supporter, round_: Round) -> bool:
    """Whether a supporter may help the person now: never someone in the project's team."""
    if not supporter.may_help_answer or supporter.ends_on:
        return False
    in_the_team = TeamMember.objects.filter(
        project=round_.project_id, user__contact=supporter.contact_id, ends_on=None
    )
    return not in_the_team.exists()
