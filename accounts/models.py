"""A User is a person who signs in; a RoleGrant is a role they hold, from a day to a day."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.choices import OF_A_DIRECTORATE, Limits, Role
from council.models import Directorate
from notices.models import Contact
from privacy.columns import Columns
from privacy.fields import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever the case it was typed in, each with their contact."""

    def get_queryset(self) -> models.QuerySet["User"]:
        # Every page says who is signed in, so their name comes in the same query.
        return super().get_queryset().select_related("contact")

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Someone who signs in with a code sent to their e-mail address. There are no passwords."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="user")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    columns = Columns(
        plain=("id", "password", "is_active"),
        personal=("contact", "email", "last_login"),
        kept="2 years after the person last signed in",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="an_address_signs_in_one_person",
                violation_error_message="Someone already signs in with this email address",
            )
        ]

    def __str__(self):
        return self.contact.name

    @cached_property
    def held(self) -> list[tuple[Role, int | None, str | None]]:
        """The roles held now, oldest first, each with its directorate's id and name where it has one."""
        current = self.grants.filter(ends_on=None).order_by("pk")
        rows = current.values_list("role", "directorate_id", "directorate__name")
        return [(Role(role), directorate, name) for role, directorate, name in rows]

    @cached_property
    def roles(self) -> frozenset[tuple[Role, int | None]]:
        """The roles held now, each with the id of its directorate or None for the whole council."""
        return frozenset((role, directorate) for role, directorate, _ in self.held)


class RoleGrant(models.Model):
    """One role, given to one person by another. It is ended, never removed."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    directorate = models.ForeignKey(
        Directorate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    columns = Columns(
        plain=("id", "role", "directorate", "starts_on", "ends_on"),
        personal=("user", "granted_by"),
        kept="6 years after the role ends",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "directorate"],
                condition=Q(ends_on=None),
                nulls_distinct=False,
                name="a_person_holds_a_role_once",
            ),
            models.CheckConstraint(
                name="staff_work_for_a_directorate_and_others_for_the_council",
                condition=Q(role__in=OF_A_DIRECTORATE, directorate__isnull=False)
                | (~Q(role__in=OF_A_DIRECTORATE) & Q(directorate__isnull=True)),
            ),
            models.CheckConstraint(
                name="nobody_gives_themselves_a_role",
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")),
                violation_error_message="Someone else must give you this role",
            ),
            models.CheckConstraint(
                name="a_role_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class Session(models.Model):
    """One browser in which somebody is signed in, or is about to be. No network address is kept.

    The cookie's key is not here, only its digest. What it holds is encrypted.
    """

    key_digest = models.CharField(max_length=64, unique=True)
    data = EncryptedTextField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    limits = models.CharField(max_length=10, choices=Limits, blank=True)
    browser = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(db_index=True)

    columns = Columns(
        plain=("id", "limits", "began_at", "seen_at", "ends_at"),
        personal=("key_digest", "data", "user", "browser"),
        kept="1 day after it ends. Signing out removes it at once",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_session_of_somebody_has_its_times_and_limits",
                condition=Q(user=None, began_at=None, seen_at=None, limits="")
                | Q(
                    user__isnull=False,
                    began_at__isnull=False,
                    seen_at__isnull=False,
                    limits__in=Limits.values,
                ),
            ),
        ]

    def __str__(self):
        return f"{self.browser or 'A browser'}, until {self.ends_at:%d.%m.%Y}"
