"""What the database holds for the evidence gates. Later records (decisions, points, activities) join here.

Checks are not among them, on purpose. A check asks how a project treats people. It is no evidence that people
were asked about a decision.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, OuterRef, QuerySet, Subquery

from ladder.evidence import Gate, Joined, Records, gates
from projects.models import Membership, Project


def with_records(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `records_of` reads, so that a page asks for a project and its records at once."""
    return projects.annotate(first_joined=Subquery(_first_joined(project=OuterRef("pk")).values("first")))


def records_of(project: Project) -> Records:
    """All that is recorded of one project. From a row that `with_records` brought, or one query."""
    return records_of_all([project])[project.pk]


def records_of_all(projects: Iterable[Project]) -> dict[int, Records]:
    """What is recorded of each project, by its id. From rows that `with_records` brought, or one query."""
    projects = list(projects)
    if all(hasattr(project, "first_joined") for project in projects):
        return {project.pk: _records(project.first_joined) for project in projects}
    ids = [project.pk for project in projects]
    joined = dict(_first_joined(project__in=ids).values_list("project", "first"))
    return {id_: _records(joined.get(id_)) for id_ in ids}


def _first_joined(**of_projects: object) -> QuerySet[Membership]:
    """The project, and the first day that an expert joined it.

    Only experts whom the involvement team has confirmed have joined: nobody can add a colleague as one.
    """
    confirmed = Membership.objects.filter(confirmed_by__isnull=False, **of_projects)
    return confirmed.order_by().values("project").annotate(first=Min("starts_on"))


def _records(first_joined: date | None) -> Records:
    return Records(joined=() if first_joined is None else (Joined(on=first_joined),))


def gates_of(project: Project, *, today: date) -> tuple[Gate, ...]:
    """The seven gates of one project, as its records leave them today. As many queries as `records_of`."""
    return gates(records_of(project), today=today)
