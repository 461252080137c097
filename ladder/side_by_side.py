"""Projects with what their newest check shows, for lists, and the order that lists keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Abs, Cast, Coalesce, Greatest, Lower

from ladder.as_shown import CONVERSATION_GAP
from ladder.choices import Audience, Badge
from ladder.evidence import Gate, evidenced_rung, gates, record_words
from ladder.models import Round
from ladder.queries import OpenCheck, ShownCheck, badge_of, newest_results, open_checks
from ladder.records import records_of_all
from ladder.result_words import NOT_ENOUGH, SMALL_GROUP, about_sentence
from ladder.rungs import Rung
from projects.choices import OVER, WayToTakePart
from projects.models import Project

A_CHECK_IS_OPEN = "A check is open now"
ATTENTION_FIRST = (Badge.TALK, Badge.HIGHER, Badge.MATCH, Badge.FEW, Badge.NONE)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A project, the step the council says, what its record shows, and what one audience may see of its
    newest check."""

    project: Project
    result: ShownCheck | None
    open_check: OpenCheck | None
    """The check of it that people may answer now."""
    gates: tuple[Gate, ...]

    @property
    def stated(self) -> Rung:
        """The step stated when the check opened, which its badge speaks of; else the one in force."""
        if self.result:
            return self.result.stated
        return Rung(getattr(self.project, "step_in_force", None) or self.project.stated.rung)

    @property
    def badge(self) -> Badge:
        """The badge of the newest check."""
        return badge_of(self.result)

    @property
    def experienced(self) -> int | None:
        """The step that people say, where this audience may see it."""
        return self.result.shown.experienced if self.result else None

    @property
    def most_people(self) -> tuple[int, int] | tuple[None, None]:
        """The lowest and the highest step of most people, where this audience may see them."""
        return (self.result and self.result.shown.most_people) or (None, None)

    @property
    def record(self) -> Rung | None:
        """The step that the record shows."""
        return evidenced_rung(self.gates)

    @property
    def record_words(self) -> str:
        """The step that the record shows, or that there is none."""
        return record_words(self.gates)

    @property
    def note(self) -> str:
        """Why there is no step that people say. Empty where there is one, or where nobody was asked."""
        return A_CHECK_IS_OPEN if self.open_check and not self.result else why_no_step(self.result)

    @property
    def ways(self) -> str:
        """How people can take part, in one line: "Design group, survey". Empty where it is over."""
        if self.project.stage in OVER:
            return ""
        ways = [WayToTakePart(way).label for way in self.project.ways]
        return ", ".join([*ways[:1], *(way.lower() for way in ways[1:])])

    @property
    def about(self) -> str:
        """About how many people answered, where this audience may know."""
        return about_sentence(self.result.shown) if self.result else ""

    @property
    def in_short(self) -> str:
        """Who runs it, where it is and who answered: "Housing. Testing. About 10 people answered."."""
        project = self.project
        return f"{project.directorate.name}. {project.get_stage_display()}. {self.about}".rstrip()


def why_no_step(result: ShownCheck | None) -> str:
    """Why people's step is not shown for a closed check. Empty where it is, or where nothing has closed."""
    if result is None or result.shown.experienced is not None:
        return ""
    return SMALL_GROUP if result.shown.small_group else NOT_ENOUGH


def side_by_side(projects: Iterable[Project], *, audience: Audience, today: date) -> list[SideBySide]:
    """Each project, in the order given, with its newest result and its record as of today.

    Two queries, and one for records that the rows did not bring.
    """
    projects = list(projects)
    ids = [project.pk for project in projects]
    results, open_now = newest_results(ids, audience=audience), open_checks(ids)
    records = records_of_all(projects)
    return [
        SideBySide(each, results.get(each.pk), open_now.get(each.pk), gates(records[each.pk], today=today))
        for each in projects
    ]


def newest_closed() -> FilteredRelation:
    """Of a project's checks the one that closed last, to join to as `newest_check`."""
    newest = Round.objects.exclude(closed_at=None).order_by("project_id", "-closed_at").distinct("project_id")
    return FilteredRelation("rounds", condition=one_of("rounds__pk", newest))


def one_of(key: str, rows: QuerySet) -> Q:
    """That a row joined to is one of these, which the database looks for once and not for every project.

    One by one the newest of 2,000 projects cost ten times as much. The second half is never true: without
    it the planner may take a few projects as a reason to look for all of these rows again and again.
    """
    return Q(**{f"{key}__in": Subquery(rows.values("pk"))}) | Q(**{f"{key}__lt": 0})


def with_public_view(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with what its row tells anyone, read from the frozen public result of its newest closed check.

    That is `public_badge`, `public_gap` (None unless the row prints both steps), `printed_step` and
    `check_closed_at`.
    """
    return (
        projects.with_step_in_force()
        .annotate(newest_check=newest_closed())
        .annotate(
            public_badge=Coalesce(
                KeyTextTransform("badge", "newest_check__result__public"),
                Value(Badge.NONE.value),
                output_field=TextField(),
            ),
            public_gap=Cast(KeyTextTransform("gap", "newest_check__result__public"), IntegerField()),
            printed_step=Coalesce("newest_check__stated_level__rung", "step_in_force"),
            check_closed_at=F("newest_check__closed_at"),
        )
    )


def by_need(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Projects `with_public_view` in the order of what needs attention: by badge, the widest gap first where
    the row prints both steps, then by name.

    Where only the badge is printed the gap counts as the narrowest it can be, so that no place in a list
    tells more than its row.
    """
    place = Func(
        Value([str(badge) for badge in ATTENTION_FIRST]),
        F("public_badge"),
        function="array_position",
        output_field=IntegerField(),
    )
    # A gap inside a match, and one that is not printed, are no wider than the narrowest that needs attention.
    width = Greatest(Abs("public_gap"), Value(CONVERSATION_GAP))
    return projects.order_by(place, width.desc(), Lower("name"), "pk")
