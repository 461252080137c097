"""Adding experts by experience, and putting right what was written down of them."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actions import change_address, let_sign_in
from accounts.actions.new_email import give_new_email, is_free, why_no_new_email
from accounts.choices import KnownBy
from accounts.models import User
from accounts.rules import is_employed
from audit.actions import record
from experts.choices import PaperSize, Way
from experts.models import Expert, WayToAnswer
from experts.shared_email import FOR_PEOPLE
from notices.actions import look_again
from notices.models import Contact
from notices.reaching import set_how_to_reach
from words.errors import Refused

STAFF_ADDRESS = (
    "This is a staff address. Staff do not answer checks. Use a personal address, or leave it empty"
)
SOMEBODY_ELSES = f"Somebody else has this email here. {FOR_PEOPLE}"
ANOTHER_NAME = (
    "We know this email with another name. Is it the same person? Then type the name that we know. "
    f"{FOR_PEOPLE}"
)
THE_SAME = "This is the email that they have. Ask for the new one"


@transaction.atomic
def add_expert(*, name: str, email: str, by: Any, now: datetime, by_that_name: bool = False) -> Expert:
    """Return the expert with this e-mail address, or make a new one. With an address they can sign in.

    Raises Refused for a staff address. `by_that_name` is for whoever may know who has an address: it refuses
    one that we know with another name. Two people may share a mailbox, and one would stand for the other.
    """
    user = User.objects.select_related("contact").filter(email__iexact=email).first() if email else None
    if user and is_employed(user):
        raise Refused(STAFF_ADDRESS)
    if user and by_that_name and _plain(user.contact.name) != _plain(name):
        raise Refused(ANOTHER_NAME)
    contact = user.contact if user else Contact.objects.create(name=name, email=email)
    expert, made = Expert.objects.get_or_create(contact=contact, defaults={"added_at": now})
    if made:
        record("expert.added", by=by, subject=expert, now=now)
    if email:
        let_sign_in(contact=contact, by=by, now=now)
    return expert


def _plain(name: str) -> str:
    """A name, whatever its capitals and spaces."""
    return " ".join(name.split()).casefold()


@transaction.atomic
def correct_email(*, expert: Expert, email: str, by: Any, now: datetime) -> None:
    """Put right the e-mail address of a person with which nobody has signed in yet. "" is none.

    They sign in with the new one, and what waits for a way to go is looked at again. What came back from the
    old address says nothing of the new one: where such a message still waits, it goes there too.

    Raises Refused for whoever has signed in or has a part in the council's work, for a staff address and for
    an address of somebody else, and StaleState when it was given to somebody in the same moment.
    """
    contact = Contact.objects.select_for_update(no_key=True).get(pk=expert.contact_id)
    if email == contact.email:
        return
    if email:
        _refuse_if_taken(email, contact)
    contact.email, contact.email_since = email, now
    contact.save(update_fields=["email", "email_since"])
    change_address(contact=contact, by=by, now=now)
    record("contact.email_corrected", by=by, subject=contact, now=now, fields="email")
    look_again(contact=contact, now=now)


def _refuse_if_taken(email: str, contact: Contact) -> None:
    user = User.objects.filter(email__iexact=email).exclude(contact=contact).first()
    if user and is_employed(user):
        raise Refused(STAFF_ADDRESS)
    if not is_free(email, for_=contact.pk):
        raise Refused(SOMEBODY_ELSES)


def why_no_new_email_for(expert: Expert) -> str:
    """The sentence that says why an expert gets no new address to sign in with from a lead, or ""."""
    return why_no_new_email(User.objects.filter(contact=expert.contact_id).first())


@transaction.atomic
def set_new_email(*, expert: Expert, email: str, known_by: KnownBy, by: Any, now: datetime) -> None:
    """Let an expert who cannot open their mailbox any more sign in with another address.

    Raises Refused for whoever never signed in, or has a part in the council's work, for a staff address, for
    an address of somebody else and for their own, and StaleState when it was given to somebody in the same
    moment.
    """
    user = User.objects.filter(contact=expert.contact_id).first()
    why = why_no_new_email(user)
    if user is None or why:
        raise Refused(why)
    if email.casefold() == (user.email or "").casefold():
        raise Refused(THE_SAME)
    _refuse_if_taken(email, expert.contact)
    give_new_email(user=user, email=email, known_by=known_by, by=by, now=now)


@transaction.atomic
def choose_way_to_answer(
    *,
    expert: Expert,
    way: Way,
    by: Any,
    now: datetime,
    size: PaperSize = PaperSize.LARGE,
    cream: bool = False,
    **ringing: str,
) -> WayToAnswer:
    """Keep how a person likes to answer checks, so that no later check asks again.

    `ringing` may hold `phone` and `when_to_ring`, which are kept with all else that reaches them.
    """
    chosen, _ = WayToAnswer.objects.update_or_create(
        expert=expert,
        defaults={
            "way": way,
            "size": size,
            "cream": cream,
            "changed_at": now,
        },
    )
    record("way.chosen", by=by, subject=expert, now=now, way=way)
    if ringing:
        set_how_to_reach(contact=expert.contact, by=by, now=now, **ringing)
    return chosen
