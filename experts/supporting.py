"""An expert chooses who helps them, changes what they may do, and ends it. Nobody else gives this right."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actions import let_sign_in
from accounts.models import User
from audit.actions import record
from experts.choices import ToldHow
from experts.models import Expert, Supporter
from experts.shared_email import FOR_SUPPORTERS
from notices.models import Contact
from words.errors import Refused, StaleState
from words.working_days import london_date

ONESELF = f"A supporter is somebody else, with an email of their own. {FOR_SUPPORTERS}"
NOTHING = "Choose at least 1 thing that they may do"
ALREADY = (
    "Somebody with this email is a supporter already. Is it the same person? Change what they may do. "
    f"{FOR_SUPPORTERS}"
)
CANNOT_SIGN_IN = "They cannot sign in as they were added. End their help, and add them again"
ENDED = "This help has ended already"

# Upper packages add why someone may not help a person ("" when they may), and what follows when a supporter
# was added, changed or ended: nothing here looks upward.
hindrances: list[Callable[[Expert, Contact], str]] = []
consequences: list[Callable[[Supporter, Any, datetime], None]] = []


def why_they_cannot_help(expert: Expert, contact: Contact) -> str:
    """The sentence that says why this contact may not help the person, or "" when they may."""
    if contact.pk == expert.contact_id:
        return ONESELF
    return next((sentence for hinders in hindrances if (sentence := hinders(expert, contact))), "")


@transaction.atomic
def add_supporter(
    *,
    expert: Expert,
    name: str,
    email: str,
    may_help_answer: bool,
    may_see_results: bool,
    by: Any,
    now: datetime,
    told_how: ToldHow = ToldHow.HERE,
    gets_copies: bool = False,
) -> Supporter:
    """Let somebody help a person from today. Who may see results can sign in, if they have an address.

    Raises Refused for the person themselves, for staff of a project they are in, for a right to nothing, and
    for someone who helps them already.
    """
    _something(may_help_answer, may_see_results, gets_copies)
    contact = _known(email) or Contact.objects.create(name=name, email=email)
    if why := why_they_cannot_help(expert, contact):
        raise Refused(why)
    try:
        with transaction.atomic():
            supporter = Supporter.objects.create(
                expert=expert,
                contact=contact,
                known_as=name,
                may_help_answer=may_help_answer,
                may_see_results=may_see_results,
                gets_copies=gets_copies,
                starts_on=london_date(now),
                added_by_id=getattr(by, "contact_id", None) or by.pk,
                told_how=told_how,
            )
    except IntegrityError as doubled:
        raise Refused(ALREADY) from doubled
    record("supporter.added", by=by, subject=supporter, now=now, told_how=told_how.value)
    _what_follows(supporter, by=by, now=now)
    return supporter


@transaction.atomic
def change_supporter(
    *,
    supporter: Supporter,
    may_help_answer: bool,
    may_see_results: bool,
    by: Any,
    now: datetime,
    told_how: ToldHow = ToldHow.HERE,
    gets_copies: bool = False,
) -> Supporter:
    """Change what a supporter may do, from this moment. Raises StaleState when their help has ended."""
    _something(may_help_answer, may_see_results, gets_copies)
    supporter = _held(supporter)
    may = {
        "may_help_answer": may_help_answer,
        "may_see_results": may_see_results,
        "gets_copies": gets_copies,
    }
    if any(getattr(supporter, name) != given for name, given in may.items()):
        for name, given in may.items():
            setattr(supporter, name, given)
        supporter.told_how = told_how
        supporter.save(update_fields=[*may, "told_how"])
        record(
            "supporter.changed",
            by=by,
            subject=supporter,
            now=now,
            told_how=told_how.value,
            **may,
        )
        _what_follows(supporter, by=by, now=now)
    return supporter


@transaction.atomic
def end_supporter(*, supporter: Supporter, by: Any, now: datetime) -> None:
    """End somebody's help, from this moment. Raises StaleState when it has ended."""
    supporter = _held(supporter)
    supporter.ends_on = london_date(now)
    supporter.save(update_fields=["ends_on"])
    record("supporter.ended", by=by, subject=supporter, now=now)
    _what_follows(supporter, by=by, now=now)


def _something(*rights: bool) -> None:
    if not any(rights):
        raise Refused(NOTHING)


def _known(email: str) -> Contact | None:
    """Whoever has this address: someone who signs in, or else someone who is written to."""
    if not email:
        return None
    user = User.objects.select_related("contact").filter(email__iexact=email).first()
    return user.contact if user else Contact.objects.filter(email__iexact=email, user=None).first()


def _held(supporter: Supporter) -> Supporter:
    """The row as it is now, kept still until the end of the transaction."""
    held = (
        Supporter.objects.select_for_update(of=("self",)).select_related("expert__contact", "contact").now()
    )
    fresh = held.filter(pk=supporter.pk).first()
    if fresh is None:
        raise StaleState(ENDED)
    return fresh


def _what_follows(supporter: Supporter, *, by: Any, now: datetime) -> None:
    if supporter.ends_on is None and supporter.may_see_results and supporter.contact.email:
        try:
            let_sign_in(contact=supporter.contact, by=by, now=now)
        except StaleState:
            raise
        except Refused as taken:
            # Somebody else came to sign in with this address since. Who it is, is for nobody here to know.
            raise Refused(CANNOT_SIGN_IN) from taken
    for follows in consequences:
        follows(supporter, by, now)
