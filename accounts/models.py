"""A User is a person who signs in; a RoleGrant is a role they hold, from a day to a day."""

from datetime import date, timedelta
from functools import cached_property

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from accounts.choices import OF_A_DIRECTORATE, Limits, Role
from accounts.querysets import RoleGrantQuerySet
from council.models import Directorate
from notices.models import Contact
from privacy.columns import SOCIAL_CARE, Columns
from privacy.fields import EncryptedTextField
from words.working_days import london_date

A_DAY = timedelta(days=1)
FROZEN = ("user", "role", "directorate", "starts_on", "granted_by")


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever the case it was typed in, each with their contact."""

    def get_queryset(self) -> models.QuerySet["User"]:
        # Every page says who is signed in, so their name comes in the same query.
        return super().get_queryset().select_related("contact")

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email__iexact=username)

    def holding(
        self, *roles: Role, on: date, directorate: Directorate | int | None = None
    ) -> models.QuerySet["User"]:
        """People who may sign in and hold any of these roles on a day, anywhere or in one directorate."""
        grants = RoleGrant.objects.held(on=on).filter(role__in=roles)
        if directorate is not None:
            grants = grants.filter(directorate=directorate)
        return self.filter(is_active=True, pk__in=grants.values("user"))


class User(AbstractBaseUser):
    """Someone who signs in with a code: sent to their e-mail address, or posted where they have none.

    There are no passwords.
    """

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="user")
    # Nothing, and never an empty text, for a person whose codes come by post.
    email = models.EmailField(unique=True, null=True, blank=True)
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
            ),
            models.CheckConstraint(
                name="an_address_to_sign_in_is_never_an_empty_text", condition=~Q(email="")
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_last_administrator_is_never_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("is_active"),
                condition=pgtrigger.Q(old__is_active=True, new__is_active=False),
                declare=[("today", "date")],
                func="""
                    PERFORM pg_advisory_xact_lock(hashtext('an administrator always stays'));
                    today := (now() AT TIME ZONE 'Europe/London')::date;
                    IF EXISTS (
                        SELECT FROM accounts_rolegrant WHERE user_id = OLD.id
                        AND role = 'administrator' AND (ends_on IS NULL OR ends_on >= today)
                    ) AND NOT EXISTS (
                        SELECT FROM accounts_rolegrant other JOIN accounts_user person
                        ON person.id = other.user_id AND person.is_active AND person.id <> OLD.id
                        WHERE other.role = 'administrator' AND other.ends_on IS NULL
                        AND other.starts_on <= today
                    ) THEN
                        RAISE EXCEPTION 'One administrator always stays'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.contact.name

    @cached_property
    def held(self) -> list[tuple[Role, int | None, str | None]]:
        """The roles held today, oldest first, each with its directorate's id and name where it has one.

        The one record that reads the clock: whoever asks what a person may do asks about this moment.
        """
        current = self.grants.held(on=london_date(timezone.now())).order_by("pk")
        rows = current.values_list("role", "directorate_id", "directorate__name")
        return [(Role(role), directorate, name) for role, directorate, name in rows]

    @cached_property
    def roles(self) -> frozenset[tuple[Role, int | None]]:
        """The roles held today, each with the id of its directorate or None for the whole council."""
        return frozenset((role, directorate) for role, directorate, _ in self.held)


UNUSED = Q(used_at=None, ended_at=None)
"""A secret that works once and has not: nobody used it, and nothing ended it."""


def used_once(called: str) -> list[models.BaseConstraint]:
    """What the database keeps true of a secret that is sent to one person and works once."""
    return [
        models.UniqueConstraint(
            fields=["user"],
            condition=UNUSED,
            name=f"a_person_has_one_{called}_at_a_time",
        ),
        models.CheckConstraint(
            name=f"a_{called}_is_used_or_ended_not_both",
            condition=Q(used_at=None) | Q(ended_at=None),
        ),
        models.CheckConstraint(
            name=f"a_{called}_is_used_while_it_works",
            condition=Q(used_at=None) | Q(used_at__gte=F("made_at"), used_at__lt=F("works_until")),
        ),
    ]


class WorksOnce(models.Model):
    """A secret that is sent to one person and works once, for a time. Only a digest of it is kept."""

    made_at = models.DateTimeField()
    works_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self._meta.verbose_name.capitalize()} {self.pk}"


