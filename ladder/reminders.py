"""Is a message about a check due, or why not."""

from datetime import date

from notices.choices import Skip


def why_not(*, answered: bool, declined: bool, closed: bool, answer_by: date, today: date) -> Skip | None:
    """The reason an invitation or reminder is not due, or None when it is."""
    if answered:
        return Skip.ANSWERED
    if declined:
        return Skip.DECLINED
    if closed:
        return Skip.CLOSED
    return Skip.TOO_LATE if today > answer_by else None
