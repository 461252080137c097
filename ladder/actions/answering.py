"""A person answers: saved at every step under seal, then sent once."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from audit.actions import record
from ladder.answers import Answers
from ladder.models import Draft, Invitation, Round, Seal
from ladder.sealing import open_seal, seal
from notices.actions import queue
from words.errors import StaleState
from words.working_days import london_date

GONE = "This check has closed, or your answers have been sent. Call us to talk about it"


def draft_owner(invitation: Invitation) -> str:
    """What a draft's seal is tied to."""
    return f"invitation:{invitation.pk}"


def seal_owner(round_id: int) -> str:
    """What a sent answer's seal is tied to: the round, and no person."""
    return f"round:{round_id}"


@transaction.atomic
def read_draft(*, invitation: Invitation, now: datetime) -> Answers | None:
    """What the person has saved, or None. Opening it is an audit line in the person's own name."""
    # One query, so that a check which closes at this moment is seen either whole or not at all.
    draft = (
        Draft.objects.filter(invitation=invitation, source=Draft.OWN)
        .select_related("invitation__round__salt", "invitation__expert__contact")
        .first()
    )
    return _open(draft, draft.invitation, now) if draft else None


def has_draft(invitation: Invitation) -> bool:
    """Whether the person has saved anything. Nothing is opened to find out."""
    return Draft.objects.filter(invitation=invitation, source=Draft.OWN).exists()


def _open(draft: Draft, invitation: Invitation, now: datetime) -> Answers:
    record("draft.opened", by=invitation.expert.contact, subject=invitation, now=now)
    round_ = invitation.round
    return Answers.from_dict(
        open_seal(draft.sealed, salt=round_.salt.salt, round_id=round_.pk, belongs_to=draft_owner(invitation))
    )


def _locked(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation, with its round held still so that closing and answering never overlap.

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


@transaction.atomic
def change_draft(*, invitation: Invitation, change: Callable[[Answers], Answers], now: datetime) -> Answers:
    """Save what `change` makes of the draft, which begins empty. Two devices at once: both changes are kept.

    Raises StaleState when the check has closed or the answers were sent.
    """
    invitation = _locked(invitation, now)
    draft = Draft.objects.filter(invitation=invitation, source=Draft.OWN).first()
    answers = change(_open(draft, invitation, now) if draft else Answers())
    sealed = seal(
        answers.as_dict(),
        salt=bytes(invitation.round.salt.salt),
        round_id=invitation.round_id,
        belongs_to=draft_owner(invitation),
    )
    Draft.objects.update_or_create(invitation=invitation, source=Draft.OWN, defaults={"sealed": sealed})
    return answers


@transaction.atomic
def start_again(*, invitation: Invitation, now: datetime) -> None:
    """Delete what the person has saved. Raises StaleState when it can no longer be answered."""
    invitation = _locked(invitation, now)
    Draft.objects.filter(invitation=invitation, source=Draft.OWN).delete()
    record("draft.deleted", by=invitation.expert.contact, subject=invitation, now=now)


@transaction.atomic
def send_answers(*, invitation: Invitation, now: datetime) -> None:
    """Send a person's answers, once: the invitation is answered, the drafts go, sealed answers come.

    Raises StaleState when they were sent before, the check has closed, or nothing was saved.
    """
    invitation = _locked(invitation, now)
    round_ = invitation.round
    draft = Draft.objects.filter(invitation=invitation, source=Draft.OWN).first()
    if draft is None:
        raise StaleState("There are no answers to send. Start again from your link or code")
    answers = _open(draft, invitation, now)
    sent = Invitation.objects.filter(pk=invitation.pk, answered_on=None).update(answered_on=london_date(now))
    if not sent:
        raise StaleState(GONE)
    Draft.objects.filter(invitation=invitation).delete()
    Seal.objects.create(
        round=round_,
        sealed=seal(
            answers.as_dict(),
            salt=bytes(round_.salt.salt),
            round_id=round_.pk,
            belongs_to=seal_owner(round_.pk),
        ),
    )
    queue(
        kind="ladder.thanks", contacts=[(invitation.expert.contact, f"invitation:{invitation.pk}")], now=now
    )
    record("answers.sent", by=invitation.expert.contact, subject=invitation, now=now)
