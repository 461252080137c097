"""Which bigger project a project is part of. Families are one level deep."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from projects.models import Project
from words.errors import Refused


@transaction.atomic
def join_bigger_project(*, project: Project, parent: Project | None, by: User, now: datetime) -> None:
    """Say which bigger project this one is part of, or that it stands alone.

    Raises Refused where that would make a family of more than one level.
    """
    rows = {project.pk, *([parent.pk] if parent else [])}
    locked = {row.pk: row for row in Project.objects.select_for_update().filter(pk__in=rows).order_by("pk")}
    project = locked[project.pk]
    if parent and parent.pk == project.pk:
        raise Refused("A project cannot be part of itself. Choose another one")
    if parent and locked[parent.pk].parent_id:
        raise Refused(f"{parent.name} is part of a bigger project itself. Choose that one")
    if parent and project.smaller_projects.exists():
        raise Refused("Other projects are part of this one, so it cannot be part of another")
    if project.parent_id == (parent.pk if parent else None):
        return
    project.parent = parent
    project.changed_at = now
    project.save(update_fields=["parent", "changed_at"])
    record("project.parent_said", by=by, subject=project, now=now, parent=parent.pk if parent else None)


@transaction.atomic
def say_why_it_is_above(*, project: Project, because: str, by: User, now: datetime) -> None:
    """Say why a project's step is above that of a smaller project in it."""
    if project.above_parts_because == because:
        return
    project.above_parts_because = because
    project.changed_at = now
    project.save(update_fields=["above_parts_because", "changed_at"])
    record("project.described", by=by, subject=project, now=now, fields="above_parts_because")
