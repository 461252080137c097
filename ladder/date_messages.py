"""What people and the project's team are told when a check got more time, and the reason why not."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from council.queries import the_council
from ladder.messages import UNTIL_IT_CLOSES, invitation_of, reason_not_to, words_for
from ladder.models import DateChange, Round
from ladder.more_time import in_a_sentence
from ladder.reminders import why_not_the_team
from ladder.spoken_of import spoken_of
from notices.choices import Audience, Skip
from notices.kinds import Kind, read_of
from notices.models import Notice
from notices.words import Message, composed_of, in_every_form
from projects.queries import named
from words.working_days import london_date


def preview_of_more_time(*, round_: Round, answer_by: date, closes_at: datetime, reason: str) -> Message:
    """What people will read, with "[your link]" where each person's own link will stand. It makes no key."""
    invitation = round_.invitations.select_related("round__project", "expert__contact").first()
    change = DateChange(
        answer_by=answer_by, answer_by_before=round_.answer_by, closes_at=closes_at, reason=reason
    )
    words = words_for(invitation, now=closes_at, keys=False) | dates_of(change)
    return in_every_form("ladder_date_changed", words | {"name": "[their name]"})


def dates_of(change: DateChange) -> dict[str, Any]:
    """The dates as this change has them, whatever came after it."""
    return {
        "answer_by": change.answer_by,
        "answer_by_before": change.answer_by_before,
        "closes_on": london_date(change.closes_at),
        "reason": in_a_sentence(change.get_reason_display()),
    }


def change_of(notice: Notice) -> DateChange:
    """The change that a message tells of. Raises DoesNotExist where there is none."""
    for change in read_of(notice, "dates"):
        return change
    raise DateChange.DoesNotExist


def _tell(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return words_for(invitation_of(notice), now=now, keys=keys) | dates_of(change_of(notice))


def _why_not(notice: Notice, now: datetime) -> Skip | None:
    invitation = invitation_of(notice)
    return reason_not_to(invitation, now) or why_not_this_change(notice, invitation.newest_change)


def _tell_the_team(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    round_ = spoken_of(notice, "round")
    return {
        "name": notice.contact.name,
        **named(round_.project),
        **dates_of(change_of(notice)),
        "page": settings.PORTAL_ADDRESS + reverse("ladder:teams_side", args=[round_.project.reference]),
        "has_answered": round_.team_has_answered,
        "council": the_council(),
    }


def _why_not_tell_the_team(notice: Notice, now: datetime) -> Skip | None:
    """A team that has sent its side hears it too: the day on which results come out has moved."""
    round_ = spoken_of(notice, "round")
    reason = why_not_the_team(
        in_team=notice.contact_id in round_.team_contacts,
        answered=False,
        closed=round_.is_over(now),
        answer_by=round_.answer_by,
        today=london_date(now),
    )
    return reason or why_not_this_change(notice, round_.newest_change)


def why_not_this_change(notice: Notice, newest: int | None) -> Skip | None:
    """Whoever has not heard of one change when the next comes hears of that alone."""
    return None if notice.period == str(newest) else Skip.TOO_LATE


DATE_CHANGED = Kind(
    key="ladder.date_changed",
    what="More time to answer a check",
    why="The dates of a check moved",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_date_changed", _tell),
    why_not=_why_not,
)
TEAM_DATE_CHANGED = Kind(
    key="ladder.team_date_changed",
    what="More time for a check of your project",
    why="The dates of a check moved",
    audience=Audience.STAFF,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_team_date_changed", _tell_the_team),
    why_not=_why_not_tell_the_team,
)
