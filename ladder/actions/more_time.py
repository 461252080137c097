"""Giving an open check more time: its dates move later, and everyone whom that helps is told."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record
from ladder.actions.opening import dates_of
from ladder.actions.supporters import tell_of_more_time
from ladder.choices import MoreTime
from ladder.due import morning_of
from ladder.models import DateChange, Round
from ladder.more_time import CHANGED_MEANWHILE, CLOSED, why_no_more, why_not_that_day
from ladder.rules import can_give_more_time
from notices.actions import queue
from notices.addressed import Addressed
from projects.models import TeamMember
from words.errors import Refused, StaleState
from words.working_days import london_date


@transaction.atomic
def give_more_time(
    *, round_: Round, answer_by: date, because: MoreTime, by: User, now: datetime, after: int = 0
) -> DateChange:
    """Move a check's dates later, as if it had opened with this day to answer by, and tell people.

    `after` is how often it had got more time when `by` looked at it. Raises Refused for anyone who may not,
    for a day that is not fair, and after the second time; StaleState where somebody else was first, or the
    check has closed.
    """
    round_ = Round.objects.select_related("project").get(pk=round_.pk)
    if round_.is_over(now):
        raise StaleState(CLOSED)
    if not can_give_more_time(by, round_):
        raise Refused("Only the involvement team gives more time, and never for a project of their own")
    if round_.date_changes.count() != after:
        raise StaleState(CHANGED_MEANWHILE)
    day = {"opens_on": round_.opens_on, "answer_by": round_.answer_by, "today": london_date(now)}
    if refusal := why_no_more(given=after, **day) or why_not_that_day(answer_by, **day):
        raise Refused(refusal)
    change = _move(round_, answer_by=answer_by, because=because, number=after + 1, by=by, now=now)
    _tell_that_dates_changed(change, now=now)
    record("round.got_more_time", by=by, subject=round_, now=now, because=because)
    return change


def _move(
    round_: Round, *, answer_by: date, because: MoreTime, number: int, by: User, now: datetime
) -> DateChange:
    """The row, which waits its turn and compares, and then the check's own dates."""
    dates = dates_of(answer_by=answer_by, opens_on=round_.opens_on)
    rest = round_.rest_until - london_date(round_.closes_at)
    gone = sum(morning_of(day) <= now for day in round_.reminder_days)
    try:
        with transaction.atomic():
            change = DateChange.objects.create(
                round=round_,
                number=number,
                answer_by_before=round_.answer_by,
                answer_by=dates.answer_by,
                closes_at_before=round_.closes_at,
                closes_at=dates.closes_at,
                reason=because,
                changed_by=by,
                changed_at=now,
            )
    except IntegrityError as not_as_it_was:
        raise StaleState(CHANGED_MEANWHILE) from not_as_it_was
    Round.objects.filter(pk=round_.pk).update(
        answer_by=dates.answer_by,
        reminder_on=dates.reminders[0],
        second_reminder_on=dates.reminders[1] if len(dates.reminders) > 1 else None,
        reminders_gone=max(round_.reminders_gone, gone),
        closes_at=dates.closes_at,
        rest_until=london_date(dates.closes_at) + rest,
    )
    return change


def _tell_that_dates_changed(change: DateChange, *, now: datetime) -> None:
    """Promise it to everyone who was asked, to supporters whom the old dates were told and to the project's
    team, with the id of the change as period.

    As with a reminder, that somebody has answered or said "No, thank you" is a reason not to send, which is
    written down.
    """
    period = str(change.pk)
    asked = change.round.invitations.select_related("expert__contact").order_by("pk")
    queue(
        kind="ladder.date_changed",
        to=[Addressed(each.expert.contact, "invitation", each.pk, period=period) for each in asked],
        now=now,
    )
    tell_of_more_time(change, now=now)
    team = TeamMember.objects.filter(project=change.round.project_id, ends_on=None, user__is_active=True)
    queue(
        kind="ladder.team_date_changed",
        to=[
            Addressed(member.user.contact, "round", change.round_id, period=period)
            for member in team.select_related("user__contact").order_by("pk")
        ],
        now=now,
    )
