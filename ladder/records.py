"""What the database holds for the evidence gates. Later records (decisions, points, activities) join here.

Checks are not among them, on purpose. A check asks how a project treats people. It is no evidence that people
were asked about a decision.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min

from ladder.evidence import Gate, Joined, Records, gates
from projects.models import Membership, Project


def records_of(project: Project) -> Records:
    """All that is recorded of one project. One query."""
    return records_of_all([project])[project.pk]


def records_of_all(projects: Iterable[Project]) -> dict[int, Records]:
    """What is recorded of each project, by its id. As many queries for a hundred projects as for one.

    Only experts whom the involvement team has confirmed have joined: nobody can add a colleague as one.
    """
    ids = [project.pk for project in projects]
    first_joined = (
        Membership.objects.filter(project_id__in=ids, confirmed_by__isnull=False)
        .order_by()
        .values_list("project_id")
        .annotate(first=Min("starts_on"))
    )
    joined = {project_id: (Joined(on=first),) for project_id, first in first_joined}
    return {id_: Records(joined=joined.get(id_, ())) for id_ in ids}


def gates_of(project: Project, *, today: date) -> tuple[Gate, ...]:
    """The seven gates of one project, as its records leave them today. One query."""
    return gates(records_of(project), today=today)
