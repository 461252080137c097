"""Who may do what to a project."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from accounts.choices import Role
from accounts.rules import Person, has_role, is_involvement
from experts.models import Supporter
from projects.models import ImportBatch, Membership, Project


def can_register(user: Person) -> bool:
    """Staff of a directorate, and the involvement team, register projects."""
    return has_role(user, Role.STAFF, Role.INVOLVEMENT)


def can_import(user: Person) -> bool:
    """Whoever may register projects may bring in a list of them: staff into their own directorates."""
    return can_register(user)


def can_undo_import(user: Person, batch: ImportBatch) -> bool:
    """Whoever brought a list of projects in, and the involvement team, undo it."""
    return is_involvement(user) or batch.brought_by_id == user.pk


def can_change(user: Person, project: Project) -> bool:
    """The project's team and the involvement team change it."""
    return is_involvement(user) or is_in_team(user, project)


def can_add_people(user: Person, project: Project) -> bool:
    """Whoever may change a project may add experts to it; the involvement team confirms their choice."""
    return can_change(user, project)


def can_confirm_people(user: Person, project: Project) -> bool:
    """Only the involvement team confirms the experts whom a project's team adds."""
    return is_involvement(user)


def is_in_team(user: Person, project: Project) -> bool:
    """Whether the person leads the project, or helps to. One query, or none for a row of `with_page()`."""
    if not user.is_authenticated:
        return False
    team_now = getattr(project, "team_now", None)
    if team_now is not None:
        return user.pk in team_now
    return project.team.filter(user=user, ends_on=None).exists()


def takes_part(user: Person, project: Project) -> bool:
    """Whether the person is, or was, in the project as an expert by experience."""
    return user.is_authenticated and _confirmed(project).filter(expert__contact=user.contact_id).exists()


def takes_part_or_is_let_in(user: Person, project: Project) -> bool:
    """The same, or somebody who is or was in the project lets the person see its results now.

    One query, or none for a row that `for_reader` brought for this person.
    """
    if not user.is_authenticated:
        return False
    if getattr(project, "read_by", None) == user.pk:
        return project.reader_takes_part
    return _confirmed(project).filter(_own_or_let_in(user)).exists()


def for_reader(projects: QuerySet[Project], user: Person) -> QuerySet[Project]:
    """Each with whether this person takes part in it, or is let in, so that a page need not ask again."""
    if not user.is_authenticated:
        return projects
    confirmed = Membership.objects.filter(project=OuterRef("pk")).exclude(confirmed_by=None)
    return projects.annotate(
        read_by=Value(user.pk), reader_takes_part=Exists(confirmed.filter(_own_or_let_in(user)))
    )


def _own_or_let_in(user: Person) -> Q:
    let_in_by = Supporter.objects.may_see_results(user).values("expert")
    return Q(expert__contact=user.contact_id) | Q(expert__in=let_in_by)


def _confirmed(project: Project) -> QuerySet[Membership]:
    return project.memberships.exclude(confirmed_by=None)
