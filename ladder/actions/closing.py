"""Closing a check: open every seal, add up, freeze what may be shown, and delete what people said."""

import random
from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit.actions import SYSTEM, record
from council.choices import Figure
from council.queries import figures
from experts.models import TimeGiven
from ladder.actions.conversations import tell_the_owner
from ladder.actions.drafts import open_draft, seal_owner, take_in
from ladder.actions.late import friday_of, thank_for_forms_not_typed
from ladder.actions.supporters import tell_that_it_closed_early
from ladder.actions.telling import tell_that_it_closed
from ladder.answers import Answers
from ladder.choices import Audience, Badge, Channel, ClosedEarly, CommentKind, Source, Voice
from ladder.disclosure import disclose
from ladder.models import (
    Comment,
    Conversation,
    Draft,
    Invitation,
    InvitationKey,
    Round,
    RoundResult,
    Salt,
    Seal,
    Tally,
)
from ladder.queries import rules_on
from ladder.rules import can_close_early
from ladder.scoring import add_up
from ladder.sealing import open_seal
from words.errors import Refused, StaleState
from words.working_days import add_working_days, london_date


@transaction.atomic
def close_round(
    *, round_: Round, by: Any, now: datetime, early_because: ClosedEarly | None = None
) -> RoundResult:
    """Close a check and freeze its result. The same answers always give the same result, and only once.

    Raises StaleState when it is closed already, and Refused before its time, unless the involvement team
    closes it early, after a reminder, with a reason from the list.
    """
    round_ = (
        Round.objects.select_for_update(no_key=True, of=("self",))
        .select_related("salt", "stated_level")
        .get(pk=round_.pk)
    )
    if round_.closed_at:
        raise StaleState("This check is closed already")
    if now < round_.closes_at and not (early_because and by != SYSTEM and can_close_early(by, round_)):
        raise Refused("Only the involvement team closes a check early, after a reminder and with a reason")
    _take_in_what_was_typed(round_, by=by, now=now)
    thank_for_forms_not_typed(round_, now=now)
    sent = _open_all(round_, by=by, now=now)
    tally = add_up(
        [answers.to_send() for answers in sent], invited=Invitation.objects.filter(round=round_).count()
    )
    today = london_date(now)
    numbers = figures(on=today)
    # A floor only rises, so whoever was told a floor while the check was open has that one at least.
    rules = rules_on(today)
    shown = {
        audience: disclose(tally, stated=round_.stated_level.rung, audience=audience, rules=rules).as_dict()
        for audience in Audience
    }
    Tally.objects.create(round=round_, counts=tally.as_dict())
    result = RoundResult.objects.create(
        round=round_, members=shown[Audience.MEMBERS], public=shown[Audience.PUBLIC], rules=rules.as_dict()
    )
    if shown[Audience.MEMBERS]["badge"] == Badge.TALK:
        due_on = add_working_days(today, numbers[Figure.CONVERSATION_DAYS])
        _ask_for_a_conversation(round_, due_on=due_on, now=now)
    _keep_comments(round_, sent)
    _write_time_given(round_, minutes=numbers[Figure.CHECK_MINUTES], on=today)
    _forget(round_)
    tell_that_it_closed(round_, now=now)
    if early_because:
        tell_that_it_closed_early(round_, now=now)
    Round.objects.filter(pk=round_.pk).update(
        closed_at=now,
        closed_early_because=early_because or "",
        rest_until=_rests_until(round_, closed_on=today),
    )
    record("round.closed", by=by, subject=round_, now=now, early_because=early_because or "")
    return result


def _rests_until(round_: Round, *, closed_on: date) -> date:
    """As many days after the day it closes as were set when it opened. Closing late moves nothing."""
    days_set = round_.rest_until - london_date(round_.closes_at)
    return min(round_.rest_until, closed_on + days_set)


def _take_in_what_was_typed(round_: Round, *, by: Any, now: datetime) -> None:
    """Send each paper form that was typed in and waits to be typed a second time: it came in good time.

    Answers from the phone that were never read back to the person do not count, nor does anything of someone
    who has said "No, thank you".
    """
    waiting = Draft.objects.filter(
        invitation__round=round_,
        invitation__answered_on=None,
        invitation__declined_on=None,
        source=Source.FIRST,
    ).select_related("invitation__round__salt", "invitation__expert__contact", "keyed_by")
    for draft in waiting:
        answers = open_draft(draft, draft.invitation, by=by, now=now)
        if answers.channel == Channel.PAPER:
            take_in(draft.invitation, answers, by=by, now=now, entered_by=draft.keyed_by)


def _open_all(round_: Round, *, by: Any, now: datetime) -> list[Answers]:
    record("seals.opened", by=by, subject=round_, now=now)
    owner, salt = seal_owner(round_.pk), bytes(round_.salt.salt)
    return [
        Answers.from_dict(open_seal(seal.sealed, salt=salt, round_id=round_.pk, belongs_to=owner))
        for seal in Seal.objects.filter(round=round_)
    ]


def _ask_for_a_conversation(round_: Round, *, due_on: date, now: datetime) -> None:
    """A wide gap gets an owner, the project's lead, and a date. Its existence tells what the badge tells."""
    lead = round_.project.team.filter(is_lead=True, ends_on=None).first()
    conversation = Conversation.objects.create(round=round_, owner=lead and lead.user, due_on=due_on)
    tell_the_owner(conversation=conversation, now=now)


def _keep_comments(round_: Round, sent: list[Answers]) -> None:
    """Move what people wrote to new rows in random order, so that no row tells when it was written."""
    comments = [
        Comment(
            round=round_,
            words=words,
            voice=answers.said_voice,
            name_to_show=answers.name_to_show if answers.said_voice == Voice.NAME else "",
        )
        for answers in sent
        for words in (answers.words, *answers.more)
        if words
    ] + [
        Comment(round=round_, words=answers.how_known, kind=CommentKind.HOW_KNOWN, voice=Voice.COUNT)
        for answers in sent
        if answers.how_known
    ]
    random.SystemRandom().shuffle(comments)
    Comment.objects.bulk_create(comments)


def _write_time_given(round_: Round, *, minutes: int, on: date) -> None:
    """One row for each person who sent, whatever they said, with the closing week and no project."""
    answered = (
        Invitation.objects.filter(round=round_).exclude(answered_on=None).values_list("expert_id", flat=True)
    )
    TimeGiven.objects.bulk_create(
        TimeGiven(expert_id=expert, minutes=minutes, week_ending=friday_of(on)) for expert in sorted(answered)
    )


def _forget(round_: Round) -> None:
    Seal.objects.filter(round=round_).delete()
    Draft.objects.filter(invitation__round=round_).delete()
    # The code on a paper form opens nothing now. It stays a while, so that a late form finds its person.
    InvitationKey.objects.filter(invitation__round=round_, is_paper=False).delete()
    Salt.objects.filter(round=round_).delete()
