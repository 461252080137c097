"""The whole programme, or one directorate, from what members are shown. Every figure counts projects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from ladder.as_shown import MIXED
from ladder.choices import Badge
from ladder.disclosure import with_result
from ladder.members_view import with_members_view
from ladder.models import Conversation
from ladder.rungs import RUNGS, Rung
from ladder.scoring import STATEMENTS
from projects.choices import Reason
from projects.models import Project, StatedLevel, WhyNot


@dataclass(frozen=True, slots=True)
class Low:
    """In how many projects one statement reads Mixed or lower, of those that show it."""

    number: int
    low: int
    shown: int


@dataclass(frozen=True)
class Totals:
    """Counts of projects, by the step they state, by badge, and by how each statement reads."""

    steps: Mapping[Rung, int]
    badges: Mapping[Badge, int]
    statements: tuple[Low, ...]
    """In the order of the statements."""
    no_team: int
    """Checked projects whose team did not answer."""

    @cached_property
    def projects(self) -> int:
        """How many projects are on the register."""
        return sum(self.badges.values())

    @cached_property
    def checked(self) -> int:
        """How many had a check that has closed."""
        return self.projects - self.badges[Badge.NONE]

    @cached_property
    def with_result(self) -> int:
        """How many have a badge that says something."""
        return with_result(self.badges)

    @cached_property
    def weakest_first(self) -> list[Low]:
        """The statements that any project shows, those that are low in most projects first."""
        shown = [each for each in self.statements if each.shown]
        return sorted(shown, key=lambda each: (-each.low, each.shown, each.number))


def programme(user: Any, directorate: int | None = None) -> QuerySet[Project]:
    """The published projects that a person may see, of one directorate or of all."""
    projects = Project.objects.visible_to(user).published()
    return projects if directorate is None else projects.filter(directorate=directorate)


def totals(projects: QuerySet[Project]) -> Totals:
    """Every count of these projects. One query: a row for each step."""
    numbers = {f"is_{badge.value}": Count("pk", filter=Q(badge=badge)) for badge in Badge}
    for place in range(STATEMENTS):
        word = f"words__{place}"
        numbers[f"low_{place}"] = Count("pk", filter=Q(**{f"{word}__lte": MIXED}))
        numbers[f"shown_{place}"] = Count("pk", filter=Q(**{f"{word}__gte": 0}))
    no_team = Q(newest_check__isnull=False, newest_check__team_answers__isnull=True)
    numbers["no_team"] = Count("pk", filter=no_team)
    by_step = with_members_view(projects).order_by().values("step_in_force")
    rows = list(by_step.annotate(in_all=Count("pk"), **numbers))
    summed = {name: sum(row[name] for row in rows) for name in numbers}
    steps = {row["step_in_force"]: row["in_all"] for row in rows}
    return Totals(
        steps={rung: steps.get(rung, 0) for rung in RUNGS},
        badges={badge: summed[f"is_{badge.value}"] for badge in Badge},
        statements=tuple(
            Low(place + 1, summed[f"low_{place}"], summed[f"shown_{place}"]) for place in range(STATEMENTS)
        ),
        no_team=summed["no_team"],
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Conversations that nobody has said were held."""

    late: int
    """Their day has passed."""
    no_owner: int
    """Nobody is named to lead them."""


def conversations_waiting(user: Any, projects: QuerySet[Project], *, today: date) -> Waiting:
    """How many conversations about these projects are late, and how many have no owner. One query."""
    to_hold = Conversation.objects.visible_to(user).to_hold().filter(round__project__in=_ids(projects))
    return Waiting(
        **to_hold.order_by().aggregate(
            late=Count("pk", filter=Q(due_on__lt=today)), no_owner=Count("pk", filter=Q(owner=None))
        )
    )


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why projects are not co-production: how many give each reason, and when one looks again."""

    counts: Mapping[Reason, int]
    late: int
    """Reasons whose day to look again has passed."""
    next_on: date | None
    """The next day that a project looks again."""


def reasons_in_force(projects: QuerySet[Project], *, today: date) -> Reasons:
    """The reasons of these projects' steps as they are now. One query."""
    now = StatedLevel.objects.filter(project__in=_ids(projects)).in_force()
    found = (
        WhyNot.objects.filter(stated_level__in=now.values("pk"))
        .order_by()
        .values("reason")
        .annotate(
            projects=Count("pk"),
            late=Count("pk", filter=Q(look_again_on__lt=today)),
            next_on=Min("look_again_on", filter=Q(look_again_on__gte=today)),
        )
    )
    rows = {Reason(row["reason"]): row for row in found}
    return Reasons(
        counts={reason: rows[reason]["projects"] if reason in rows else 0 for reason in Reason},
        late=sum(row["late"] for row in rows.values()),
        next_on=min((row["next_on"] for row in rows.values() if row["next_on"]), default=None),
    )


def _ids(projects: QuerySet[Project]) -> QuerySet[Project]:
    return projects.order_by().values("pk")
