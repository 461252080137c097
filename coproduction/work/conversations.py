"""The conversations that checks ask for: those that a person sees to, late first."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from coproduction.work.register import Late
from coproduction.work.tasks import Task
from projects.models import Project
from words.plain_dates import short_date
from words.working_days import london_date


def to_hold(projects: Sequence[Project], *, today: date) -> tuple[list[Late], list[Task]]:
    """Those past their day, and the others, soonest first.

    `projects` come from `own_projects.projects_of`, each with the earliest one that the person sees to.
    """
    late, tasks = [], []
    waiting = [project for project in projects if project.talk_due_on]
    for project in sorted(waiting, key=lambda each: each.talk_due_on):
        due = short_date(project.talk_due_on)
        url = reverse("ladder:conversation", args=[project.slug, london_date(project.talk_closed_at)])
        if project.talk_due_on < today:
            text = f"Have the conversation: {project.name}"
            late.append(Late(text, f"It was due on {due}. Then write down what came of it.", url))
        else:
            hint = "People and your team see it very differently. The page says where to begin"
            text = f"Have the conversation about {project.name} by {due}"
            tasks.append(Task(text, hint, f"Due {due}", "soon", url))
    return late, tasks
