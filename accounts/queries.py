"""What pages ask about people who sign in."""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from accounts.choices import EMPLOYED, Role
from accounts.models import RoleGrant, User
from accounts.second_step import KINDS


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody who works for the council and has no second step yet."""

    name: str
    email: str
    part: str


def staff_without_second_step(*, today: date) -> list[Lacking]:
    """Everybody who must have a second step and has none, by name, in three queries at most."""
    has_one = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)
    grants = RoleGrant.objects.held(on=today).filter(role__in=(*EMPLOYED, Role.FACILITATOR))
    people = (
        User.objects.filter(is_active=True, pk__in=grants.values("user"))
        .exclude(Exists(has_one))
        .order_by("contact__name", "pk")
    )
    parts: dict[int, list[str]] = {}
    for grant in grants.filter(user__in=people).select_related("directorate").order_by("pk"):
        part = grant.get_role_display()
        parts.setdefault(grant.user_id, []).append(
            f"{part}, {grant.directorate}" if grant.directorate else part
        )
    return [Lacking(user.contact.name, user.email, "; ".join(parts[user.pk])) for user in people]
