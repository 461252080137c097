"""Sending what is due: claim a message, hand it over while its row is locked, and ask before trying again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from council.queries import the_council_is_known
from notices.actions.outcomes import CALLS_BEFORE_ANOTHER_WAY, end, put_back
from notices.actions.stopping import skip
from notices.channels import Carrier, NotSent, Refused
from notices.channels.carriers import carriers, in_place_of, out_of_use
from notices.choices import ARRIVED, BY_MACHINE, DID_NOT_REACH, Channel, Format, NotNow, Outcome
from notices.elsewhere import contact_of, reach_there
from notices.kinds import Message, kind_of, read_together, why_never
from notices.models import Attempt, Contact, Notice
from notices.reading import Reading
from notices.summing_up import had_today, summary_at
from notices.ways import Held, next_way, reach_of

log = structlog.get_logger()

ROOM_AGAIN_AFTER = timedelta(seconds=10)
WRITE_AGAIN_AFTER = timedelta(hours=1)
LOOK_UP_AFTER = timedelta(minutes=2)
LOOK_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this worker has taken, with its words and any key they hold."""

    attempt: Attempt
    message: Message


def deliver(*, now: datetime, at_most: int | None = None) -> int:
    """Send what is due, one message at a time, everything or so many at most. Returns how many went.

    One transaction takes a row, writes the words with any key they need, and commits. The next locks that
    row, asks whether it is still ours, hands the message over, and marks it. What a crash leaves behind is
    looked up by its reference before it is sent again; where nobody can be asked, a person looks.
    """
    look_up(now=now)
    due = _due(now)
    went = tried = 0
    with the_council_is_known():
        while tried != at_most and (looked_at := _look_at_next(due, now)):
            went += isinstance(looked_at, Claimed) and _hand_over(looked_at, now)
            tried += 1
    return went


def _due(now: datetime) -> QuerySet[Notice]:
    """What is due, the longest waiting first, each row to be locked by whoever takes it. Built once for many
    messages: building it costs as much as asking it.

    What stands beside a row may be older than the row by a moment. Then the number of its next attempt is
    taken already: the database refuses it, and the message waits as one that could not be written.
    """
    return (
        Notice.objects.due(now=now)
        .annotate(had_today=had_today(now), was_tried=Exists(Attempt.objects.filter(notice=OuterRef("pk"))))
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("contact__how_to_reach", "on_behalf_of")
        .order_by("look_at", "pk")
    )


def _look_at_next(due: QuerySet[Notice], now: datetime) -> Claimed | bool:
    """Take the message that has waited longest. False when none waits, True when it does not go by itself.

    One that cannot be written holds up no other. It waits, is tried again, and staff see it.
    """
    notice = None
    try:
        with transaction.atomic():
            notice = due.first()
            return notice is not None and (_claim(notice, now) or True)
    except Exception:
        if notice is None:
            raise
        log.exception("notice.not_written", notice=notice.pk)
    again = {"held_because": NotNow.NOT_WRITTEN, "look_at": now + WRITE_AGAIN_AFTER}
    Notice.objects.waiting().filter(pk=notice.pk).update(**again)
    return True


def _claim(notice: Notice, now: datetime) -> Claimed | None:
    """Open the next attempt of a locked message, or write down why there is none."""
    kind = kind_of(notice)
    # What it speaks of is asked for once, for the reasons not to send it and for its words.
    read_together([notice])
    if reason := why_never(notice, now):
        skip(notice, reason, now)
        return None
    reach, urgent = reach_there(notice), kind.urgent
    before = list(notice.attempts.order_by("number")) if notice.was_tried else []
    lost = ways_lost(before, email_since=contact_of(notice).email_since)
    way = next_way(reach, tried=lost, urgent=urgent, despite_pause=urgent, now=now)
    if isinstance(way, Held):
        _hold(notice, _or_no_moment(way, notice.due_at + kind.useful_for), now)
        return None
    if until := summary_at(notice, weekly=reach.weekly, had_today=notice.had_today, now=now):
        _hold(notice, Held(NotNow.FOR_SUMMARY, until), now)
        return None
    carrier = _carrier_of(way, neutral=reach.neutral)
    if carrier and not carrier.has_room():
        _hold(notice, Held(NotNow.TRY_AGAIN, now + ROOM_AGAIN_AFTER), now)
        return None
    attempt = _open(notice, way, now, last=before[-1] if before else None)
    if carrier is None:
        return None
    message = as_they_like(kind.compose(notice, now), notice.contact)
    return Claimed(attempt, message.written(carrier.forms))


def _carrier_of(channel: Channel, *, neutral: bool) -> Carrier | None:
    """Who carries a channel to one person, or None where a person does."""
    carrier = carriers().get(channel)
    return in_place_of(carrier) if neutral else carrier


def as_they_like(message: Message, contact: Contact) -> Message:
    """A message in the wording that this person chose, and telling as little on the outside."""
    reach = reach_of(contact)
    easy_read = Format.EASY_READ in (reach.format, Reading.read(contact.reading).words)
    return message.as_chosen(easy_read=easy_read, neutral=reach.neutral)


def ways_lost(attempts: Iterable[Attempt], *, email_since: datetime | None = None) -> frozenset[Channel]:
    """The ways that are no use for a message any more, by what became of each, and those that nothing carries
    here.

    What came back from an e-mail address that was put right since, at `email_since`, says nothing of the new
    one.
    """
    before = [
        each
        for each in attempts
        if each.channel != Channel.EMAIL or email_since is None or each.taken_at >= email_since
    ]
    lost = {Channel(each.channel) for each in before if each.outcome in DID_NOT_REACH}
    if sum(each.outcome == Outcome.NO_ANSWER for each in before) >= CALLS_BEFORE_ANOTHER_WAY:
        lost.add(Channel.PHONE)
    return frozenset(lost) | out_of_use()


