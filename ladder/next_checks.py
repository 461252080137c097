"""The next check of each project as the portal suggests it, read for any number of projects at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from council.choices import Figure
from council.queries import figures_beside, figures_from
from ladder.models import Round, Talk
from ladder.suggesting import Life, Spacing, Suggestion, next_check
from projects.models import Membership, Project
from words.months import months_before
from words.plain_dates import the_month
from words.working_days import london_date

PRINTED = ("name", "reference", "stage", "starts_on", "ends_on", "published_at")
"""What lists of them read of a project itself."""


def with_lives(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Projects, each with what `suggestion_for` reads: no query more, however many there are."""
    checks = Round.objects.filter(project=OuterRef("pk"))
    talks = Talk.objects.filter(project=OuterRef("pk"))
    return projects.annotate(
        checks_closed=ArraySubquery(checks.filter(closed_at__isnull=False).values("closed_at")),
        check_is_open=Exists(checks.open()),
        check_rests_until=Subquery(checks.order_by("-rest_until").values("rest_until")[:1]),
        talks_ended=ArraySubquery(talks.filter(ended_at__isnull=False).values("ended_at")),
        talk_rests_until=Subquery(talks.order_by("-rest_until").values("rest_until")[:1]),
    )


def spacing_from(numbers: Mapping[Figure, int]) -> Spacing:
    """A council's own months between checks."""
    return Spacing(
        first=numbers[Figure.FIRST_CHECK_MONTHS],
        soonest=numbers[Figure.NEXT_CHECK_MONTHS],
        latest=numbers[Figure.LATE_CHECK_MONTHS],
    )


def suggestion_for(
    project: Project, *, numbers: Mapping[Figure, int], today: date, knows_of_talks: bool = True
) -> Suggestion | None:
    """The check that is suggested next for a project from `with_lives`. None for a draft, too.

    A talk counts as a check. Whoever may not know that the group has met is told a day that does not tell it.
    """
    if project.published_at is None:
        return None
    ended, rests = list(project.checks_closed), [project.check_rests_until]
    if knows_of_talks:
        ended += project.talks_ended
        rests.append(project.talk_rests_until)
    life = Life(
        stage=project.stage,
        listed_on=london_date(project.published_at),
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        closed=[london_date(moment) for moment in ended],
        is_open=project.check_is_open,
        rests_until=max(filter(None, rests), default=None),
    )
    return next_check(life, spacing_from(numbers), today=today)


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A published project without an open check, and when one is suggested."""

    project: Project
    suggestion: Suggestion | None
    is_late: bool
    people: int
    """How many people would be asked, as far as the list of them tells."""
    needed: int
    """How many a check needs."""

    @property
    def has_enough(self) -> bool:
        """Whether there are people enough to ask."""
        return self.people >= self.needed


def with_people(projects: QuerySet[Project], *, today: date) -> QuerySet[Project]:
    """Projects, each with all that `checks_to_open` reads: no query more, however many there are."""
    members = Membership.objects.filter(project=OuterRef("pk"), confirmed_by__isnull=False)
    last_days = ArraySubquery(members.values(one=JSONObject(expert="expert", ends_on="ends_on")))
    return with_lives(projects).annotate(members=last_days, own_figures=figures_beside(on=today))


def checks_to_open(projects: Iterable[Project], *, today: date) -> list[ToOpen]:
    """Those published without an open check, of projects from `with_people`: late ones first, then by the day
    that is suggested, then those without one."""
    ready = (each for each in projects if each.published_at and not each.check_is_open)
    return sorted((_to_open(each, today) for each in ready), key=_late_first)


def _to_open(project: Project, today: date) -> ToOpen:
    numbers = figures_from(project.own_figures)
    check = suggestion_for(project, numbers=numbers, today=today)
    asked_from = months_before(today, numbers[Figure.PANEL_MONTHS]).isoformat()
    people = {one["expert"] for one in project.members if not one["ends_on"] or one["ends_on"] >= asked_from}
    return ToOpen(
        project=project,
        suggestion=check,
        is_late=check is not None and check.is_late(today),
        people=len(people),
        needed=numbers[Figure.INVITED_FLOOR],
    )


def _late_first(each: ToOpen) -> tuple[bool, bool, date, str]:
    on = date.max if each.suggestion is None else each.suggestion.on
    return not each.is_late, each.suggestion is None, on, each.project.name


def about_when(suggestion: Suggestion | None, *, today: date) -> str:
    """When the next check is suggested, in a few words: "About March 2027"."""
    if suggestion is None:
        return "None is planned"
    return f"About {the_month(max(suggestion.on, today))}"
