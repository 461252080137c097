"""Letting people in: by invitation only."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.actions.sessions import end_all_sessions
from accounts.models import RoleGrant, User
from audit.actions import record
from notices.models import Contact
from words.errors import Refused, StaleState

HAS_SIGNED_IN = (
    "They have signed in here, so they change their email themselves."
    " Can they not sign in? Then an involvement lead can give them a new one"
)
HAS_A_PART = "They have or had a part in the council’s own work. Their email is not changed here"
TAKEN = "Someone else already signs in with this email address"


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
        raise Refused(TAKEN)
    if user is None:
        # Someone whose codes came by post until now keeps their User.
        user = User.objects.filter(contact=contact, email=None).first() or User(contact=contact)
        user.set_unusable_password()
        signs_in_with(user, contact.email)
        record("user.let_in", by=by, subject=user, now=now)
    return user


def why_address_stays(contact: Contact) -> str:
    """The sentence that says why nobody else may change a person's address, or "" when the team may.

    Whoever can set the address of somebody who signs in could get their code, and read and answer as them.
    So only an address with which nobody has ever signed in is put right.
    """
    return _why_it_stays(User.objects.filter(contact=contact).first())


@transaction.atomic
def change_address(*, contact: Contact, by: Any, now: datetime) -> None:
    """Let a person sign in with the address that their contact has now, and with no other. "" is none.

    Raises Refused as `why_address_stays` says and when someone else signs in with it, and StaleState when it
    was given to someone in the same moment.
    """
    # Somebody who signs in for the first time in this moment is waited for.
    user = User.objects.select_for_update(of=("self",), no_key=True).filter(contact=contact).first()
    if why := _why_it_stays(user):
        raise Refused(why)
    if user and user.email:
        if User.objects.filter(email__iexact=contact.email).exclude(pk=user.pk).exists():
            raise Refused(TAKEN)
        EmailAddress.objects.filter(user=user).delete()
        if contact.email:
            signs_in_with(user, contact.email)
        else:
            User.objects.filter(pk=user.pk).update(email=None)
        end_all_sessions(user, by=by, now=now)
    elif contact.email:
        let_sign_in(contact=contact, by=by, now=now)


def _why_it_stays(user: User | None) -> str:
    if user is None:
        return ""
    if RoleGrant.objects.filter(user=user).exists():
        return HAS_A_PART
    return HAS_SIGNED_IN if user.last_login else ""


def signs_in_with(user: User, email: str) -> None:
    """Let a person sign in with an address, and keep them. Raises StaleState when somebody got it first."""
    user.email = email
    try:
        with transaction.atomic():
            user.save()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError as taken:
        raise StaleState("This email address was given in the same moment. Look at it again") from taken
