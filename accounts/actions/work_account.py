"""Joining a person and their work account, by a link in an email that works once."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction

from accounts.actions.sessions import end_other_sessions
from accounts.choices import EMPLOYED
from accounts.models import UNUSED, RoleGrant, User, WorkLink
from accounts.rules import can_change_roles_of
from accounts.second_step import has_one
from accounts.work_accounts import PROVIDER, are_used, is_one_way_of_two
from audit.actions import SYSTEM, record
from notices.actions import queue
from notices.addressed import Addressed
from privacy.keys import digests
from words.errors import Refused
from words.working_days import london_date

WORK_LINK = "accounts.work-link"
KEY_BYTES = 16  # 128 random bits
WORKS_FOR = timedelta(days=14)
KEPT_FOR = timedelta(days=35)


class WhyNot(Enum):
    """Why a link, or a work account, lets nobody in. Each has its own page."""

    USED = "used"
    OVER = "over"
    SOMEBODY_ELSE = "somebody-else"
    SIGN_IN_FIRST = "sign-in-first"
    UNKNOWN = "unknown"


class NotJoined(Exception):
    """Nobody was joined, and the link is as it was."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


def why_no_link(user: User, *, now: datetime) -> str:
    """The sentence that says why a person gets no link, or "" when they may."""
    return why_no_link_with(RoleGrant.objects.filter(user=user, role__in=EMPLOYED), user, now=now)


def why_no_link_with(grants: Iterable[RoleGrant], user: User, *, now: datetime) -> str:
    """The same. `grants` are the roles of EMPLOYED that they ever had."""
    if not are_used():
        return "Nobody signs in with a work account here"
    if not user.is_active:
        return "Their account is closed. Open it again first"
    if not user.email:
        return "They have no email address, so no link can be sent"
    if all(grant.is_over(london_date(now)) for grant in grants):
        return "They have no role that a work account is for"
    return ""


@transaction.atomic
def send_link(*, user: User, by: Any, now: datetime) -> None:
    """Promise somebody a new link. Those they had end at once. Raises Refused for oneself, and as above.

    Whoever runs the portal ("system") sends one too: a council's only lead may have lost theirs.
    """
    if by != SYSTEM and not can_change_roles_of(by, user):
        raise Refused("Someone else must send you a link")
    if why := why_no_link(user, now=now):
        raise Refused(why)
    end_links(user, now=now)
    record("work_link.asked_for", by=by, subject=user, now=now)
    period = str(int(now.timestamp() * 1000))
    queue(kind="accounts.work_link", to=[Addressed(user.contact, "user", user.pk, period=period)], now=now)


@transaction.atomic
def make_link(*, user: User, now: datetime) -> str:
    """The secret part of a new link, while its email is written. The one before it ends."""
    # Two emails written in the same moment come one after the other.
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    end_links(user, now=now)
    key = secrets.token_urlsafe(KEY_BYTES)
    link = WorkLink.objects.create(
        user=user, key_digest=digests(WORK_LINK, key)[0], made_at=now, works_until=now + WORKS_FOR
    )
    record("work_link.made", by=SYSTEM, subject=link, now=now)
    return key


def end_links(user: User, *, now: datetime) -> None:
    """End the link that is on its way to somebody, if there is one."""
    WorkLink.objects.filter(UNUSED, user=user).update(ended_at=now)


def link_of(key: str) -> WorkLink | None:
    """The link with this secret part, in whatever state."""
    found = WorkLink.objects.filter(key_digest__in=digests(WORK_LINK, key))
    return found.select_related("user__contact").first()


def why_not_join(link: WorkLink | None, *, signed_in: Any, now: datetime) -> WhyNot | None:
    """The reason why a link does nothing in a browser, or None. `signed_in` is who is signed in there.

    Whoever reads somebody's mail must not get past their second step: a person who has one signs in with it
    first, as long as that lets them in.
    """
    if link is not None and link.used_at:
        return WhyNot.USED
    if link is None or link.ended_at or link.works_until <= now or not link.user.is_active:
        return WhyNot.OVER
    if signed_in.is_authenticated and signed_in.pk != link.user_id:
        return WhyNot.SOMEBODY_ELSE
    if not signed_in.is_authenticated and is_one_way_of_two() and has_one(link.user):
        return WhyNot.SIGN_IN_FIRST
    return None


@transaction.atomic
def join(
    *, link_id: int, oid: str, signed_in: Any, session: SessionBase | None, now: datetime
) -> SocialAccount:
    """Let this work account, and no other, sign in the person whom a link is for. They are told by email.

    The link is spent by that, and they are signed out everywhere but in `session`. Raises NotJoined for a
    link that does nothing, and where the work account is somebody else's: then nothing is changed.
    """
    link = WorkLink.objects.select_related("user__contact").filter(pk=link_id).first()
    why = why_not_join(link, signed_in=signed_in, now=now)
    if link is None or why:
        raise NotJoined(why or WhyNot.OVER)
    if not WorkLink.objects.filter(UNUSED, pk=link.pk).update(used_at=now):
        raise NotJoined(WhyNot.USED)
    user = link.user
    SocialAccount.objects.filter(provider=PROVIDER, user=user).exclude(uid=oid).delete()
    try:
        with transaction.atomic():
            account, _ = SocialAccount.objects.get_or_create(
                provider=PROVIDER, uid=oid, defaults={"user": user}
            )
    except IntegrityError as taken:
        raise NotJoined(WhyNot.SOMEBODY_ELSE) from taken
    if account.user_id != user.pk:
        raise NotJoined(WhyNot.SOMEBODY_ELSE)
    record("work_account.joined", by=user, subject=user, now=now, link=link.pk)
    end_other_sessions(user, but=session, now=now)
    queue(
        kind="accounts.work_account_joined",
        to=[Addressed(user.contact, "user", user.pk, period=str(link.pk))],
        now=now,
    )
    return account


def forget_work_links(*, now: datetime) -> int:
    """Delete what is left of links, 35 days after they were made. Returns how many."""
    return WorkLink.objects.filter(made_at__lt=now - KEPT_FOR).delete()[0]
