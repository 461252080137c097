"""What goes by a person: letters that are printed and posted, and people who are rung."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from audit.actions import record
from council.queries import the_council
from notices.actions.outcomes import end, locked_attempt, put_back, rang
from notices.actions.stopping import skip
from notices.choices import BY_A_PERSON, Channel, Outcome
from notices.kinds import kind_of, why_never
from notices.letters import Letter, Sender, print_run
from notices.letters.writing import letter_of
from notices.models import Attempt, Contact, Notice
from notices.reaching import how_to_reach, set_how_to_reach
from notices.ways import is_paused, is_rung_first, may_ring_from, reach_for, reach_of, ways_of
from words.errors import Refused, StaleState
from words.plain_dates import plain_date
from words.working_days import london_date

log = structlog.get_logger()

MOST_IN_A_RUN = 50
NOT_NEEDED = "This is not needed any more, or someone else saw to it. Look at the list again"
NOT_NOW = "This is not a safe time to ring them"


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run: the file, or None where no letter could be made, and how many of each kind."""

    file: bytes | None
    made: int
    not_made: int
    not_needed: int


@transaction.atomic
def make_letters(*, attempts: Sequence[Attempt], by: Any, now: datetime) -> Run:
    """These letters in one file, each with new keys. They are kept nowhere, and none counts as posted yet.

    One that cannot be made becomes a task today, and the others are made. Raises Refused for more than one
    file takes.
    """
    if len(attempts) > MOST_IN_A_RUN:
        raise Refused(f"One file takes {MOST_IN_A_RUN} letters at most. Make several files")
    needed = [each for each in map(_open_letter, attempts) if each and not give_back(each, now=now)]
    written = [(each, _written(each, by=by, now=now)) for each in needed]
    good = [(each, letter) for each, letter in written if letter]
    printed = print_run([letter for _, letter in good], sender=_sender(now))
    for place, (attempt, _) in enumerate(good):
        if place in printed.not_made:
            _cannot_be_made(attempt, by=by, now=now)
        else:
            record("notice.printed", by=by, subject=attempt.notice, now=now, kind=attempt.notice.kind)
    made = len(good) - len(printed.not_made)
    return Run(printed.file, made, len(written) - made, len(attempts) - len(written))


@transaction.atomic
def words_to_make(*, attempt: Attempt, by: Any, now: datetime) -> Letter:
    """The words of one letter, with new keys, for whoever makes it in Braille or in sound.

    Raises StaleState when it is not needed any more.
    """
    letter = _open_letter(attempt)
    if letter is None or give_back(letter, now=now):
        raise StaleState(NOT_NEEDED)
    record("notice.printed", by=by, subject=letter.notice, now=now, kind=letter.notice.kind)
    return letter_of(letter.notice, now=now)


def _open_letter(attempt: Attempt) -> Attempt | None:
    return locked_attempt(pk=attempt.pk, channel=Channel.LETTER, outcome="")


def _written(attempt: Attempt, *, by: Any, now: datetime) -> Letter | None:
    """The letter, or None where it cannot be written: then no key was made for it either."""
    try:
        with transaction.atomic():
            return letter_of(attempt.notice, now=now)
    except Exception:
        log.exception("notice.letter_not_written", notice=attempt.notice_id)
        _cannot_be_made(attempt, by=by, now=now)
        return None


def _cannot_be_made(attempt: Attempt, *, by: Any, now: datetime) -> None:
    """The next way is tried today. Where there is none, somebody sees to it by hand."""
    end(attempt, Outcome.CANNOT_PRINT, now=now, by=by.contact)
    put_back(attempt.notice, look_at=now)
    record("notice.not_printed", by=by, subject=attempt.notice, now=now, kind=attempt.notice.kind)


def _sender(now: datetime) -> Sender:
    council = the_council()
    lines = ["Involvement team", f"Phone {council.phone}"]
    if council.freepost:
        lines.append(f"If it goes astray, send it to {council.freepost}")
    return Sender(council=council.name, lines=tuple(lines), date=plain_date(london_date(now)))


