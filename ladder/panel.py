"""Who is asked in a check: nobody can rig the panel."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.choices import EMPLOYED
from accounts.models import RoleGrant
from experts.models import Expert
from projects.models import Membership, Project
from words.months import months_before


def _memberships(project: Project, *, on: date, months: int) -> QuerySet[Membership]:
    return project.memberships.filter(
        Q(ends_on=None) | Q(ends_on__gte=months_before(on, months)), starts_on__lte=on
    )


def invited_to(project: Project, *, on: date, months: int) -> QuerySet[Expert]:
    """Everyone who was a confirmed member in the last `months` months, whoever took them off. Never staff."""
    members = _memberships(project, on=on, months=months).exclude(confirmed_by=None)
    staff = RoleGrant.objects.held(on=on).filter(role__in=EMPLOYED).values("user__contact_id")
    return (
        Expert.objects.filter(pk__in=members.values("expert_id"))
        .exclude(contact_id__in=staff)
        .select_related("contact__how_to_reach")
        .order_by("contact__name", "pk")
    )


def to_confirm(project: Project, *, on: date, months: int) -> QuerySet[Membership]:
    """Members whom a project's team added and the involvement team has not confirmed."""
    waiting = _memberships(project, on=on, months=months).filter(confirmed_by=None)
    return waiting.select_related("expert__contact", "added_by").order_by("expert__contact__name", "pk")
