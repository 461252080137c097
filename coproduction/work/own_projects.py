"""A person's own projects: what each states, what members may see of it, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from coproduction.work.words import number
from council.choices import Figure
from council.queries import figures
from ladder.choices import Audience
from ladder.models import Conversation, Round
from ladder.next_checks import suggestion_for, with_lives
from ladder.records import with_records
from ladder.rungs import Rung
from ladder.side_by_side import SideBySide, side_by_side
from projects.models import Membership, Project, StatedLevel, TeamMember
from words.plain_dates import short_date, the_month
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
    results_url: str
    """The page of its newest closed check, or "" before there is one."""
    next_text: str
    next_url: str


def projects_of(user: User) -> list[Project]:
    """The projects whose team a person is in, by name, each with all that the home of staff says of it."""
    here = OuterRef("pk")
    members = Membership.objects.filter(project=here, ends_on=None)
    smaller = Project.objects.published().with_step_in_force().filter(parent=here)
    talks = Conversation.objects.to_hold().filter(round__project=here, owner=user)
    unsaid = Round.objects.open().filter(project=here, team_answers=None)
    return list(
        with_records(with_lives(Project.objects.led_by(user)))
        .with_stated()
        .annotate(
            is_led=Exists(TeamMember.objects.filter(project=here, user=user, is_lead=True, ends_on=None)),
            change_waits=Exists(StatedLevel.objects.filter(project=here, stated_on=None)),
            lowest_smaller=Subquery(smaller.order_by("step_in_force").values("step_in_force")[:1]),
            people=_count(members),
            waiting=_count(members.filter(confirmed_by=None)),
            talk_due_on=Subquery(talks.values("due_on")[:1]),
            talk_closed_at=Subquery(talks.values("round__closed_at")[:1]),
            side_due_on=Subquery(unsaid.values("answer_by")[:1]),
            side_closes_at=Subquery(unsaid.values("closes_at")[:1]),
        )
        .order_by("name", "pk")
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("project").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def rows_of(projects: Sequence[Project], *, now: datetime) -> list[ProjectRow]:
    """A person's own published projects, with what members may see of each."""
    if not projects:
        return []
    today = london_date(now)
    numbers = figures(on=today)
    sides = side_by_side(projects, audience=Audience.MEMBERS, today=today)
    return [_project_row(side, *next_thing(side, numbers=numbers, today=today)) for side in sides]


def next_thing(side: SideBySide, *, numbers: Mapping[Figure, int], today: date) -> tuple[str, str]:
    """What comes next for a project, and the page to do it on ("" where the team has nothing to do)."""
    project, needed = side.project, numbers[Figure.INVITED_FLOOR]
    check = suggestion_for(project, numbers=numbers, today=today)
    if side.open_check:
        answer_by, closes_on = short_date(side.open_check.answer_by), short_date(side.open_check.closes_on)
        return f"A check is open. People answer by {answer_by}, and it closes on {closes_on}", ""
    if check is None:
        return "No check is planned", ""
    if project.people < needed:
        return f"Add people: {project.people} so far, a check needs {needed}", reverse(
            "projects:people", args=[project.reference]
        )
    if project.waiting:
        return f"The involvement team confirms {number(project.waiting, 'person', 'people')}", ""
    if check.on > today:
        return f"The next check: about {the_month(check.on)}", ""
    return "Ready for a check. The involvement team opens it", ""


def _project_row(side: SideBySide, next_text: str, next_url: str) -> ProjectRow:
    return ProjectRow(
        part="You lead" if side.project.is_led else "You help to lead",
        name=side.project.name,
        url=reverse("projects:show", args=[side.project.slug]),
        stated=side.stated.label,
        experienced=Rung(side.experienced).label if side.experienced else side.note,
        badge=side.badge,
        results_url=reverse("ladder:results", args=[side.project.slug, side.result.closed_on])
        if side.result
        else "",
        next_text=next_text,
        next_url=next_url,
    )
