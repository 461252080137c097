"""What supporters are told of the checks of the person they help, and the reasons why not.

Whoever may help to answer has a key of their own, which shows if anything is left to answer: so they hear
what the person hears, while the person has not answered. Whoever gets copies alone hears the same whether the
person has answered or not, and never of a reminder: what comes, or does not, would tell.
"""

from datetime import datetime, timedelta
from typing import Any

from experts.models import Supporter
from ladder.actions.keys import make_key
from ladder.date_messages import change_of, dates_of, why_not_this_change
from ladder.due import helpers_to_remind, morning_of
from ladder.key_words import words_of_key
from ladder.messages import UNTIL_IT_CLOSES, invitation_of, is_last, reason_not_to, words_about
from ladder.models import Invitation
from ladder.reminders import why_not_this_one
from ladder.spoken_of import supporter_of
from notices.choices import Audience, Skip
from notices.kinds import Kind
from notices.models import Notice
from notices.words import composed_of
from words.working_days import london_date


def _to_a_helper(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    key = (
        make_key(invitation=invitation_of(notice), now=now, supporter=supporter_of(notice)) if keys else None
    )
    return {**_copy(notice, now, keys=keys), **words_of_key(key)}


def _copy(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    """It never holds a key: only whoever was chosen to help with answering has one."""
    invitation, supporter = invitation_of(notice), supporter_of(notice)
    return {
        "name": supporter.known_as or supporter.contact.name,
        "helps": invitation.expert.contact.name,
        **words_about(invitation),
    }


def _remind(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return _to_a_helper(notice, now, keys=keys) | {"is_last": is_last(notice, invitation_of(notice))}


def _more_time(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    may_help = supporter_of(notice).may_help_answer
    words = _to_a_helper if may_help else _copy
    return words(notice, now, keys=keys) | dates_of(change_of(notice)) | {"may_help": may_help}


def _helps(supporter: Supporter, invitation: Invitation) -> bool:
    """Whether their help goes on, and they are not in the team of the project that the check is about."""
    return supporter.ends_on is None and invitation.round.project_id not in supporter.in_teams


def _copy_is_due(notice: Notice, now: datetime) -> Skip | None:
    """Whether the person has answered, or said no, is no reason: a supporter would learn it from the
    silence."""
    invitation, supporter = invitation_of(notice), supporter_of(notice)
    if not (_helps(supporter, invitation) and supporter.gets_copies):
        return Skip.HELP_ENDED
    return Skip.CLOSED if invitation.round.is_over(now) else None


def _help_is_due(notice: Notice, now: datetime) -> Skip | None:
    """What `who_may_help` asks of many, asked of one that was read."""
    invitation, supporter = invitation_of(notice), supporter_of(notice)
    if not (_helps(supporter, invitation) and supporter.may_help_answer):
        return Skip.HELP_ENDED
    return reason_not_to(invitation, now)


def _closed(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    invitation = invitation_of(notice)
    told = _copy(notice, now, keys=keys)
    said = {key: told[key] for key in ("name", "helps", "project", "short_name", "reference", "council")}
    return said | {"closed_on": london_date(invitation.round.closed_at)}


def _is_told_that_it_closed(notice: Notice, now: datetime) -> Skip | None:
    supporter = supporter_of(notice)
    chosen = supporter.may_help_answer or supporter.gets_copies
    return None if chosen and _helps(supporter, invitation_of(notice)) else Skip.HELP_ENDED


def _reminder_is_due(notice: Notice, now: datetime) -> Skip | None:
    """It follows the person’s own reminder, and nobody lets it go before."""
    invitation = invitation_of(notice)
    days, number = invitation.round.reminder_days, int(notice.period)
    if notice.period not in invitation.reminders_gone and now < morning_of(days[min(number, len(days)) - 1]):
        return Skip.PERSON_FIRST
    return _help_is_due(notice, now) or why_not_this_one(
        period=notice.period, days=days, today=london_date(now)
    )


def _more_time_is_due(notice: Notice, now: datetime) -> Skip | None:
    """For whom, is as it is at this moment: a right that the person took back since counts for nothing."""
    is_due = _help_is_due if supporter_of(notice).may_help_answer else _copy_is_due
    return is_due(notice, now) or why_not_this_change(notice, invitation_of(notice).newest_change)


SUPPORTER = Kind(
    key="ladder.supporter",
    what="Please help somebody answer a check",
    why="Somebody chose them to help",
    audience=Audience.SUPPORTER,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_supporter", _to_a_helper),
    why_not=_help_is_due,
)
COPY = Kind(
    key="ladder.copy",
    what="Copy of an invitation to a check",
    why="Somebody chose them to get copies",
    audience=Audience.SUPPORTER,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_copy", _copy),
    why_not=_copy_is_due,
)
SUPPORTER_REMINDER = Kind(
    key="ladder.supporter_reminder",
    what="Reminder to help somebody answer a check",
    why="Somebody chose them to help",
    audience=Audience.SUPPORTER,
    about_check=True,
    useful_for=timedelta(days=3),
    candidates=helpers_to_remind,
    compose=composed_of("ladder_supporter_reminder", _remind),
    why_not=_reminder_is_due,
)
SUPPORTER_DATE_CHANGED = Kind(
    key="ladder.supporter_date_changed",
    what="More time for the person they help",
    why="The dates of a check moved",
    audience=Audience.SUPPORTER,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_supporter_date_changed", _more_time),
    why_not=_more_time_is_due,
)
SUPPORTER_CLOSED = Kind(
    key="ladder.supporter_closed",
    what="A check closed early",
    why="They were told a later day",
    audience=Audience.SUPPORTER,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_supporter_closed", _closed),
    why_not=_is_told_that_it_closed,
)
