"""What every way of answering shares: hold the invitation still, open, write, take in."""

from datetime import datetime
from typing import Any

from audit.actions import record
from ladder.answers import Answers
from ladder.choices import Source
from ladder.models import Draft, Invitation, Round, Seal
from ladder.sealing import open_seal, seal
from notices.actions import queue
from notices.actions.queueing import row_of
from notices.addressed import Addressed
from notices.models import Notice
from words.errors import StaleState
from words.working_days import london_date

THANKS = "ladder.thanks"
GONE = "This check has closed, or the answers have been sent. Call us to talk about it"


def draft_owner(invitation: Invitation) -> str:
    """What a draft's seal is tied to."""
    return f"invitation:{invitation.pk}"


def seal_owner(round_id: int) -> str:
    """What a sent answer's seal is tied to: the round, and no person."""
    return f"round:{round_id}"


def hold_still(invitation: Invitation, *, now: datetime) -> Invitation:
    """The invitation, with its round locked so that closing and answering never overlap.

    Raises StaleState when it can no longer be answered.
    """
    Round.objects.select_for_update(no_key=True).get(pk=invitation.round_id)
    fresh = (
        Invitation.objects.can_answer(now=now)
        .select_related("round__salt", "expert__contact")
        .filter(pk=invitation.pk)
        .first()
    )
    if fresh is None:
        raise StaleState(GONE)
    return fresh


def open_draft(draft: Draft, invitation: Invitation, *, by: Any, now: datetime) -> Answers:
    """What a draft holds. Opening it is an audit line in the name of whoever asked."""
    record("draft.opened", by=by, subject=invitation, now=now, source=draft.source)
    round_ = invitation.round
    return Answers.from_dict(
        open_seal(draft.sealed, salt=round_.salt.salt, round_id=round_.pk, belongs_to=draft_owner(invitation))
    )


def write_draft(invitation: Invitation, answers: Answers, *, source: Source, **fields: Any) -> None:
    """Seal answers as the invitation's draft of this source, in place of an earlier one.

    The invitation is held still, so nobody else writes one in the same moment.
    """
    sealed = seal(
        answers.as_dict(),
        salt=bytes(invitation.round.salt.salt),
        round_id=invitation.round_id,
        belongs_to=draft_owner(invitation),
    )
    earlier = Draft.objects.filter(invitation=invitation, source=source)
    if not earlier.update(sealed=sealed, **fields):
        Draft.objects.create(invitation=invitation, source=source, sealed=sealed, **fields)


def take_in(
    invitation: Invitation, answers: Answers, *, by: Any, now: datetime, entered_by: Any = None
) -> None:
    """Make answers count, once: the invitation is answered, drafts go, sealed answers come, thanks go out.

    The invitation is held still. `entered_by` is the User who typed in paper or phone answers. Raises
    StaleState when answers were sent before.
    """
    sent = Invitation.objects.filter(pk=invitation.pk, answered_on=None).update(
        answered_on=london_date(now), entered_by=entered_by, declined_on=None
    )
    if not sent:
        raise StaleState(GONE)
    Draft.objects.filter(invitation=invitation).delete()
    round_ = invitation.round
    Seal.objects.create(
        round=round_,
        sealed=seal(
            answers.as_dict(),
            salt=bytes(round_.salt.salt),
            round_id=round_.pk,
            belongs_to=seal_owner(round_.pk),
        ),
    )
    queue(kind=THANKS, to=[_thanked(invitation)], now=now)
    record("answers.sent", by=by, subject=invitation, now=now)


def thanks_to(invitation: Invitation, *, now: datetime) -> Notice:
    """The message that thanks for answers, as a row that is not kept: to find the one that is."""
    return row_of(THANKS, _thanked(invitation), now)


def _thanked(invitation: Invitation) -> Addressed:
    return Addressed(invitation.expert.contact, "invitation", invitation.pk)
