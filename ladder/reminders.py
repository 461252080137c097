"""Is a message about a check due, or why not, and on which days people are reminded."""

from collections.abc import Iterable, Sequence
from datetime import date

from notices.choices import Skip
from words.working_days import add_working_days, working_days_before

AT_MOST = 2
"""Nobody is reminded of one check more often."""


def reminder_days(*, opens_on: date, answer_by: date, before: Iterable[int]) -> tuple[date, ...]:
    """The days on which people are reminded: so many working days before the last day to answer, in order.

    Never within two working days of the opening, which would nag. Where no day is left it is the working day
    before the last.
    """
    days = {working_days_before(answer_by, number) for number in before}
    apart = sorted(day for day in days if day >= add_working_days(opens_on, 2))
    return tuple(apart[-AT_MOST:]) or (working_days_before(answer_by, 1),)


def why_not_this_one(*, period: str, days: Sequence[date], today: date, sent: int = 0) -> Skip | None:
    """The reason a numbered reminder is not due, or None: nobody gets two on one day, or a third."""
    if sent >= AT_MOST:
        return Skip.TWO_SENT
    return Skip.TOO_LATE if any(day <= today for day in days[int(period or 1) :]) else None


def why_not(*, answered: bool, declined: bool, closed: bool, answer_by: date, today: date) -> Skip | None:
    """The reason an invitation or reminder is not due, or None when it is."""
    if answered:
        return Skip.ANSWERED
    if declined:
        return Skip.DECLINED
    if closed:
        return Skip.CLOSED
    return Skip.TOO_LATE if today > answer_by else None


def why_not_the_team(
    *, in_team: bool, answered: bool, closed: bool, answer_by: date, today: date
) -> Skip | None:
    """The reason a message to somebody of a project's team about its side is not due, or None when it is."""
    if not in_team:
        return Skip.HELP_ENDED
    return why_not(answered=answered, declined=False, closed=closed, answer_by=answer_by, today=today)


def why_not_about_a_conversation(*, held: bool, is_owner: bool) -> Skip | None:
    """The reason a message to the owner of a conversation is not due, or None when it is."""
    if held:
        return Skip.ANSWERED
    return None if is_owner else Skip.HELP_ENDED
