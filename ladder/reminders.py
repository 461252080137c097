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
