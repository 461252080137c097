"""Whom a supporter helps, and the projects whose results each of those lets them see."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from experts.models import Supporter
from projects.models import Membership, Project


@dataclass(frozen=True, slots=True)
class Helped:
    """One person whom somebody helps."""

    pk: int
    contact_id: UUID
    name: str
    may_help: bool
    may_see_results: bool
    projects: tuple[Project, ...]


def helped_by(user: User) -> list[Helped]:
    """Everyone whom this person helps now, by name. One query, and one more where they may see results."""
    rows = Supporter.objects.now().filter(contact=user.contact_id).select_related("expert__contact")
    supporters = list(rows.order_by("expert__contact__name", "pk"))
    let_in_by = [each.expert_id for each in supporters if each.may_see_results]
    found: dict[int, list[Project]] = {}
    if let_in_by:
        there = Membership.objects.filter(expert__in=let_in_by, ends_on=None).exclude(confirmed_by=None)
        seen = there.filter(project__in=Project.objects.visible_to(user).published())
        for membership in seen.select_related("project"):
            found.setdefault(membership.expert_id, []).append(membership.project)
    return [
        Helped(
            pk=each.pk,
            contact_id=each.expert.contact_id,
            name=each.expert.contact.name,
            may_help=each.may_help_answer,
            may_see_results=each.may_see_results,
            projects=tuple(sorted(found.get(each.expert_id, ()), key=lambda project: project.name)),
        )
        for each in supporters
    ]
