"""A piece of work that the council registers."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from council.models import Area, Directorate
from ladder.rungs import Rung
from privacy.columns import Columns
from projects.choices import NEEDS_PAY, AccessPromise, CouldBe, PayOffered, Stage, WayToTakePart
from projects.models.imports import ImportBatch
from projects.querysets import ProjectQuerySet
from projects.references import REFERENCE_LENGTH
from projects.short_names import LONGEST_SHORT_NAME, shortened


def _searched(config: str) -> SearchVector:
    """What a project says in its own words. The names of people are never among them."""
    return (
        SearchVector("name", config=config, weight="A")
        + SearchVector("summary", config=config, weight="B")
        + SearchVector("already_decided", "can_still_change", config=config, weight="C")
    )


class ProjectManager(models.Manager.from_queryset(ProjectQuerySet)):
    """Leaves the words for searching in the database: they are long, and nobody reads them."""

    def get_queryset(self) -> ProjectQuerySet:
        return super().get_queryset().defer("search_words")


class Project(models.Model):
    """A draft until it is published. Only a published one must be complete, and has a public address."""

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True, editable=False)  # noqa: DJ001
    name = models.CharField(max_length=100)
    # What text messages call it, where somebody chose that. `called` is never empty.
    short_name = models.CharField(max_length=LONGEST_SHORT_NAME, blank=True)
    could_be = models.CharField(max_length=10, choices=CouldBe, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    directorate = models.ForeignKey(
        Directorate, on_delete=models.PROTECT, null=True, blank=True, related_name="projects"
    )
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    stopped_because = models.CharField(max_length=400, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    already_decided = models.TextField(blank=True, max_length=1000)
    can_still_change = models.TextField(blank=True, max_length=1000)
    areas = models.ManyToManyField(Area, blank=True, related_name="projects")
    ways = ArrayField(models.CharField(max_length=20, choices=WayToTakePart), default=list, blank=True)
    pay_offered = models.CharField(max_length=10, choices=PayOffered, blank=True)
    yearly_pay_budget_pence = models.PositiveBigIntegerField(null=True, blank=True)
    access_promises = ArrayField(
        models.CharField(max_length=20, choices=AccessPromise), default=list, blank=True
    )
    access_words = models.CharField(max_length=400, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="smaller_projects"
    )
    above_parts_because = models.CharField(max_length=400, blank=True)
    imported_in = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="projects"
    )
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    # English finds "meeting" by "meet"; simple keeps words whole, so that their beginnings are found too.
    search_words = models.GeneratedField(
        expression=_searched("english") + _searched("simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ProjectManager()

    columns = Columns(
        plain=(
            "id", "reference", "slug", "name", "short_name", "could_be", "summary", "directorate", "stage",
            "stopped_because", "starts_on", "ends_on", "already_decided", "can_still_change", "ways",
            "pay_offered", "yearly_pay_budget_pence", "access_promises", "access_words", "parent",
            "above_parts_because", "imported_in", "registered_at", "changed_at", "published_at",
            "search_words",
        ),
        personal=("registered_by",),
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="a_published_project_says_what_is_decided_and_what_is_open",
                condition=Q(published_at=None)
                | (~Q(already_decided="") & ~Q(can_still_change="") & ~Q(pay_offered="")),
            ),
            models.CheckConstraint(
                name="a_published_project_says_what_it_is_and_who_runs_it",
                condition=Q(published_at=None)
                | (~Q(name="") & ~Q(summary="") & ~Q(stage="") & Q(directorate__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_project_has_an_address_from_the_day_it_is_published",
                condition=Q(published_at=None, slug=None) | Q(published_at__isnull=False, slug__isnull=False),
            ),
            models.CheckConstraint(
                name="a_published_project_that_stopped_says_why",
                condition=Q(published_at=None) | ~Q(stage=Stage.STOPPED) | ~Q(stopped_because=""),
            ),
            models.CheckConstraint(
                name="a_project_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The day it ends must be after the day it starts",
            ),
            models.CheckConstraint(
                name="a_project_is_not_part_of_itself", condition=Q(parent=None) | ~Q(parent=F("id"))
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_published_address_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__slug__isnull=False, old__slug__df=pgtrigger.F("new__slug")),
            ),
            # Two moves at once cannot build a grandparent: each locks the rows it relies on.
            pgtrigger.Trigger(
                name="families_are_one_level_deep",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__parent__isnull=False),
                func="""
                    PERFORM FROM projects_project WHERE id = NEW.parent_id FOR UPDATE;
                    IF EXISTS (SELECT FROM projects_project WHERE parent_id = NEW.id)
                        OR (SELECT parent_id FROM projects_project WHERE id = NEW.parent_id) IS NOT NULL
                    THEN
                        RAISE EXCEPTION 'Families of projects are one level deep'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def called(self) -> str:
        """The name in text messages: the short one somebody chose, else the beginning of the whole name."""
        return self.short_name or shortened(self.name)

    @property
    def stated(self) -> "models.Model | None":
        """The step in force, from rows that `with_stated()` brought, or one query."""
        newest_first = getattr(self, "stated_levels_newest_first", None)
        if newest_first is None:
            newest_first = self.stated_levels.stated_newest_first()[:1]
        return next(iter(newest_first), None)

    @property
    def pay_is_set(self) -> bool:
        """Whether pay is offered and there is money for it this year."""
        return self.pay_offered == PayOffered.YES and bool(self.yearly_pay_budget_pence)

    def lacks_pay_for(self, rung: Rung | int | None) -> bool:
        """Whether a step asks for pay that this project has not set."""
        return rung in NEEDS_PAY and not self.pay_is_set
