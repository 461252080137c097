"""Who someone is, from the roles they hold. Anyone not signed in holds none."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.choices import EMPLOYED, READERS, STEERING_ROLES, Role, StaffSignIn

Person = Any  # a User, or Django's AnonymousUser
STAFF_HOME = (Role.STAFF, Role.INVOLVEMENT, Role.FACILITATOR, *READERS)
"""Who has work here, and a home with it."""


def has_role(user: Person, *roles: Role) -> bool:
    """Whether the person holds any of the roles, anywhere in the council."""
    return user.is_authenticated and any(role in roles for role, _ in user.roles)


def staff_directorates(user: Person) -> frozenset[int]:
    """Ids of the directorates the person is staff of."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(directorate for role, directorate in user.roles if role == Role.STAFF and directorate)


def is_involvement(user: Person) -> bool:
    """Whether the person is in the involvement team."""
    return has_role(user, Role.INVOLVEMENT)


def is_involvement_lead(user: Person) -> bool:
    """Whether the person gives and ends roles. That shows them nobody's record: see docs/decisions/0011."""
    return has_role(user, Role.INVOLVEMENT_LEAD)


def is_facilitator(user: Person) -> bool:
    """Whether the person leads groups that talk a project through, and is paid for it."""
    return has_role(user, Role.FACILITATOR)


def is_comment_reviewer(user: Person) -> bool:
    """Whether the person reads what people write in checks, before anyone else does."""
    return has_role(user, Role.COMMENT_REVIEWER)


def is_safeguarding(user: Person) -> bool:
    """Whether the person looks at worries that someone is in danger."""
    return has_role(user, Role.SAFEGUARDING)


def is_data_protection(user: Person) -> bool:
    """Whether the person looks after how the council handles what it knows about people."""
    return has_role(user, Role.DATA_PROTECTION)


def is_steering(user: Person) -> bool:
    """Whether the person is in the steering group, or chairs it."""
    return has_role(user, *STEERING_ROLES)


def is_employed(user: Person) -> bool:
    """Whether the person works for the council, or reads for it, so that no check ever asks them."""
    return has_role(user, *EMPLOYED)


def works_for_the_council(user: Person) -> bool:
    """Whether the person sees what others said as a part of their work. Their time signed in is short."""
    return is_employed(user) or is_facilitator(user)


def must_use_work_account(user: Person) -> bool:
    """Whether the person is employed here, and the council lets those in by their work account alone.

    Facilitators are often from elsewhere, and may be experts by experience too: they keep their code.
    """
    return settings.STAFF_SIGN_IN == StaffSignIn.WORK_ACCOUNT and is_employed(user)


def can_see_who_lacks_second_step(user: Person) -> bool:
    """Whether the person may see which staff have not set up a second step yet."""
    return is_involvement(user) or is_involvement_lead(user) or can_set_council(user)


def can_set_council(user: Person) -> bool:
    """Whether the person may change the council's name, contacts, colours, lists and numbers."""
    return has_role(user, Role.ADMINISTRATOR)


def can_see_roles(user: Person) -> bool:
    """Whether the person may read who has which role, of everybody who has one."""
    return has_role(user, Role.INVOLVEMENT_LEAD, Role.DATA_PROTECTION, Role.ADMINISTRATOR)


def can_give_roles(user: Person, there_is_a_lead: bool) -> bool:
    """Whether there is a role that the person may give, to anyone but themselves."""
    return bool(roles_to_give(user, there_is_a_lead))


def roles_to_give(user: Person, there_is_a_lead: bool) -> tuple[Role, ...]:
    """The roles that a person may give: all for a lead. The administrator gives the first lead's alone."""
    if is_involvement_lead(user):
        return tuple(Role)
    return (Role.INVOLVEMENT_LEAD,) if can_set_council(user) and not there_is_a_lead else ()


def can_change_roles_of(user: Person, person: Person) -> bool:
    """Whether the person may change, end or close what somebody else has. Never what is their own."""
    return is_involvement_lead(user) and user.pk != person.pk


def can_read_audit(user: Person) -> bool:
    """Whether the person may read what was done and read here, and by whom."""
    return is_data_protection(user)


def can_see_messages(user: Person) -> bool:
    """Whether the person sees what goes out to whom, and why something does not go.

    That somebody has answered is among the reasons: it is for the involvement team and data protection alone.
    """
    return is_involvement(user) or is_data_protection(user)


def can_see_staff_pages(user: Person) -> bool:
    """Whether the person has a staff home."""
    return has_role(user, *STAFF_HOME)


def must_have_second_step(user: Person) -> bool:
    """Whether the person needs a second step of their own. With a work account the council's own counts."""
    asked = settings.STAFF_SECOND_FACTOR_REQUIRED and works_for_the_council(user)
    return asked and not must_use_work_account(user)


def can_remove_factor(user: Person, factor: Authenticator) -> bool:
    """Whether the person may take this second step away: it is theirs, and staff keep one."""
    if factor.user_id != user.pk:
        return False
    if not must_have_second_step(user):
        return True
    others = Authenticator.objects.filter(user=user).exclude(pk=factor.pk)
    return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
