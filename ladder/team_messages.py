"""What a project's team is told about its side of a check, and the reason why not."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from council.queries import the_council
from ladder.due import team_reminder_days, teams_to_remind
from ladder.models import Round
from ladder.reminders import why_not_the_team, why_not_this_one
from ladder.spoken_of import spoken_of
from notices.choices import Audience, Skip
from notices.kinds import Kind
from notices.models import Notice
from notices.words import composed_of
from projects.queries import named
from words.working_days import london_date


def _round_of(notice: Notice) -> Round:
    return spoken_of(notice, "round")


def _about(notice: Notice, *, again: bool) -> dict[str, Any]:
    round_ = _round_of(notice)
    return {
        "name": notice.contact.name,
        **named(round_.project),
        "again": again,
        "is_last": int(notice.period or 1) >= len(team_reminder_days(round_)),
        "page": settings.PORTAL_ADDRESS + reverse("ladder:teams_side", args=[round_.project.reference]),
        "answer_by": round_.answer_by,
        "closes_on": london_date(round_.closes_at),
        "council": the_council(),
    }


def _ask(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return _about(notice, again=False)


def _remind(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return _about(notice, again=True)


def _why_not_remind(notice: Notice, now: datetime) -> Skip | None:
    days = team_reminder_days(_round_of(notice))
    return _why_not(notice, now) or why_not_this_one(period=notice.period, days=days, today=london_date(now))


def _why_not(notice: Notice, now: datetime) -> Skip | None:
    round_ = _round_of(notice)
    return why_not_the_team(
        in_team=notice.contact_id in round_.team_contacts,
        answered=round_.team_has_answered,
        closed=round_.is_over(now),
        answer_by=round_.answer_by,
        today=london_date(now),
    )


TEAM = Kind(
    key="ladder.team",
    what="Send your team’s side",
    why="The project’s team gives its side too",
    audience=Audience.STAFF,
    about_check=True,
    useful_for=timedelta(days=90),  # `why_not` knows the last day
    compose=composed_of("ladder_team", _ask),
    why_not=_why_not,
)
TEAM_REMINDER = Kind(
    key="ladder.team_reminder",
    what="Reminder to send your team’s side",
    why="The team has not sent its side yet",
    audience=Audience.STAFF,
    about_check=True,
    useful_for=timedelta(days=3),
    candidates=teams_to_remind,
    compose=composed_of("ladder_team", _remind),
    why_not=_why_not_remind,
)
