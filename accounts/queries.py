"""Who has which role, and who still lacks a second step."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.choices import EMPLOYED, Role, StaffSignIn
from accounts.models import RoleGrant, User
from accounts.rules import Person
from accounts.second_step import KINDS
from accounts.work_accounts import PROVIDER, are_used
from council.models import Directorate


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody who works for the council and has no second step yet."""

    contact_id: UUID
    name: str
    email: str
    part: str


def staff_without_second_step(*, today: date) -> list[Lacking]:
    """Everybody who must have a second step and has none, by name, in three queries at most.

    The council's own counts for whoever a work account signs in.
    """
    has_one = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)
    grants = RoleGrant.objects.held(on=today).filter(role__in=(*EMPLOYED, Role.FACILITATOR))
    people = User.objects.filter(is_active=True, pk__in=grants.values("user"))
    if are_used():
        people = people.exclude(Exists(SocialAccount.objects.filter(provider=PROVIDER, user=OuterRef("pk"))))
    if settings.STAFF_SIGN_IN == StaffSignIn.WORK_ACCOUNT:
        # What they have set up themselves counts only for people who are not employed here.
        people = people.filter(~Exists(has_one) | Q(pk__in=grants.filter(role__in=EMPLOYED).values("user")))
    else:
        people = people.exclude(Exists(has_one))
    people = people.order_by("contact__name", "pk")
    parts: dict[int, list[str]] = {}
    for grant in grants.filter(user__in=people).select_related("directorate").order_by("pk"):
        part = grant.get_role_display()
        parts.setdefault(grant.user_id, []).append(
            f"{part}, {grant.directorate}" if grant.directorate else part
        )
    return [
        Lacking(user.contact_id, user.contact.name, user.email, "; ".join(parts[user.pk])) for user in people
    ]


def there_is_a_lead(*, on: date) -> bool:
    """Whether anybody who may sign in gives roles on this day, or will later."""
    leads = RoleGrant.objects.to_come_or_held(on=on).filter(role=Role.INVOLVEMENT_LEAD)
    return leads.filter(user__is_active=True).exists()


def who_has_what(
    *, seen_by: Person, on: date, role: str = "", directorate: Directorate | None = None, ended: bool = False
) -> QuerySet[User]:
    """People by name with `shown`: their roles of this day and later. Or, `ended`, those who have none left.

    With a role or a directorate, only people who have such a role, or had one.
    """
    grants = RoleGrant.objects.visible_to(seen_by)
    now = grants.to_come_or_held(on=on)
    wanted = grants if ended else now
    if role:
        wanted = wanted.filter(role=role)
    if directorate:
        wanted = wanted.filter(directorate=directorate)
    people = User.objects.filter(pk__in=wanted.values("user"))
    if ended:
        people = people.exclude(pk__in=now.values("user"))
    shown = (grants if ended else now).select_related("directorate").order_by("starts_on", "pk")
    return people.prefetch_related(Prefetch("grants", shown, to_attr="shown")).order_by("contact__name", "pk")


def people_with_roles(*, seen_by: Person) -> QuerySet[User]:
    """Everyone who has a role or had one, by name. People who only take part are not among them."""
    grants = RoleGrant.objects.visible_to(seen_by)
    return User.objects.filter(pk__in=grants.values("user")).order_by("contact__name", "pk")
