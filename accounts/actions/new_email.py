"""A new address to sign in with, for somebody who has signed in before. The address that they had is told."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.actions import signs_in_with
from accounts.actions.sessions import end_other_sessions
from accounts.actions.work_account import end_links
from accounts.models import UNUSED, PostedCode, User
from audit.actions import record
from notices.actions import look_again, queue
from notices.addressed import Addressed
from notices.models import Contact
from words.errors import Refused, StaleState

NOT_FREE = "We could not save this address. Please call us, and we look at it with you"
CHANGED_MEANWHILE = "Your email was changed in the same moment. Look at it again"


def is_free(email: str, *, user: User) -> bool:
    """Whether nobody else here has an address. It decides if a code goes out, and no page ever tells."""
    people = Contact.objects.filter(email__iexact=email).exclude(pk=user.contact_id)
    return not (people.exists() or User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists())


@transaction.atomic
def change_own_email(
    *, user: User, email: str, instead_of: str, session: SessionBase | None, now: datetime
) -> None:
    """Let a person sign in with an address of which they have shown that they read its mail, and no other.

    What waits for them goes there too. Everywhere else they are signed out, links and codes that were on
    their way end, and the address that they had is told. `instead_of` is that address, "" for none, as they
    knew it. `session` is where they are.

    Raises StaleState when it has changed meanwhile, and Refused when somebody else has the new one, or got it
    in the same moment.
    """
    # In this order everywhere: of two at once the second waits here, and then reads what the first wrote.
    contact = Contact.objects.select_for_update(no_key=True).get(pk=user.contact_id)
    locked = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    if (locked.email or "") != instead_of or not locked.is_active:
        raise StaleState(CHANGED_MEANWHILE)
    if not is_free(email, user=locked):
        raise Refused(NOT_FREE)
    EmailAddress.objects.filter(user=locked).delete()
    try:
        signs_in_with(locked, email)
    except StaleState as given_to_somebody:
        raise Refused(NOT_FREE) from given_to_somebody
    contact.email, contact.email_since = email, now
    contact.save(update_fields=["email", "email_since"])
    end_other_sessions(locked, but=session, now=now)
    end_links(locked, now=now)
    PostedCode.objects.filter(UNUSED, user=locked).update(ended_at=now)
    event = record("user.email_changed", by=locked, subject=locked, now=now, fields="email")
    to = [Addressed(contact, "event", event.pk, to_email=instead_of)]
    queue(kind="accounts.email_changed", to=to, now=now)
    look_again(contact=contact, now=now)
