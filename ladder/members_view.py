"""Projects with what members are shown of their newest check, put in order and compared in SQL.

Everything is read off the columns of the frozen result, so that an order tells nothing more than its rows.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    CharField,
    F,
    FilteredRelation,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Abs, Coalesce, Greatest, Lower

from ladder.choices import Badge, TeamAnswer
from ladder.disclosure import NARROWEST_GAP, Shown
from ladder.rungs import Rung
from ladder.scoring import STATEMENTS
from ladder.side_by_side import newest_closed, one_of
from ladder.two_sides import TEAM_PLACE
from projects.models import Project, StatedLevel
from words.working_days import london_date


def with_members_view(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what members are shown of its newest closed check: its `badge`, `gap` and `words`."""
    in_force = one_of("stated_levels__pk", StatedLevel.objects.in_force())
    return (
        projects.annotate(newest_check=newest_closed())
        .annotate(level=FilteredRelation("stated_levels", condition=in_force))
        .annotate(
            step_in_force=F("level__rung"),
            badge=Coalesce(
                F("newest_check__result__badge"), Value(Badge.NONE.value), output_field=CharField()
            ),
            gap=F("newest_check__result__gap"),
            words=F("newest_check__result__words"),
        )
    )


def widest_first(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Projects `with_members_view` as `ladder.disclosure.widest_gap_first` puts them, then by name.

    Those that show no badge come last, and after them those that had no check.
    """
    hidden = Case(
        When(badge=Badge.FEW, then=1), When(badge=Badge.NONE, then=2), default=0, output_field=IntegerField()
    )
    least = Case(
        *(When(badge=badge, then=gap) for badge, gap in NARROWEST_GAP.items()),
        default=0,
        output_field=IntegerField(),
    )
    gap = Coalesce("gap", least, output_field=IntegerField())
    return projects.annotate(hidden=hidden, width=gap).order_by(
        "hidden",
        Abs("width").desc(),
        Case(When(width__lt=0, then=1), default=0, output_field=IntegerField()),
        Lower("name"),
        "pk",
    )


def with_two_sides(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Of projects `with_members_view` those whose team answered, where the two sides differ most first.

    `apart` is how far, as `ladder.two_sides.widest_difference` has it: 0 where they agree, None where no
    statement has a place on both sides.
    """
    team = F("newest_check__team_answers__answers")
    answered = projects.filter(newest_check__team_answers__isnull=False).annotate(we_say=team)
    return answered.annotate(apart=Greatest(*(_apart(place) for place in range(STATEMENTS)))).order_by(
        F("apart").desc(nulls_last=True), Lower("name"), "pk"
    )


def _apart(place: int) -> Abs:
    """How far the team's answer is from people's word, for the statement at a place from 0."""
    team = Case(
        *(When(**{f"we_say__{place}": answer.value}, then=Value(on)) for answer, on in TEAM_PLACE.items()),
        output_field=IntegerField(),
    )
    return Abs(team - F(f"words__{place}"), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class MembersRow:
    """A project, the step the council says, and what members are shown of its newest closed check."""

    project: Project
    closed_on: date | None
    """The day its newest check closed, or None where none has."""
    stated: Rung
    """The step its badge speaks of; where there was no check, the one in force."""
    shown: Shown | None
    team: tuple[TeamAnswer, ...] | None
    """What the team said in that check, or None where it did not answer or there was none."""
    talk_by: date | None
    """The day by which people and the team are to talk about that check, or None where they need not."""
    talked_on: date | None
    """The day they did."""

    @property
    def badge(self) -> Badge:
        """The badge of the newest check."""
        return self.shown.badge if self.shown else Badge.NONE


def members_rows(projects: QuerySet[Project]) -> list[MembersRow]:
    """Projects `with_members_view`, in the order given, as rows. One query."""
    return [
        MembersRow(
            project=project,
            closed_on=london_date(project.check_closed_at) if project.check_closed_at else None,
            stated=Rung(project.stated_then),
            shown=Shown.from_dict(project.members) if project.members else None,
            team=tuple(map(TeamAnswer, project.team_answers)) if project.team_answers else None,
            talk_by=project.talk_by,
            talked_on=project.talked_on,
        )
        for project in projects.annotate(
            check_closed_at=F("newest_check__closed_at"),
            stated_then=Coalesce("newest_check__stated_level__rung", "step_in_force"),
            members=F("newest_check__result__members"),
            team_answers=F("newest_check__team_answers__answers"),
            talk_by=F("newest_check__conversation__due_on"),
            talked_on=F("newest_check__conversation__held_on"),
        )
        .select_related("directorate")
        .only("slug", "name", "directorate__name")
    ]
