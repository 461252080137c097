"""The team's side of open checks: what a project's team has still to send."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse

from coproduction.work.register import Late
from coproduction.work.tasks import Task
from projects.models import Project
from words.plain_dates import short_date
from words.working_days import london_date

SOON = timedelta(days=7)


def to_send(projects: Sequence[Project], *, today: date) -> tuple[list[Late], list[Task]]:
    """The sides that a person's teams have not sent: those past their day, and the others, soonest first.

    `projects` come from `own_projects.projects_of`.
    """
    late, tasks = [], []
    waiting = [project for project in projects if project.side_due_on]
    for project in sorted(waiting, key=lambda each: each.side_due_on):
        text = f"Answer for your team: {project.name}"
        url = reverse("ladder:teams_side", args=[project.reference])
        due = short_date(project.side_due_on)
        if project.side_due_on < today:
            closes = short_date(london_date(project.side_closes_at))
            late.append(Late(text, f"It was due on {due}. You can send it until {closes}, at 5pm.", url))
        else:
            kind = "soon" if project.side_due_on - today <= SOON else ""
            hint = "Agree on 8 answers together. Once they are sent, nobody can change them"
            tasks.append(Task(text, hint, f"Due {due}", kind, url))
    return late, tasks
