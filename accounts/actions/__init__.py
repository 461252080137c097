"""Letting people in: by invitation only."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import RoleGrant, User
from audit.actions import SYSTEM, record
from council.models import Directorate
from notices.actions import queue
from notices.models import Contact
from words.errors import Refused, StaleState
from words.working_days import london_date


@transaction.atomic
def let_sign_in(*, contact: Contact, by: Any, now: datetime) -> User:
    """Let a person sign in with a code sent to their e-mail address. Returns the same User each time.

    Raises Refused when they have no address, or someone else signs in with it, and StaleState when it was
    given to someone in the same moment.
    """
    if not contact.email:
        raise Refused("Give an email address, so that a code can be sent to it")
    user = User.objects.filter(email__iexact=contact.email).first()
    if user and user.contact_id != contact.pk:
        raise Refused("Someone else already signs in with this email address")
    if user is None:
        user = User(contact=contact, email=contact.email)
        user.set_unusable_password()
        try:
            with transaction.atomic():
                user.save()
                EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        except IntegrityError as taken:
            raise StaleState("This email address was given in the same moment. Look at it again") from taken
        record("user.let_in", by=by, subject=user, now=now)
    return user


@transaction.atomic
def invite_staff(
    *, name: str, email: str, role: Role, directorate: Directorate | None, by: Any, now: datetime
) -> RoleGrant:
    """Give a person a role, let them sign in, and tell them so. A person who is known keeps their Contact.

    Raises Refused when they hold the role already, or the role wants a directorate and has none.
    """
    user = User.objects.select_related("contact").filter(email__iexact=email).first()
    contact = user.contact if user else Contact.objects.create(name=name, email=email)
    user = user or let_sign_in(contact=contact, by=by, now=now)
    if (role == Role.STAFF) != (directorate is not None):
        raise Refused("Council staff need a directorate. Every other role is for the whole council")
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                user=user,
                role=role,
                directorate=directorate,
                starts_on=london_date(now),
                granted_by=None if by == SYSTEM else by,
            )
    except IntegrityError as held:
        raise Refused(f"{contact.name} is already {role.label}") from held
    record("role.granted", by=by, subject=grant, now=now, role=role.value)
    queue(kind="accounts.invited", contacts=[(contact, f"grant:{grant.pk}")], now=now)
    return grant
