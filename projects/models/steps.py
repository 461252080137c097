"""The step that the council says a project is on, and why it is not a higher one."""

import pgtrigger
from django.db import models
from django.db.models import Q

from accounts.models import User
from ladder.rungs import Rung
from privacy.columns import Columns
from projects.choices import Part, Reason
from projects.models.project import Project
from projects.querysets import StatedLevelQuerySet

A_STEP = [(rung.value, rung.label) for rung in Rung]
PART_RUNGS = {part: f"{part.value}_rung" for part in Part}


def _rung() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(choices=A_STEP, null=True, blank=True)


class StatedLevel(models.Model):
    """What the council says of a project's step: overall, and for the parts of the work that differ.

    It is prepared first, piece by piece. Once stated, a row never changes; a new one follows, with the reason
    for the change.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stated_levels")
    rung = _rung()
    justification = models.CharField(max_length=400, blank=True)
    plan_rung = _rung()
    design_rung = _rung()
    deliver_rung = _rung()
    review_rung = _rung()
    changed_because = models.CharField(max_length=400, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StatedLevelQuerySet.as_manager()

    columns = Columns(
        plain=(
            "id", "project", "rung", "justification", "plan_rung", "design_rung", "deliver_rung",
            "review_rung", "changed_because", "stated_on",
        ),
        personal=("stated_by",),
        kept="as long as the register is public",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_step_is_one_of_seven", condition=Q(rung=None) | Q(rung__gte=1, rung__lte=7)
            ),
            *(
                models.CheckConstraint(
                    name=f"the_step_of_{part.value}_is_one_of_seven",
                    condition=Q(**{column: None}) | Q(**{f"{column}__gte": 1, f"{column}__lte": 7}),
                )
                for part, column in PART_RUNGS.items()
            ),
            models.CheckConstraint(
                name="a_stated_step_says_which_and_why",
                condition=Q(stated_on=None) | (Q(rung__isnull=False) & ~Q(justification="")),
            ),
            models.CheckConstraint(
                name="a_step_is_stated_by_a_person_on_a_day",
                condition=Q(stated_on=None, stated_by=None)
                | Q(stated_on__isnull=False, stated_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(stated_on=None), name="a_project_drafts_one_step_at_a_time"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_stated_step_is_never_changed_or_removed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__stated_on__isnull=False),
            ),
            pgtrigger.Trigger(
                name="a_later_step_says_why_it_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__stated_on__isnull=False, new__changed_because=""),
                func="""
                    IF EXISTS (
                        SELECT FROM projects_statedlevel
                        WHERE project_id = NEW.project_id AND stated_on IS NOT NULL AND id <> NEW.id
                    ) THEN
                        RAISE EXCEPTION 'A change of step says why it changed'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.get_rung_display() or "No step yet"

    @property
    def parts(self) -> dict[Part, Rung]:
        """The parts of the work that have a step of their own."""
        return {
            part: Rung(rung)
            for part, column in PART_RUNGS.items()
            if (rung := getattr(self, column)) is not None
        }


class WhyNot(models.Model):
    """One of the five reasons why a project is below Co-production, with a day to look again.

    Words and day may wait while it is prepared. A stated step has both for every reason.
    """

    stated_level = models.ForeignKey(StatedLevel, on_delete=models.CASCADE, related_name="why_nots")
    reason = models.CharField(max_length=20, choices=Reason)
    explanation = models.CharField(max_length=400, blank=True)
    look_again_on = models.DateField(null=True, blank=True)

    columns = Columns(
        plain=("id", "stated_level", "reason", "explanation", "look_again_on"),
        kept="as long as the register is public",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stated_level", "reason"], name="a_reason_is_given_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="the_reasons_of_a_stated_step_are_never_changed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT FROM projects_statedlevel
                        WHERE id IN (OLD.stated_level_id, NEW.stated_level_id) AND stated_on IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'The reasons of a stated step are never changed or removed';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return self.get_reason_display()

    @property
    def is_whole(self) -> bool:
        """Whether it says why, and when the project looks again."""
        return bool(self.explanation and self.look_again_on)
