"""A person answers: saved at every step under seal, then sent once. Or they say "No, thank you".

Every action takes `by`: the person's own contact if it is left out, or the supporter's who helps them.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from audit.actions import record
from ladder.actions.drafts import GONE, hold_still, open_draft, take_in, write_draft
from ladder.answers import Answers
from ladder.choices import Source
from ladder.models import Draft, Invitation
from notices.models import Contact
from words.errors import StaleState
from words.working_days import london_date


@transaction.atomic
def read_draft(*, invitation: Invitation, now: datetime, by: Contact | None = None) -> Answers | None:
    """What the person has saved, or None. Opening it is an audit line in the name of whoever asked."""
    # One query, so that a check which closes at this moment is seen either whole or not at all.
    draft = _own(invitation).select_related("invitation__round__salt", "invitation__expert__contact").first()
    return open_draft(draft, draft.invitation, by=by or _person(invitation), now=now) if draft else None


def has_draft(invitation: Invitation) -> bool:
    """Whether the person has saved anything. Nothing is opened to find out."""
    return _own(invitation).exists()


def _own(invitation: Invitation):
    return Draft.objects.filter(invitation=invitation, source=Source.OWN)


def _person(invitation: Invitation) -> Contact:
    return invitation.expert.contact


@transaction.atomic
def change_draft(
    *,
    invitation: Invitation,
    change: Callable[[Answers], Answers],
    now: datetime,
    by: Contact | None = None,
) -> Answers:
    """Save what `change` makes of the draft, which begins empty. Two devices at once: both changes are kept.

    Whoever had said "No, thank you" and answers now has changed their mind. Raises StaleState when the check
    has closed or the answers were sent.
    """
    invitation = hold_still(invitation, now=now)
    draft = _own(invitation).first()
    answers = change(
        open_draft(draft, invitation, by=by or _person(invitation), now=now) if draft else Answers()
    )
    write_draft(invitation, answers, source=Source.OWN)
    if invitation.declined_on:
        Invitation.objects.filter(pk=invitation.pk).update(declined_on=None)
    return answers


@transaction.atomic
def start_again(*, invitation: Invitation, now: datetime, by: Contact | None = None) -> None:
    """Delete what the person has saved. Raises StaleState when it can no longer be answered."""
    invitation = hold_still(invitation, now=now)
    _own(invitation).delete()
    record("draft.deleted", by=by or _person(invitation), subject=invitation, now=now)


@transaction.atomic
def send_answers(*, invitation: Invitation, now: datetime, by: Contact | None = None) -> None:
    """Send a person's answers, once: the invitation is answered, the drafts go, sealed answers come.

    Raises StaleState when they were sent before, the check has closed, or nothing was saved.
    """
    invitation = hold_still(invitation, now=now)
    by = by or _person(invitation)
    draft = _own(invitation).first()
    if draft is None:
        raise StaleState("There are no answers to send. Start again from your link or code")
    take_in(invitation, open_draft(draft, invitation, by=by, now=now), by=by, now=now)


@transaction.atomic
def say_no_thank_you(*, invitation: Invitation, now: datetime, by: Contact | None = None) -> None:
    """The person does not want to answer, and is not asked why. No reminder comes. What they saved waits for
    them until the check closes, should they change their mind.

    Raises StaleState when the check has closed or the answers were sent.
    """
    invitation = hold_still(invitation, now=now)
    said = Invitation.objects.filter(pk=invitation.pk, answered_on=None).update(declined_on=london_date(now))
    if not said:
        raise StaleState(GONE)
    record("invitation.declined", by=by or _person(invitation), subject=invitation, now=now)


@transaction.atomic
def change_my_mind(*, invitation: Invitation, now: datetime, by: Contact | None = None) -> None:
    """Take back a "No, thank you". Raises StaleState when it can no longer be answered."""
    invitation = hold_still(invitation, now=now)
    Invitation.objects.filter(pk=invitation.pk).update(declined_on=None)
    record("invitation.taken_up", by=by or _person(invitation), subject=invitation, now=now)
