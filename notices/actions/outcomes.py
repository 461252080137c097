"""What became of an attempt: heard from whoever carried it, or said by a person."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.actions import record
from notices.choices import ARRIVED, DID_NOT_REACH, Channel, NotNow, Outcome
from notices.models import Attempt, Contact, Notice
from words.errors import StaleState
from words.working_days import add_working_days, at_london, london_date

OPEN = ""
MAY_BECOME = {
    OPEN: frozenset(Outcome),
    Outcome.UNKNOWN: ARRIVED | DID_NOT_REACH | {Outcome.NOT_SENT},
    Outcome.SENT: {Outcome.DELIVERED} | DID_NOT_REACH,
    Outcome.DELIVERED: {Outcome.CAME_BACK, Outcome.WRONG_NUMBER},
    Outcome.CANNOT_PRINT: {Outcome.SENT, Outcome.NOT_SENT},
}
"""What is said of an attempt only ever moves forwards. What stands nowhere here is the end."""
CALLS_BEFORE_ANOTHER_WAY = 3


def end(
    attempt: Attempt, outcome: Outcome, *, now: datetime, provider_id: str = "", by: Contact | None = None
) -> None:
    """Write down what became of an attempt whose message is locked."""
    attempt.outcome, attempt.outcome_at = outcome, now
    attempt.provider_id = provider_id or attempt.provider_id
    attempt.by = by or attempt.by
    attempt.save(update_fields=["outcome", "outcome_at", "provider_id", "by"])


def put_back(notice: Notice, *, look_at: datetime, because: NotNow | None = None) -> None:
    """Let a message wait again, for its next way or its next try."""
    notice.taken_at = notice.sent_at = None
    notice.look_at, notice.held_because = look_at, because or ""
    notice.save(update_fields=["taken_at", "sent_at", "look_at", "held_because"])


@transaction.atomic
def heard_back(*, reference: UUID, outcome: Outcome, now: datetime, provider_id: str = "") -> bool:
    """Note what whoever carried a message says of it. False when it is unknown here, or says nothing new.

    News may come late, twice and out of order. Only what moves forwards is believed.
    """
    attempt = locked_attempt(reference=reference)
    if attempt is None or not _may_become(attempt, outcome):
        return False
    _move(attempt, outcome, now=now, provider_id=provider_id, by=None)
    return True


@transaction.atomic
def posted(*, notice: Notice, by: Any, now: datetime) -> bool:
    """Note that a letter is on its way. False if there was no letter to post."""
    attempt = locked_attempt(notice=notice, channel=Channel.LETTER, outcome=OPEN)
    if attempt is None:
        return False
    _move(attempt, Outcome.SENT, now=now, by=by.contact)
    record("notice.posted", by=by, subject=notice, now=now)
    return True


@transaction.atomic
def rang(*, attempt: Attempt, outcome: Outcome, by: Any, now: datetime) -> None:
    """Note how a call went: SENT when the person was told, NO_ANSWER, or WRONG_NUMBER.

    After three calls that nobody answered another way is tried. Raises StaleState when it was said before.
    """
    open_call = locked_attempt(pk=attempt.pk, channel=Channel.PHONE, outcome=OPEN)
    if open_call is None:
        raise StaleState("Someone said before how this call went")
    _move(open_call, outcome, now=now, by=by.contact)
    record("notice.rang", by=by, subject=open_call.notice, now=now, outcome=outcome.value)


@transaction.atomic
def came_back(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Note that a letter or an e-mail came back, so that the next way is tried today.

    Raises StaleState when that was known.
    """
    _say(attempt, Outcome.CAME_BACK, by=by, now=now)


@transaction.atomic
def made_by_hand(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Note that a letter that could not be printed was made in another way, and posted.

    Raises StaleState when it is seen to by now.
    """
    _say(attempt, Outcome.SENT, by=by, now=now, only_from=Outcome.CANNOT_PRINT)


@transaction.atomic
def print_again(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Let a letter that could not be printed wait for the next run. Raises StaleState as above."""
    _say(attempt, Outcome.NOT_SENT, by=by, now=now, only_from=Outcome.CANNOT_PRINT)


@transaction.atomic
def it_went(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Note that a message of which we could not tell did go. Raises StaleState when it is known by now."""
    _say(attempt, Outcome.SENT, by=by, now=now, only_from=Outcome.UNKNOWN)


@transaction.atomic
def send_again(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Send a message again of which a person found out that it did not go. Raises StaleState as above."""
    _say(attempt, Outcome.NOT_SENT, by=by, now=now, only_from=Outcome.UNKNOWN)


def _say(attempt: Attempt, outcome: Outcome, *, by: Any, now: datetime, only_from: str | None = None) -> None:
    locked = locked_attempt(pk=attempt.pk)
    if locked is None or not _may_become(locked, outcome) or only_from not in (None, locked.outcome):
        raise StaleState("Someone said before what happened to this message")
    _move(locked, outcome, now=now, by=by.contact)
    record("notice.settled", by=by, subject=locked.notice, now=now, outcome=outcome.value)


def locked_attempt(**which: object) -> Attempt | None:
    """The attempt, with its message's row locked first: whoever sends holds that one."""
    found = Attempt.objects.filter(**which).order_by("-number").values_list("pk", "notice").first()
    if found is None:
        return None
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=found[1])
    attempt = notice.attempts.filter(**which | {"pk": found[0]}).first()
    if attempt:
        attempt.notice = notice
    return attempt


def _may_become(attempt: Attempt, outcome: Outcome) -> bool:
    return outcome in MAY_BECOME.get(attempt.outcome, ())


def _move(
    attempt: Attempt, outcome: Outcome, *, now: datetime, by: Contact | None, provider_id: str = ""
) -> None:
    """An attempt's outcome, and what follows for its message."""
    end(attempt, outcome, now=now, provider_id=provider_id, by=by)
    notice = attempt.notice
    is_last = not notice.attempts.filter(number__gt=attempt.number).exists()
    if outcome in ARRIVED:
        if notice.sent_at is None and is_last:
            notice.sent_at, notice.taken_at = now, notice.taken_at or now
            notice.held_because = ""
            notice.save(update_fields=["sent_at", "taken_at", "held_because"])
    elif outcome == Outcome.NO_ANSWER:
        put_back(notice, look_at=_next_working_morning(now))
    elif is_last and not notice.skipped_because:
        put_back(notice, look_at=now)


def _next_working_morning(now: datetime) -> datetime:
    return at_london(add_working_days(london_date(now), 1), time(9))
