"""Work accounts: whether they let people in here, and who has one. Their id alone tells, never an address."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from accounts.choices import StaffSignIn
from accounts.models import User

PROVIDER = "work-account"
"""What the rows of work accounts are filed under. There is one provider: the council's own."""


def are_used() -> bool:
    """Whether anybody signs in here with a work account."""
    return settings.STAFF_SIGN_IN != StaffSignIn.CODE


def is_one_way_of_two() -> bool:
    """Whether people who are employed here may sign in with a code as well."""
    return settings.STAFF_SIGN_IN == StaffSignIn.BOTH


def has_joined(user: User) -> bool:
    """Whether a work account signs this person in."""
    return are_used() and SocialAccount.objects.filter(provider=PROVIDER, user=user).exists()
