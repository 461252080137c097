"""All that waits for one member of staff, for their home and for the message of a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from accounts.rules import is_involvement
from coproduction.work import conversations, involvement, own_projects, reading, register, talks, teams_sides
from coproduction.work.register import Late
from coproduction.work.tasks import Task
from projects.models import Project
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class Waits:
    """What is late, what is to do, and the person's own projects that anyone may read."""

    late: list[Late]
    tasks: list[Task]
    published: list[Project]


def what_waits(user: User, *, unsure: Sequence[tuple[UUID, str]], now: datetime) -> Waits:
    """What waits for somebody at work. `unsure`, for the involvement team, are those of stuck messages."""
    today = london_date(now)
    led = own_projects.projects_of(user)
    drafts = [project for project in led if project.published_at is None]
    published = [project for project in led if project.published_at]
    late, soon = register.to_look_again(published, today=today)
    late_sides, sides = teams_sides.to_send(published, today=today)
    late_talks, to_hold = conversations.to_hold(published, today=today)
    tasks = [
        *reading.reading_tasks(user),
        *to_hold,
        *sides,
        *talks.facilitators_tasks(user, now=now),
        *soon,
        *register.to_explain(published),
        *register.to_finish(drafts),
    ]
    if is_involvement(user):
        tasks = involvement.involvement_tasks(unsure, now=now) + tasks
    return Waits(late=late_talks + late_sides + late, tasks=tasks, published=published)