class PostedCode(WorksOnce):
    """A code in a letter that signs one person in. The digest is made under the application's key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="posted_codes")
    code_digest = models.BinaryField(max_length=32, unique=True)

    columns = Columns(
        plain=("id", "made_at", "works_until", "used_at", "ended_at"),
        personal=("user", "code_digest"),
        kept="35 days after it was made",
    )

    class Meta:
        constraints = used_once("posted_code")


class WorkLink(WorksOnce):
    """A link in an email that joins one person and their work account."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="work_links")
    key_digest = models.BinaryField(max_length=32, unique=True)

    columns = Columns(
        plain=("id", "made_at", "works_until", "used_at", "ended_at"),
        personal=("user", "key_digest"),
        kept="35 days after it was made",
    )

    class Meta:
        constraints = used_once("work_link")


class RoleGrant(models.Model):
    """One role, given to one person by another, from a day to a day, both included.

    It is ended, never removed. One that never began ends on the day before it would have.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    directorate = models.ForeignKey(
        Directorate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    columns = Columns(
        plain=("id", "role", "directorate", "starts_on", "ends_on"),
        personal=("user", "granted_by"),
        kept="6 years after the role ends",
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_person_holds_a_role_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    # Nothing equals NULL, so the whole council is written as 0 here.
                    (Coalesce("directorate", Value(0)), RangeOperators.EQUAL),
                    (
                        # Up to the day after its last. One that never began is empty, and overlaps nothing.
                        Func(
                            F("starts_on"),
                            Func(F("ends_on"), template="(%(expressions)s + 1)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="They have this role on some of these days already",
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
                name="a_role_ends_after_it_starts_or_never_began",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on") - Value(A_DAY)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="what_a_role_was_given_with_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*FROZEN),
            ),
            # An end that lies ahead comes by itself, with nobody writing. So one administrator always has no
            # end, and is there by the day after another's last. Two at once wait for each other.
            pgtrigger.Trigger(
                name="an_administrator_always_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__role=Role.ADMINISTRATOR.value),
                declare=[("left_from", "date")],
                func="""
                    IF TG_OP = 'DELETE' THEN
                        left_from := (now() AT TIME ZONE 'Europe/London')::date;
                    ELSIF NEW.ends_on IS NULL OR NEW.ends_on >= OLD.ends_on THEN
                        RETURN NEW;
                    ELSE
                        left_from := NEW.ends_on + 1;
                    END IF;
                    PERFORM pg_advisory_xact_lock(hashtext('an administrator always stays'));
                    IF NOT EXISTS (
                        SELECT FROM accounts_rolegrant other JOIN accounts_user person
                        ON person.id = other.user_id AND person.is_active
                        WHERE other.id <> OLD.id AND other.role = 'administrator'
                        AND other.ends_on IS NULL AND other.starts_on <= left_from
                    ) THEN
                        RAISE EXCEPTION 'One administrator always stays'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    @property
    def never_began(self) -> bool:
        """Whether it was ended before it gave anything."""
        return self.ends_on is not None and self.ends_on < self.starts_on

    def is_over(self, on: date) -> bool:
        """Whether it gives nothing on a day and will not later: what `to_come_or_held` leaves out."""
        return self.ends_on is not None and (self.ends_on < on or self.never_began)


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


class KeptForm(models.Model):
    """What somebody sent when their time signed in was over, until they sign in: all of it encrypted."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    sealed = EncryptedTextField()
    made_at = models.DateTimeField(db_index=True)

    columns = Columns(
        plain=("id", "made_at"),
        personal=("user",),
        special=("sealed",),
        condition=SOCIAL_CARE,
        kept="1 hour",
    )

    def __str__(self):
        return f"Sent too late by {self.user}"


class TryCount(models.Model):
    """How often a code was asked for or typed wrong, for one account or from one place, in a stretch of time.

    Whose and where is not here, only a digest of it that nobody can work out without the application's key.
    """

    key_digest = models.CharField(max_length=64, primary_key=True)
    many = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    columns = Columns(
        plain=("many", "ends_at"),
        personal=("key_digest",),
        kept="1 hour after its time is over, which is a day at most",
    )

    def __str__(self):
        return f"{self.many} until {self.ends_at:%d.%m.%Y %H:%M}"