def give_back(attempt: Attempt, *, now: datetime) -> bool:
    """Take back a letter or call that waits for a person, where it is of no use or not safe any more.

    Returns whether it was. Its message is skipped for good, or waits for its next way.
    """
    notice = attempt.notice
    reach, kind = reach_for(notice), kind_of(notice)
    reason = why_never(notice, now)
    is_safe = attempt.channel in ways_of(reach) and (kind.urgent or not is_paused(reach, now=now))
    if reason is None and is_safe:
        return False
    end(attempt, Outcome.NOT_SENT, now=now)
    put_back(notice, look_at=now)
    if reason:
        skip(notice, reason, now)
    return True


def let_go(*, now: datetime) -> int:
    """Take back every letter and call of no use any more. Returns how many."""
    waiting = Attempt.objects.filter(channel__in=BY_A_PERSON, outcome="").values_list("pk", flat=True)
    return sum(_let_go(pk, now) for pk in waiting)


@transaction.atomic
def _let_go(pk: int, now: datetime) -> bool:
    attempt = locked_attempt(pk=pk, outcome="")
    return attempt is not None and give_back(attempt, now=now)


def open_call(*, attempt: Attempt, now: datetime) -> Notice:
    """The message to be told on the phone now.

    Raises StaleState when it is not needed any more, and Refused at a time when it is not safe to ring.
    """
    with transaction.atomic():
        call = locked_attempt(pk=attempt.pk, channel=Channel.PHONE, outcome="")
        taken_back = call is not None and give_back(call, now=now)
    if call is None or taken_back:
        raise StaleState(NOT_NEEDED)
    notice = call.notice
    if may_ring_from(reach_of(notice.contact), urgent=kind_of(notice).urgent, now=now) > now:
        raise Refused(NOT_NOW)
    return notice


@transaction.atomic
def call_ended(*, attempt: Attempt, outcome: Outcome, when_to_ring: str, by: Any, now: datetime) -> None:
    """Note how a call went, as `rang` does, and when is a good time to ring them, where they said so.

    Raises StaleState when it was said before how this call went.
    """
    rang(attempt=attempt, outcome=outcome, by=by, now=now)
    if when_to_ring:
        set_how_to_reach(contact=attempt.notice.contact, by=by, now=now, when_to_ring=when_to_ring)


@transaction.atomic
def told_in_a_call(*, notice: Notice, by: Any, now: datetime) -> bool:
    """Note that somebody heard a message in a call that they were in anyway, so that nobody rings them again
    for it. False for whoever is not rung first: they hear it in the way that they like best.
    """
    waiting = Notice.objects.waiting().same_as(notice).select_related("contact__how_to_reach")
    found = waiting.filter(attempts=None).select_for_update(of=("self",)).first()
    if found is None or not is_rung_first(reach_of(found.contact), urgent=kind_of(found).urgent):
        return False
    found.attempts.create(
        number=1, channel=Channel.PHONE, taken_at=now, outcome=Outcome.SENT, outcome_at=now, by=by.contact
    )
    found.taken_at = found.sent_at = now
    found.held_because = ""
    found.save(update_fields=["taken_at", "sent_at", "held_because"])
    record("notice.rang", by=by, subject=found, now=now, outcome=Outcome.SENT.value)
    return True


@transaction.atomic
def number_is_wrong(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Note that a number is somebody else's. It is taken off, so that nobody rings it again.

    Raises StaleState when it was said before how this call went.
    """
    contact = _end_calls(attempt, Outcome.WRONG_NUMBER, by=by, now=now)
    set_how_to_reach(contact=contact, by=by, now=now, phone="")


@transaction.atomic
def asked_not_to_ring(*, attempt: Attempt, by: Any, now: datetime) -> None:
    """Note that a person does not want to be rung. Nobody rings them again until they say so.

    Raises StaleState when it was said before how this call went.
    """
    contact = _end_calls(attempt, Outcome.NOT_BY_PHONE, by=by, now=now)
    never = [*how_to_reach(contact).never]
    if Channel.PHONE not in never:
        set_how_to_reach(contact=contact, by=by, now=now, never=[*never, Channel.PHONE.value])


def _end_calls(attempt: Attempt, outcome: Outcome, *, by: Any, now: datetime) -> Contact:
    """End this call, and every other that waits for the same person: each goes another way."""
    rang(attempt=attempt, outcome=outcome, by=by, now=now)
    contact = attempt.notice.contact
    others = Attempt.objects.filter(notice__contact=contact, channel=Channel.PHONE, outcome="")
    for other in others.select_related("notice"):
        rang(attempt=other, outcome=outcome, by=by, now=now)
    return contact
