"""Words that all lines about messages share, and who may read which."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from ladder.of_own_projects import about_own_projects
from ladder.spoken_of import project_of
from notices.choices import Audience
from notices.kinds import kind_of
from notices.models import Notice
from notices.preview import mark_of
from notices.summaries import messages_in
from projects.models import TeamMember
from words.plain_dates import day_and_month


def own_projects(user: User) -> frozenset[int]:
    """The projects that somebody leads or helps to lead. One query."""
    return frozenset(member.project_id for member in memberships(user))


def memberships(user: User) -> QuerySet[TeamMember]:
    """The rows that say so."""
    return TeamMember.objects.filter(user=user, ends_on=None)


def may_be_read(notice: Notice, *, own: frozenset[int]) -> bool:
    """Whether a message is not about a project of one's own, nor any that it puts into one. It was read
    together with others."""
    projects = (project_of(each) for each in (notice, *messages_in(notice)))
    return not any(project and project.pk in own for project in projects)


def readable_by(user: User) -> QuerySet[Notice]:
    """Messages that are not about a project of one's own, as rows."""
    about_own = about_own_projects(user)
    return Notice.objects.exclude(about_own).select_related("contact", "on_behalf_of")


def who(notice: Notice) -> str:
    """Whom a message is to, and in which part they get it."""
    part = ", staff" if kind_of(notice).audience == Audience.STAFF else ""
    helps = f", who helps {notice.on_behalf_of.name}" if notice.on_behalf_of else ""
    return f"{notice.contact.name}{part}{helps}"


def people_of(notice: Notice) -> tuple[Any, ...]:
    """The ids of the Contacts whom `who` names."""
    return tuple(pk for pk in (notice.contact_id, notice.on_behalf_of_id) if pk)


def name_of(notice: Notice) -> str:
    """What an address calls a message: its id, or its mark while it has none."""
    return str(notice.pk) if notice.pk else mark_of(notice)


def about(notice: Notice) -> str:
    """The name of the project that a message speaks of, or ""."""
    project = project_of(notice)
    return project.name if project else ""


def said_day(day: date, *, today: date) -> str:
    """A day as a heading: "Today, Monday 23 November"."""
    said = day_and_month(day, weekday=True)
    return f"Today, {said}" if day == today else said
