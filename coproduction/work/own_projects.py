"""A person's own projects: what each states, what members may see of it, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.urls import reverse

from accounts.models import User
from coproduction.work.words import number
from council.choices import Figure
from council.queries import figures
from ladder.choices import Audience
from ladder.models import Round
from ladder.queries import OpenCheck, open_checks
from ladder.rungs import Rung
from ladder.side_by_side import SideBySide, side_by_side
from projects.models import Membership, Project, TeamMember
from words.plain_dates import short_date
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project of one's own, with what the newest check shows and what comes next."""

    name: str
    url: str
    part: str
    stated: str
    experienced: str
    badge: str
    next_text: str
    next_url: str


def published_of(user: User) -> list[Project]:
    """The published projects whose team a person is in, with their steps, by name."""
    return list(Project.objects.led_by(user).published().with_stated().order_by("name"))


def rows_of(projects: list[Project], user: User, *, now: datetime) -> list[ProjectRow]:
    """A person's own published projects, with what members may see of each."""
    today = london_date(now)
    ids = [project.pk for project in projects]
    checks = open_checks(ids)
    people = _people(ids)
    rests = dict(
        Round.objects.filter(project_id__in=ids, rest_until__gt=today)
        .values_list("project_id")
        .annotate(Max("rest_until"))
    )
    needed = figures(on=today)[Figure.INVITED_FLOOR]
    leading = TeamMember.objects.filter(user=user, is_lead=True, ends_on=None, project__in=ids)
    led = set(leading.values_list("project_id", flat=True))
    return [
        _project_row(
            side,
            side.project.pk in led,
            *next_thing(
                side.project,
                check=checks.get(side.project.pk),
                people=people.get(side.project.pk, (0, 0)),
                needed=needed,
                rests_until=rests.get(side.project.pk),
            ),
        )
        for side in side_by_side(projects, audience=Audience.MEMBERS)
    ]


def _people(ids: list[int]) -> dict[int, tuple[int, int]]:
    """How many people are in each project now, and how many of them wait to be confirmed."""
    counted = (
        Membership.objects.filter(project_id__in=ids, ends_on=None)
        .values("project_id")
        .annotate(people=Count("pk"), waiting=Count("pk", filter=Q(confirmed_by=None)))
    )
    return {row["project_id"]: (row["people"], row["waiting"]) for row in counted}


def next_thing(
    project: Project,
    *,
    check: OpenCheck | None,
    people: tuple[int, int],
    needed: int,
    rests_until: date | None,
) -> tuple[str, str]:
    """What comes next for a project, and the page to do it on ("" where the team has nothing to do)."""
    count, waiting = people
    if check:
        return f"A check is open until {short_date(check.closes_on)}", ""
    if count < needed:
        return f"Add people: {count} so far, a check needs {needed}", reverse(
            "projects:people", args=[project.reference]
        )
    if waiting:
        return f"The involvement team confirms {number(waiting, 'person', 'people')}", ""
    if rests_until:
        return f"The next check can open from {short_date(rests_until)}", ""
    return "Ready for a check. The involvement team opens it", ""


def _project_row(side: SideBySide, is_lead: bool, next_text: str, next_url: str) -> ProjectRow:
    return ProjectRow(
        part="You lead" if is_lead else "You help to lead",
        name=side.project.name,
        url=reverse("projects:show", args=[side.project.slug]),
        stated=side.stated.label,
        experienced=Rung(side.experienced).label if side.experienced else side.note,
        badge=side.badge,
        next_text=next_text,
        next_url=next_url,
    )
