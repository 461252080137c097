"""Reading what several projects say together, and who leads one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.choices import Role
from accounts.models import User
from experts.models import Expert
from ladder.rungs import Rung
from notices.models import Contact
from projects.models import CoLead, Membership, NameConsent, Project, TeamMember
from projects.references import reference_in


def named(project: Project) -> dict[str, str]:
    """What messages about a project call it. A text message takes the short name, or else the reference."""
    return {"project": project.name, "short_name": project.called, "reference": project.reference}


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


def lowest_smaller_projects(projects: Iterable[Project]) -> dict[int, OnStep]:
    """The same for several, by the id of the bigger project. One query."""
    parts = Project.objects.published().with_step_in_force().filter(parent__in=[each.pk for each in projects])
    lowest: dict[int, OnStep] = {}
    for parent, name, slug, rung in parts.order_by("step_in_force", "name").values_list(
        "parent", "name", "slug", "step_in_force"
    ):
        lowest.setdefault(parent, OnStep(name, slug, Rung(rung)))
    return lowest


AN_EXPERT = "an expert by experience"


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads a project: names that anyone may read, or "" where there is nobody."""

    staff: str
    expert: str

    @property
    def names_the_expert(self) -> bool:
        """Whether the expert said that their name may be shown."""
        return self.expert not in ("", AN_EXPERT)


def with_leads(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what `leads_of` says of it. A name that may not be shown is not even read."""
    this = {"project": OuterRef("pk"), "ends_on": None}
    lead = TeamMember.objects.filter(**this, is_lead=True)
    co_lead = CoLead.objects.filter(**this)
    says_yes = NameConsent.objects.filter(co_lead=OuterRef("pk"), withdrawn_at=None)
    named = co_lead.filter(Exists(says_yes))
    return projects.annotate(
        staff_lead_name=Subquery(lead.values("user__contact__name")),
        has_co_lead=Exists(co_lead),
        named_co_lead=Subquery(named.values("membership__expert__contact__name")),
    )


def leads_of(project: Project) -> Leads:
    """The staff lead's name, and the expert co-lead's only while they have said that it may be shown.

    From a row that `with_leads` brought, or one query.
    """
    row = project if hasattr(project, "has_co_lead") else with_leads(Project.objects.all()).get(pk=project.pk)
    expert = row.named_co_lead or (AN_EXPERT if row.has_co_lead else "")
    return Leads(staff=row.staff_lead_name or "", expert=expert)


def co_lead_of(project: Project) -> CoLead | None:
    """The expert who leads the project with its staff lead now."""
    return project.co_leads.filter(ends_on=None).select_related("membership__expert__contact").first()


def co_leads_of(user: User) -> list[CoLead]:
    """The projects that a person leads now as an expert, each with `shows_name`. Drafts are among them.

    They must be able to take their name off at any time, before a project is published too.
    """
    says_yes = NameConsent.objects.filter(co_lead=OuterRef("pk"), withdrawn_at=None)
    mine = CoLead.objects.filter(membership__expert__contact=user.contact_id, ends_on=None)
    return list(
        mine.select_related("project").annotate(shows_name=Exists(says_yes)).order_by("project__name")
    )


def who_can_lead(project: Project, *, on: date) -> QuerySet[User]:
    """Staff of the project's directorate, and whoever is in its team now, by name."""
    staff = Q(pk__in=User.objects.holding(Role.STAFF, on=on, directorate=project.directorate_id).values("pk"))
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


THEY_WORK_ON_IT = "They work on a project that this person is in. Staff of a project cannot help with it"


def works_on_a_project_of(expert: Expert, contact: Contact) -> str:
    """Why someone may not help an expert: they work on a project the expert is in, or was in, since checks
    still ask those who left. "" when they do not."""
    projects = Membership.objects.filter(expert=expert).values("project")
    team = TeamMember.objects.filter(user__contact=contact, ends_on=None, project__in=projects)
    return THEY_WORK_ON_IT if team.exists() else ""


def not_worked_with(contact: Contact) -> QuerySet[Expert]:
    """The experts of whom that says nothing, but for the one that somebody is: asked of many at once."""
    own = TeamMember.objects.filter(user__contact=contact, ends_on=None).values("project")
    worked_with = Membership.objects.filter(project__in=own).values("expert")
    return Expert.objects.exclude(pk__in=worked_with).exclude(contact=contact)