def _open(notice: Notice, channel: Channel, now: datetime, *, last: Attempt | None) -> Attempt:
    """An open attempt, with a reference of its own. One that never left is used again, not counted again."""
    if last and last.outcome == Outcome.NOT_SENT and last.channel == channel:
        attempt = last
        attempt.reference, attempt.outcome, attempt.outcome_at, attempt.by = uuid4(), "", None, None
    else:
        attempt = Attempt(notice=notice, number=last.number + 1 if last else 1, channel=channel)
    attempt.taken_at = now
    attempt.save()
    notice.taken_at, notice.held_because = now, ""
    notice.save(update_fields=["taken_at", "held_because"])
    return attempt


def _hold(notice: Notice, held: Held, now: datetime) -> None:
    notice.held_because = held.because
    notice.look_at = held.until or now + LOOK_AGAIN_AFTER
    notice.save(update_fields=["held_because", "look_at"])


def _or_no_moment(held: Held, last: datetime) -> Held:
    """Where somebody's safe hours leave no moment before it is too late, a person sees to it at once."""
    too_late = held.because == NotNow.NOT_SAFE_NOW and held.until is not None and held.until > last
    return Held(NotNow.NO_MOMENT, None) if too_late else held


def _hand_over(claimed: Claimed, now: datetime) -> bool:
    attempt = claimed.attempt
    with transaction.atomic():
        # Both rows, its message's first as everywhere: what somebody else wrote meanwhile is seen here.
        still_ours = Notice.objects.select_for_update().filter(
            pk=attempt.notice_id, attempts__reference=attempt.reference, attempts__outcome=""
        )
        if not still_ours.values_list("pk"):
            log.warning("notice.claim_lost", notice=attempt.notice_id)
            return False
        return _send(attempt, claimed.message, now)


def _send(attempt: Attempt, message: Message, now: datetime) -> bool:
    notice = attempt.notice
    carrier = _carrier_of(Channel(attempt.channel), neutral=message.neutral)
    try:
        provider_id = carrier.send(message, to=contact_of(notice), reference=attempt.reference)
    except NotSent as error:
        log.warning("notice.not_sent", notice=notice.pk)
        end(attempt, Outcome.NOT_SENT, now=now)
        put_back(notice, look_at=now + error.again_after, because=NotNow.TRY_AGAIN)
    except Refused:
        end(attempt, Outcome.PERMANENT, now=now)
        put_back(notice, look_at=now)
    except Exception:
        # Whether it went cannot be known: it is looked up later, or a person looks.
        log.exception("notice.unknown", notice=notice.pk)
        end(attempt, Outcome.UNKNOWN, now=now)
    else:
        end(attempt, Outcome.SENT, now=now, provider_id=provider_id)
        notice.sent_at = now
        notice.save(update_fields=["sent_at"])
        return True
    return False


def look_up(*, now: datetime) -> int:
    """Ask about messages that were taken and never marked, and mark them or put them back. Returns how many.

    A row that somebody has locked is being sent at this moment, and is left alone.
    """
    settled = 0
    try:
        for pk in _left_behind(now).values_list("pk", flat=True):
            settled += _look_up(pk, now)
    except NotSent:
        # Whoever carries them does not answer now, and each question would take seconds.
        log.warning("notice.cannot_be_looked_up")
    return settled


def _left_behind(now: datetime) -> QuerySet[Attempt]:
    """Attempts of which nobody knows what became: open for too long, or unknown and still remembered."""
    unknown = Q()
    for channel, carrier in carriers().items():
        unknown |= Q(outcome=Outcome.UNKNOWN, channel=channel, taken_at__gt=now - carrier.remembers_for)
    left_open = Q(outcome="", channel__in=BY_MACHINE)
    too_long = Attempt.objects.filter(left_open | unknown, taken_at__lte=now - LOOK_UP_AFTER)
    return too_long.order_by("taken_at", "pk")


def _look_up(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        attempt = (
            Attempt.objects.select_for_update(skip_locked=True, of=("self", "notice"))
            .select_related("notice__contact__how_to_reach")
            .filter(pk=pk, outcome__in=["", Outcome.UNKNOWN])
            .first()
        )
        if attempt is None:
            return False
        carrier = _carrier_of(Channel(attempt.channel), neutral=reach_of(attempt.notice.contact).neutral)
        if carrier and attempt.taken_at > now - carrier.remembers_for:
            return _ask(carrier, attempt, now)
        if attempt.outcome == Outcome.UNKNOWN:
            return False
        end(attempt, Outcome.UNKNOWN, now=now)
        return True


def _ask(carrier: Carrier, attempt: Attempt, now: datetime) -> bool:
    """Settle an attempt by what its carrier knows. Raises NotSent when the carrier does not answer now."""
    notice = attempt.notice
    found = carrier.find(attempt.reference)
    if found is None:
        end(attempt, Outcome.NOT_SENT, now=now)
        put_back(notice, look_at=now)
        return True
    end(attempt, found.outcome, now=now, provider_id=found.provider_id)
    if found.outcome in ARRIVED:
        notice.sent_at = attempt.taken_at
        notice.save(update_fields=["sent_at"])
    else:
        put_back(notice, look_at=now)
    return True
