"""Reading what several projects say together, and who leads one."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.choices import Role
from accounts.models import User
from ladder.rungs import Rung
from projects.models import CoLead, Project
from projects.references import reference_in


@dataclass(frozen=True, slots=True)
class OnStep:
    """A published project, and the step it states."""

    name: str
    slug: str
    rung: Rung


def smaller_projects(project: Project) -> list[OnStep]:
    """The published projects that are part of this one, lowest step first. One query."""
    parts = Project.objects.published().with_step_in_force().filter(parent=project)
    return [
        OnStep(name, slug, Rung(rung))
        for name, slug, rung in parts.order_by("step_in_force", "name").values_list(
            "name", "slug", "step_in_force"
        )
    ]


def lowest_smaller_project(project: Project) -> OnStep | None:
    """The published part of this project on the lowest step, if it has parts."""
    return next(iter(smaller_projects(project)), None)


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads a project: names that anyone may read, or "" where there is nobody."""

    staff: str
    expert: str


AN_EXPERT = "an expert by experience"


def leads_of(project: Project) -> Leads:
    """The staff lead's name, and the expert co-lead's only while they have said that it may be shown."""
    lead = project.team.filter(is_lead=True, ends_on=None).select_related("user__contact").first()
    co_lead = co_lead_of(project)
    if co_lead is None:
        expert = ""
    elif co_lead.name_consents.filter(withdrawn_at=None).exists():
        expert = co_lead.membership.expert.contact.name
    else:
        expert = AN_EXPERT
    return Leads(staff=lead.user.contact.name if lead else "", expert=expert)


def co_lead_of(project: Project) -> CoLead | None:
    """The expert who leads the project with its staff lead now."""
    return project.co_leads.filter(ends_on=None).select_related("membership__expert__contact").first()


def who_can_lead(project: Project) -> QuerySet[User]:
    """Staff of the project's directorate, and whoever is in its team now, by name."""
    staff = Q(
        pk__in=User.objects.filter(
            grants__role=Role.STAFF, grants__directorate=project.directorate_id, grants__ends_on=None
        )
    )
    team = Q(pk__in=project.team.filter(ends_on=None).values("user"))
    return (
        User.objects.filter(staff | team, is_active=True)
        .select_related("contact")
        .order_by("contact__name", "pk")
    )


def can_be_searched(typed: str) -> bool:
    """Whether there is a word to search for. One that every text has, such as "the", is none. One query."""
    if reference_in(typed):
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english', %s)) > 0", [typed])
        return cursor.fetchone()[0]
