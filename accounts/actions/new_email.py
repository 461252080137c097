"""A new address to sign in with, for somebody who has signed in before. The address that they had is told."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.actions import HAS_A_PART, signs_in_with
from accounts.actions.sessions import end_other_sessions
from accounts.actions.work_account import end_links
from accounts.choices import KnownBy
from accounts.models import UNUSED, PostedCode, RoleGrant, User
from audit.actions import record
from notices.actions import look_again, queue
from notices.addressed import Addressed
from notices.models import Contact
from words.errors import Refused, StaleState

NOT_FREE = "We could not save this address. Please call us, and we look at it with you"
CHANGED_MEANWHILE = "The email was changed in the same moment. Look at it again"
GIVEN = "Somebody else got this address in the same moment. Ask for another"

NEVER_SIGNED_IN = "They have never signed in here, so the involvement team puts their email right"
HAS_ENDED = "Their place here has ended"

# Upper packages add what else an old mailbox opens, and how that ends: nothing here looks upward.
also_ends: list[Callable[[Contact, Any, datetime], None]] = []


def is_free(email: str, *, for_: UUID) -> bool:
    """Whether nobody else than the person of this Contact has an address here. No page of a person's own ever
    tells: there it decides if a code goes out."""
    people = Contact.objects.filter(email__iexact=email).exclude(pk=for_)
    return not (people.exists() or User.objects.filter(email__iexact=email).exclude(contact=for_).exists())


@transaction.atomic
def change_own_email(
    *, user: User, email: str, instead_of: str, session: SessionBase | None, now: datetime
) -> None:
    """Let a person sign in with an address of which they have shown that they read its mail, and no other.

    What waits for them goes there too. Everywhere else they are signed out, links and codes to sign in that
    were on their way end, and the address that they had is told. `instead_of` is that address, "" for none,
    as they knew it. `session` is where they are.

    Raises StaleState when it has changed meanwhile, and Refused when somebody else has the new one, or got it
    in the same moment.
    """
    try:
        _move(user, email, instead_of=instead_of, by=user, session=session, now=now)
    except GivenToSomebody as given:
        raise Refused(NOT_FREE) from given


def why_no_new_email(user: User | None) -> str:
    """The sentence that says why nobody gives a person a new address to sign in with, or "" when a lead may.

    Never to somebody with a part in the council's own work: what they open is not theirs alone.
    """
    if user is None:
        return NEVER_SIGNED_IN
    if RoleGrant.objects.filter(user=user).exists():
        return HAS_A_PART
    if not user.is_active:
        return HAS_ENDED
    return "" if user.last_login else NEVER_SIGNED_IN


@transaction.atomic
def give_new_email(*, user: User, email: str, known_by: KnownBy, by: Any, now: datetime) -> None:
    """The same for somebody who cannot open their mailbox, and so cannot sign in. `by` knows that it is them.

    They are signed out everywhere, and what else their old mailbox opened ends too. Raises Refused as
    `why_no_new_email` says, and StaleState when somebody got the address, or it changed, in the same moment.
    """
    if why := why_no_new_email(user):
        raise Refused(why)
    _move(user, email, instead_of=user.email or "", by=by, session=None, now=now, known_by=known_by.value)
    for end in also_ends:
        end(user.contact, by, now)


class GivenToSomebody(StaleState):
    """Somebody else has the address, or got it in the same moment."""


def _move(
    user: User,
    email: str,
    *,
    instead_of: str,
    by: Any,
    session: SessionBase | None,
    now: datetime,
    **details: str,
) -> None:
    # In this order everywhere: of two at once the second waits here, and then reads what the first wrote.
    contact = Contact.objects.select_for_update(no_key=True).get(pk=user.contact_id)
    locked = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if (locked.email or "") != instead_of or not locked.is_active:
        raise StaleState(CHANGED_MEANWHILE)
    if not is_free(email, for_=contact.pk):
        raise GivenToSomebody(GIVEN)
    EmailAddress.objects.filter(user=locked).delete()
    try:
        signs_in_with(locked, email)
    except StaleState as given:
        raise GivenToSomebody(GIVEN) from given
    contact.email, contact.email_since = email, now
    contact.save(update_fields=["email", "email_since"])
    end_other_sessions(locked, but=session, by=by, now=now)
    end_links(locked, now=now)
    PostedCode.objects.filter(UNUSED, user=locked).update(ended_at=now)
    event = record("user.email_changed", by=by, subject=locked, now=now, fields="email", **details)
    to = [Addressed(contact, "event", event.pk, to_email=instead_of)]
    queue(kind="accounts.email_changed", to=to, now=now)
    look_again(contact=contact, now=now)
