"""Codes that come by post, for people without an e-mail address: made for a letter, used once."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import UNUSED, PostedCode, User
from audit.actions import record
from notices.choices import Channel
from notices.models import Contact
from notices.ways import reach_of
from privacy.keys import digests
from words.codes import is_valid, make_code, normalise
from words.errors import Refused, StaleState

POSTED = "accounts.posted-code"
WORKS_FOR = timedelta(days=28)
KEPT_FOR = timedelta(days=35)

HAS_AN_ADDRESS = "They have an email address, so their codes come by email"
HAS_A_ROLE = "They have a part in the council’s own work. Nobody signs in to that with a letter"
HAS_ENDED = "Their place here has ended"
NOT_SAFE = "They told us that a letter is not safe. Do not post one. Ring them, if that is safe"


def why_no_code(contact: Contact) -> str:
    """The sentence that says why a person gets no code by post, or "" when they may."""
    if contact.email:
        return HAS_AN_ADDRESS
    if Channel.LETTER in reach_of(contact).never:
        return NOT_SAFE
    user = User.objects.filter(contact=contact).first()
    if user is None:
        return ""
    if user.email:
        return HAS_AN_ADDRESS
    if not user.is_active:
        return HAS_ENDED
    return HAS_A_ROLE if user.roles else ""


@transaction.atomic
def make_posted_code(*, contact: Contact, by: User, now: datetime) -> tuple[str, datetime]:
    """A new code that signs a person in once, and until when it works. The one before it ends.

    Raises Refused for whoever signs in by e-mail, has a part in the council's work, or none here any more.
    """
    # Two letters made in the same moment come one after the other.
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if why := why_no_code(contact):
        raise Refused(why)
    user = User.objects.filter(contact=contact).first()
    if user is None:
        user = User(contact=contact, email=None)
        user.set_unusable_password()
        user.save()
        record("user.let_in", by=by, subject=user, now=now)
    PostedCode.objects.filter(UNUSED, user=user).update(ended_at=now)
    code = make_code()
    posted = PostedCode.objects.create(
        user=user, code_digest=digests(POSTED, code)[0], made_at=now, works_until=now + WORKS_FOR
    )
    record("posted_code.made", by=by, subject=posted, now=now)
    return code, posted.works_until


def code_on_its_way(contact: Contact, *, now: datetime) -> PostedCode | None:
    """The code that would sign a person in now."""
    return PostedCode.objects.filter(UNUSED, user__contact=contact, works_until__gt=now).first()


@transaction.atomic
def end_posted_code(*, contact: Contact, by: User, now: datetime) -> None:
    """End the code that is on its way: a letter went astray, say. Raises StaleState when there is none."""
    posted = code_on_its_way(contact, now=now)
    if posted is None or not _move(posted, ended_at=now):
        raise StaleState("No code was on its way any more")
    record("posted_code.ended", by=by, subject=posted, now=now)


def is_a_slip(typed: str) -> bool:
    """Whether what was typed can be no code at all: its check character says so."""
    return not is_valid(normalise(typed))


@transaction.atomic
def use_posted_code(*, typed: str, now: datetime) -> User | None:
    """The person whom a typed code signs in, once. None for whatever reason it does not."""
    if is_a_slip(typed):
        return None
    posted = PostedCode.objects.filter(
        UNUSED,
        code_digest__in=digests(POSTED, normalise(typed)),
        works_until__gt=now,
        # Since then they may have got an address, or a part in the council's work.
        user__email=None,
        user__is_active=True,
    ).first()
    if posted is None or posted.user.roles or not _move(posted, used_at=now):
        return None
    record("posted_code.used", by=posted.user, subject=posted, now=now)
    return posted.user


def forget_posted_codes(*, now: datetime) -> int:
    """Delete what is left of codes, 35 days after they were made. Returns how many."""
    return PostedCode.objects.filter(made_at__lt=now - KEPT_FOR).delete()[0]


def _move(posted: PostedCode, **fields: datetime) -> bool:
    """The only door out of being good: of two who use a code in the same moment, one gets in."""
    return bool(PostedCode.objects.filter(UNUSED, pk=posted.pk).update(**fields))
