"""The involvement team types in answers from paper or the phone: once, or twice to be sure, then sends them.

Only whoever typed a draft opens it again. Two drafts are opened side by side by those who typed them.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from ladder.actions.drafts import hold_still, open_draft, take_in, thanks_to, write_draft
from ladder.answers import Answers
from ladder.choices import Channel, Source
from ladder.models import Draft, Invitation
from notices.actions import told_in_a_call
from words.errors import Refused, StaleState

HAVE_THEM = "We have their answers already. Nothing was changed"
SAID_NO = "They have said “No, thank you”. Nothing was typed in"
CLOSED = "The check has closed. Nothing more can be typed in or sent"
NOT_TYPED = "There is nothing to send. It was sent, or thrown away"
ASKED_FOR_SECOND = "Someone else types this in again first. Then you compare the two"
COMPARED = "It was typed in twice. Compare the two, then send"
READ_BY_ITS_TYPIST = "Only the people who typed this in can compare it"
READ_BACK_FIRST = "These answers came by phone. Read them back to the person first"
SOMEONE_ELSE = "Someone else must type this in the second time"


@transaction.atomic
def type_in(*, invitation: Invitation, answers: Answers, by: User, now: datetime) -> Source:
    """Save what somebody typed in, as the first draft or, where another was asked for, as the second.

    Whoever typed a draft may mend it, the first only until there is a second. Someone who answers by phone
    after "No, thank you" has changed their mind. Raises Refused when someone else is at it, and StaleState
    when nothing can be typed in any more.
    """
    invitation = _hold(invitation, by_phone=answers.channel == Channel.PHONE, now=now)
    first, second = _drafts(invitation)
    if first is None or first.keyed_by_id == by.pk:
        if second:
            raise StaleState(COMPARED)
        write_draft(invitation, answers, source=Source.FIRST, keyed_by=by)
        source = Source.FIRST
    elif not first.wants_second:
        raise Refused(_is_at_it(first))
    elif second and second.keyed_by_id != by.pk:
        raise Refused(f"{second.keyed_by.contact.name} has typed this in again already")
    else:
        write_draft(invitation, answers, source=Source.SECOND, keyed_by=by, first_keyed_by=first.keyed_by)
        source = Source.SECOND
    Invitation.objects.filter(pk=invitation.pk).exclude(declined_on=None).update(declined_on=None)
    record("draft.typed", by=by, subject=invitation, now=now, source=source.value)
    return source


def why_not_their_first(*, invitation: Invitation, by: User) -> str:
    """The reason why this person cannot type in, or mend, a first draft now, or "". Nothing is opened."""
    first, second = _drafts(invitation)
    if first and first.keyed_by_id != by.pk:
        return _is_at_it(first)
    return COMPARED if second else ""


def _is_at_it(draft: Draft) -> str:
    return f"{draft.keyed_by.contact.name} is typing this in. Ask them, or throw theirs away first"


@transaction.atomic
def read_typed(*, invitation: Invitation, by: User, now: datetime) -> Answers | None:
    """What this person typed in, and nobody else's. Opening it is an audit line."""
    own = Draft.objects.filter(invitation=invitation, keyed_by=by).exclude(source=Source.OWN)
    draft = own.select_related("invitation__round__salt").first()
    return open_draft(draft, draft.invitation, by=by, now=now) if draft else None


@transaction.atomic
def ask_for_second(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Have someone else type the form in as well. It still counts should the check close before they do.

    Raises StaleState when the first draft is not this person's, or gone, or came by phone.
    """
    invitation = _hold(invitation, now=now)
    first, _ = _drafts(invitation)
    _own_answers(first, by=by, channel=Channel.PAPER, now=now)
    Draft.objects.filter(invitation=invitation, source=Source.FIRST).update(wants_second=True)
    record("second.asked", by=by, subject=invitation, now=now)


@transaction.atomic
def open_both(*, invitation: Invitation, by: User, now: datetime) -> tuple[Answers, Answers]:
    """Both drafts, for one of the two who typed them. Each is an audit line.

    Raises Refused for anyone else, and StaleState when there are not two.
    """
    first, second = _both(_hold(invitation, now=now), by)
    return (
        open_draft(first, first.invitation, by=by, now=now),
        open_draft(second, second.invitation, by=by, now=now),
    )


@transaction.atomic
def send_typed(
    *,
    invitation: Invitation,
    channel: Channel,
    by: User,
    now: datetime,
    agreed: Answers | None = None,
    told: bool = False,
) -> None:
    """Send what was typed in, once. `agreed` is what the two who typed it made of their differences. Whoever
    was `told` in the call that we have it is not rung again for that.

    `channel` is what the page that sends is for: answers from the phone are only sent where they were read
    back. Raises StaleState when the answers came another way in the meantime, or wait to be typed again.
    """
    invitation = _hold(invitation, now=now)
    if agreed is None:
        first, _ = _drafts(invitation)
        agreed = _own_answers(first, by=by, channel=channel, now=now)
        if first.wants_second:
            raise StaleState(ASKED_FOR_SECOND)
    else:
        first, _ = _both(invitation, by)
    take_in(invitation, agreed, by=by, now=now, entered_by=first.keyed_by)
    if told and channel == Channel.PHONE:
        told_in_a_call(notice=thanks_to(invitation, now=now), by=by, now=now)


@transaction.atomic
def throw_away(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Delete what was typed in, once or twice, unread: it is to be typed in from the beginning."""
    invitation = _hold(invitation, now=now)
    Draft.objects.filter(invitation=invitation).exclude(source=Source.OWN).delete()
    record("typed.deleted", by=by, subject=invitation, now=now)


def _hold(invitation: Invitation, *, now: datetime, by_phone: bool = False) -> Invitation:
    """The invitation, held still. Raises StaleState with the reason why nothing can be typed in or sent."""
    try:
        held = hold_still(invitation, now=now)
    except StaleState:
        is_there = Invitation.objects.filter(pk=invitation.pk).exclude(answered_on=None).exists()
        raise StaleState(HAVE_THEM if is_there else CLOSED) from None
    if held.declined_on and not by_phone:
        raise StaleState(SAID_NO)
    return held


def _drafts(invitation: Invitation) -> tuple[Draft | None, Draft | None]:
    typed = Draft.objects.filter(invitation=invitation).exclude(source=Source.OWN)
    found = {
        draft.source: draft for draft in typed.select_related("keyed_by__contact", "invitation__round__salt")
    }
    return found.get(Source.FIRST), found.get(Source.SECOND)


def _own_answers(first: Draft | None, *, by: User, channel: Channel, now: datetime) -> Answers:
    """What this person typed in first. Raises StaleState when it is not theirs, or came another way."""
    if first is None or first.keyed_by_id != by.pk:
        raise StaleState(NOT_TYPED)
    answers = open_draft(first, first.invitation, by=by, now=now)
    if answers.channel != channel:
        raise StaleState(READ_BACK_FIRST if answers.channel == Channel.PHONE else NOT_TYPED)
    return answers


def _both(invitation: Invitation, by: User) -> tuple[Draft, Draft]:
    first, second = _drafts(invitation)
    if first is None or second is None:
        raise StaleState(NOT_TYPED)
    if by.pk not in (first.keyed_by_id, second.keyed_by_id):
        raise Refused(READ_BY_ITS_TYPIST)
    return first, second
