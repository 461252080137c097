"""What people are told about signing in, their roles, and the end of both."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

from accounts.actions.work_account import make_link, why_no_link_with
from accounts.choices import EMPLOYED, FactorChange
from accounts.models import RoleGrant, User
from accounts.work_accounts import are_used, has_joined, is_one_way_of_two
from audit.actions import SYSTEM
from audit.models import Event
from council.queries import the_council
from notices.choices import Audience, Skip
from notices.kinds import Kind, Reader, read_of, speaking_of
from notices.models import Notice
from notices.words import composed_of, no_link
from words.plain_dates import clock_time
from words.working_days import london_date

READERS = {
    "grant": speaking_of("grant", lambda: RoleGrant.objects.select_related("user__contact", "directorate")),
    "user": speaking_of("user", User.objects.all),
    # The roles for which whoever is sent a link may need it.
    "employed": Reader(
        key_of=lambda notice: notice.subject_id if notice.kind == "accounts.work_link" else "",
        rows=lambda users: RoleGrant.objects.filter(user__in=users, role__in=EMPLOYED),
        key=lambda grant: str(grant.user_id),
    ),
}
"""How what these messages speak of is read."""


def _grant_of(notice: Notice) -> RoleGrant:
    for grant in read_of(notice, "grant"):
        return grant
    raise RoleGrant.DoesNotExist


def _about(grant: RoleGrant, now: datetime) -> dict[str, Any]:
    """What each message about a role may say, of the days as they stand when it is written."""
    today = london_date(now)
    return {
        "name": grant.user.contact.name,
        "role": grant.get_role_display(),
        "directorate": grant.directorate.name if grant.directorate else "",
        "starts": grant.starts_on if grant.starts_on > today else "",
        "ends": grant.ends_on if grant.ends_on and grant.ends_on >= today else "",
        "ended": grant.is_over(today),
        "sign_in": settings.PORTAL_ADDRESS + reverse("account_login"),
        "council": the_council(),
    }


def _link_for(user: User, now: datetime, *, keys: bool) -> str:
    """A link that joins somebody and their work account. It is made while its message is written."""
    if not keys:
        return no_link("work_link")
    return settings.PORTAL_ADDRESS + reverse("work_link", args=[make_link(user=user, now=now)])


def _how_to_sign_in(grant: RoleGrant, now: datetime, *, keys: bool) -> dict[str, Any]:
    """A link for somebody whose role a work account is for, and who has not joined one yet."""
    wanted = are_used() and grant.role in EMPLOYED and not has_joined(grant.user)
    return {
        "link": _link_for(grant.user, now, keys=keys) if wanted else "",
        "work_account_joined": grant.role in EMPLOYED and has_joined(grant.user),
        "or_a_code": is_one_way_of_two(),
    }


def _why_not_given(notice: Notice, now: datetime) -> Skip | None:
    """Nobody is told of a role that was taken back before the message went."""
    grant = _grant_of(notice)
    still = grant.user.is_active and not grant.is_over(london_date(now))
    return None if still else Skip.TOO_LATE


def _role_begins(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    grant = _grant_of(notice)
    return _about(grant, now) | _how_to_sign_in(grant, now, keys=keys)


def _role_ends(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return _about(_grant_of(notice), now)


def _user_of(notice: Notice) -> User:
    for user in read_of(notice, "user"):
        return user
    raise User.DoesNotExist


def _why_no_link(notice: Notice, now: datetime) -> Skip | None:
    """Nobody gets a link that would do nothing."""
    why = why_no_link_with(read_of(notice, "employed"), _user_of(notice), now=now)
    return Skip.TOO_LATE if why else None


def _work_link(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    user = _user_of(notice)
    return {
        "name": user.contact.name,
        "council": the_council(),
        "link": _link_for(user, now, keys=keys),
    }


def _no_more_than_who(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return {"name": notice.contact.name, "council": the_council()}


def _second_step_changed(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    event = Event.objects.get(pk=notice.subject_id)
    change = FactorChange(event.what.removeprefix("second_step."))
    is_passkey = event.details["kind"] == Authenticator.Type.WEBAUTHN
    return {
        "name": notice.contact.name,
        "change": change.value,
        "by_us": event.by == SYSTEM,
        "thing": "a passkey" if is_passkey else "an app",
        "on": london_date(event.at),
        "at": clock_time(event.at),
        "council": the_council(),
    }


def _email_changed(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    event = Event.objects.get(pk=notice.subject_id)
    return {
        "name": notice.contact.name,
        "had_none": not notice.to_email,
        "by_us": event.by != str(notice.contact_id),
        "on": london_date(event.at),
        "at": clock_time(event.at),
        "council": the_council(),
    }


def _why_not_closed(notice: Notice, now: datetime) -> Skip | None:
    """Nobody is told of an account that is open again."""
    is_open = [user for user in read_of(notice, "user") if user.is_active]
    return Skip.TOO_LATE if is_open else None


FOUR_WEEKS = timedelta(days=28)
INVITED = Kind(
    key="accounts.invited",
    what="You can sign in",
    why="Somebody gave them a role",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_invited", _role_begins),
    why_not=_why_not_given,
)
ROLE_GIVEN = Kind(
    key="accounts.role_given",
    what="You have a new role",
    why="Somebody gave them a role",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_role_given", _role_begins),
    why_not=_why_not_given,
)
ROLE_ENDS = Kind(
    key="accounts.role_ends",
    what="Your role ends",
    why="The end of their role was changed",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_role_ends", _role_ends),
)
CLOSED = Kind(
    key="accounts.closed",
    what="Your account is closed",
    why="Their account was closed",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_closed", _no_more_than_who),
    why_not=_why_not_closed,
)
WORK_LINK = Kind(
    key="accounts.work_link",
    what="Your link to sign in",
    why="They or an involvement lead asked for it",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_work_link", _work_link),
    why_not=_why_no_link,
)
WORK_ACCOUNT_JOINED = Kind(
    key="accounts.work_account_joined",
    what="How you sign in has changed",
    why="They joined their work account",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_work_account_joined", _no_more_than_who),
)
SECOND_STEP = Kind(
    key="accounts.second_step",
    what="Your second step has changed",
    why="Their second step was changed",
    audience=Audience.STAFF,
    urgent=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_second_step", _second_step_changed),
)
EMAIL_CHANGED = Kind(
    key="accounts.email_changed",
    what="Your email has changed",
    why="The email that they sign in with was changed",
    audience=Audience.EXPERT,
    urgent=True,
    elsewhere=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("accounts_email_changed", _email_changed),
)
