"""Giving a role to a person, and ending it. A role is never removed: it is ended, and what it was stays."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction

from accounts.actions import let_sign_in
from accounts.choices import OF_A_DIRECTORATE, Role
from accounts.models import RoleGrant, User
from accounts.queries import there_is_a_lead
from accounts.rules import can_change_roles_of, roles_to_give
from audit.actions import SYSTEM, record
from council.models import Directorate
from notices.actions import queue
from notices.addressed import Addressed
from notices.models import Contact
from words.errors import Refused, StaleState
from words.working_days import london_date

A_DAY = timedelta(days=1)
LAST_ADMINISTRATOR = "One administrator always stays. Give this role to somebody else first, without an end"
NOT_YOURS = "Someone else must change your own roles"
CHANGED = "Someone else changed this first. Look at it again"
ON_THESE_DAYS = "They have this role on some of these days already"
OVERLAPS = "23P01"  # what PostgreSQL calls an exclusion that was broken


@transaction.atomic
def invite_staff(
    *, name: str, email: str, role: Role, directorate: Directorate | None, by: Any, now: datetime
) -> RoleGrant:
    """Give a person a role from today, let them sign in, and tell them so. For the command line.

    A person who is known keeps their Contact. Raises Refused when they hold the role already, or the role
    wants a directorate and has none.
    """
    user, is_new = _person(name=name, email=email, by=by, now=now)
    try:
        return _grant(user, role, directorate, starts_on=london_date(now), is_new=is_new, by=by, now=now)
    except StaleState as held:
        raise Refused(f"{user} is already {role.label}") from held


@transaction.atomic
def give_role(
    *,
    user: User | None = None,
    name: str = "",
    email: str = "",
    role: Role,
    directorate: Directorate | None,
    starts_on: date,
    ends_on: date | None,
    by: User,
    now: datetime,
) -> RoleGrant:
    """Give a role to a person who is known, or to somebody new by name and e-mail address, and tell them.

    Raises Refused for oneself, for a closed account, for a role that `by` may not give or on days that have
    gone, and StaleState when they have it on some of these days.
    """
    _one_at_a_time()
    if role not in roles_to_give(by, there_is_a_lead(on=london_date(now))):
        raise Refused("Only an involvement lead may give this role")
    if starts_on < london_date(now):
        raise Refused("Choose today or a later day")
    is_new = False
    if user is None:
        user, is_new = _person(name=name, email=email, by=by, now=now)
    if user.pk == by.pk:
        raise Refused("Someone else must give you a role")
    if not User.objects.filter(pk=user.pk, is_active=True).exists():
        raise Refused("Their account is closed. Open it again first")
    return _grant(
        user, role, directorate, starts_on=starts_on, ends_on=ends_on, is_new=is_new, by=by, now=now
    )


@transaction.atomic
def change_end(*, grant: RoleGrant, ends_on: date | None, by: User, now: datetime) -> None:
    """Let a role end on another day, today at the earliest, or never. The person is told.

    Chosen again, it writes nothing and tells nobody.
    Raises Refused for a role of one's own, for the last administrator, and where the same role starts again
    before that day; StaleState when it is over or somebody changed it in the same moment.
    """
    if ends_on == grant.ends_on:
        return
    if ends_on and ends_on < max(london_date(now), grant.starts_on):
        raise Refused("Choose today or a later day, and not before the role starts")
    _set_end(grant, ends_on, by=by, now=now)
    record("role.end_changed", by=by, subject=grant, now=now, field="ends_on")
    _tell(grant, "accounts.role_ends", now=now)


@transaction.atomic
def end_role(*, grant: RoleGrant, by: User, now: datetime) -> None:
    """End a role at once: yesterday was its last day, or it never began. The person is told.

    Raises Refused for a role of one's own and for the last administrator, and StaleState when it is over.
    """
    end_now(grant, by=by, now=now)
    _tell(grant, "accounts.role_ends", now=now)


def end_now(grant: RoleGrant, *, by: User, now: datetime) -> None:
    """End a role at once, in the caller's transaction, and tell nobody. Raises as `end_role` does."""
    _set_end(grant, max(london_date(now), grant.starts_on) - A_DAY, by=by, now=now)
    record("role.ended", by=by, subject=grant, now=now, role=grant.role)


def _set_end(grant: RoleGrant, ends_on: date | None, *, by: User, now: datetime) -> None:
    """The only door to the end of a role: by compare-and-set, for a role that is not over."""
    if not can_change_roles_of(by, grant.user):
        raise Refused(NOT_YOURS)
    current = RoleGrant.objects.to_come_or_held(on=london_date(now))
    try:
        with transaction.atomic():
            changed = current.filter(pk=grant.pk, ends_on=grant.ends_on).update(ends_on=ends_on)
    except IntegrityError as refused:
        overlaps = getattr(refused.__cause__, "sqlstate", "") == OVERLAPS
        raise Refused(ON_THESE_DAYS if overlaps else LAST_ADMINISTRATOR) from refused
    if not changed:
        raise StaleState(CHANGED)
    grant.ends_on = ends_on


def _one_at_a_time() -> None:
    """Two who give roles at once wait for each other, so that there is one first lead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('roles are given one at a time'))")


def _person(*, name: str, email: str, by: Any, now: datetime) -> tuple[User, bool]:
    """The person with this address, and whether they are new here."""
    user = User.objects.filter(email__iexact=email).first()
    if user:
        return user, False
    return let_sign_in(contact=Contact.objects.create(name=name, email=email), by=by, now=now), True


def _grant(
    user: User,
    role: Role,
    directorate: Directorate | None,
    *,
    starts_on: date,
    ends_on: date | None = None,
    is_new: bool,
    by: Any,
    now: datetime,
) -> RoleGrant:
    if (role in OF_A_DIRECTORATE) != (directorate is not None):
        raise Refused("Council staff need a directorate. Every other role is for the whole council")
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                user=user,
                role=role,
                directorate=directorate,
                starts_on=starts_on,
                ends_on=ends_on,
                granted_by=None if by == SYSTEM else by,
            )
    except IntegrityError as held:
        raise StaleState(ON_THESE_DAYS) from held
    record("role.granted", by=by, subject=grant, now=now, role=role.value)
    _tell(grant, "accounts.invited" if is_new else "accounts.role_given", now=now)
    return grant


def _tell(grant: RoleGrant, kind: str, *, now: datetime) -> None:
    """Promise a message. An end may change more than once, so each change has a period of its own."""
    period = "" if kind != "accounts.role_ends" else str(int(now.timestamp() * 1000))
    queue(kind=kind, to=[Addressed(grant.user.contact, "grant", grant.pk, period=period)], now=now)
