"""What waits for a member of staff, as words and links. Each list costs the same however long it is."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, Max, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from accounts.models import User
from council.choices import Figure
from council.queries import figures
from ladder.choices import Audience
from ladder.models import Invitation, Round
from ladder.queries import LETTERS, OpenCheck, open_checks
from ladder.rungs import Rung
from ladder.side_by_side import SideBySide, side_by_side
from notices.queries import stuck, to_post
from projects.models import Membership, Project
from words.plain_dates import short_date
from words.working_days import london_date

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One line of "To do". `kind` is a status tag's kind; without a `url` it is words only."""

    text: str
    hint: str
    status: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An open check: never more than how many are invited, and its dates."""

    name: str
    url: str
    invited: str
    dates: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project of one's own, with what the newest check shows and what comes next."""

    name: str
    url: str
    stated: str
    experienced: str
    badge: str
    next_text: str
    next_url: str


def roles_of(user: User) -> list[str]:
    """What a person is here as, in words."""
    grants = user.grants.filter(ends_on=None).select_related("directorate").order_by("pk")
    return [
        f"{grant.get_role_display()}, {grant.directorate.name}"
        if grant.directorate
        else grant.get_role_display()
        for grant in grants
    ]


def drafts(user: User) -> list[Task]:
    """Projects that a person has begun to register and not published."""
    mine = Project.objects.led_by(user).filter(published_at=None).order_by("registered_at")
    return [
        Task(
            text=f"Finish registering: {project.name}",
            hint=f"You began on {short_date(london_date(project.registered_at))}",
            status="In progress",
            url=reverse("projects:tasks", args=[project.reference]),
        )
        for project in mine
    ]


def involvement_tasks(*, now: datetime) -> list[Task]:
    """What waits for the involvement team: stuck messages, letters, and people to confirm."""
    tasks = []
    if names := list(stuck(now=now).order_by("made_at").values_list("contact__name", flat=True)):
        tasks.append(
            Task(
                text=f"Look at {number(len(names), 'stuck message', 'stuck messages')}",
                hint=f"We cannot tell if {'it' if len(names) == 1 else 'they'} went. Ring {listed(names)}",
                status="Today",
                kind="soon",
            )
        )
    if count := letters_to_post(now=now):
        tasks.append(
            Task(
                text=f"Post {number(count, 'letter', 'letters')}",
                hint="No email reaches these people. Their check is open now",
                status="Today",
                kind="soon",
                url=reverse("ladder:rounds"),
            )
        )
    return tasks + people_to_confirm()


def letters_to_post(*, now: datetime) -> int:
    """How many letters the pages of all open checks ask for together. One query for each kind."""
    wanted = (
        Invitation.objects.filter(
            round__closed_at=None, round__answer_by__gte=london_date(now), answered_on=None
        )
        .annotate(subject=Concat(Value("invitation:"), Cast("pk", CharField())))
        .values("subject")
    )
    return sum(to_post(kind).filter(subject__in=wanted).count() for kind in LETTERS)


def people_to_confirm() -> list[Task]:
    """For each project, how many people its team has added who wait for the involvement team."""
    waiting = (
        Membership.objects.filter(ends_on=None, confirmed_by=None)
        .values("project__name", "project__reference")
        .annotate(people=Count("pk"), newest=Max("starts_on"))
        .order_by("project__name")
    )
    return [
        Task(
            text=f"Confirm {number(row['people'], 'expert', 'experts')}: {row['project__name']}",
            hint=f"Added by the project’s team. The newest on {short_date(row['newest'])}",
            status="To confirm",
            kind="soon",
            url=reverse("projects:people", args=[row["project__reference"]]),
        )
        for row in waiting
    ]


def open_checks_of(user: User, *, now: datetime) -> list[CheckRow]:
    """Open checks: every one for the involvement team, those of their own projects for other staff."""
    rounds = Round.objects.open().select_related("project").annotate(invited=Count("invitations"))
    runs_them = set(Round.objects.visible_to(user).open().values_list("pk", flat=True))
    seen = rounds.filter(Q(pk__in=runs_them) | Q(project__in=Project.objects.led_by(user)))
    return [
        CheckRow(
            name=round_.project.name,
            url=reverse("ladder:round", args=[round_.pk])
            if round_.pk in runs_them
            else reverse("projects:show", args=[round_.project.slug]),
            invited=f"{round_.invited} invited. {reminder(round_.reminder_on, today=london_date(now))}",
            dates=(
                f"People answer by {short_date(round_.answer_by)}. "
                f"It closes on {short_date(london_date(round_.closes_at))}."
            ),
        )
        for round_ in seen.order_by("answer_by", "project__name")
    ]


def reminder(day: date, *, today: date) -> str:
    """Whether the reminder of a check is still to come."""
    if day > today:
        return f"The reminder goes out on {short_date(day)}."
    return "The reminder goes out today." if day == today else f"The reminder was due on {short_date(day)}."


def own_projects(user: User, *, now: datetime) -> list[ProjectRow]:
    """The published projects whose team a person is in, with what members may see of each."""
    today = london_date(now)
    projects = list(Project.objects.led_by(user).published().with_stated().order_by("name"))
    ids = [project.pk for project in projects]
    checks = open_checks(ids)
    people = _people(ids)
    rests = dict(
        Round.objects.filter(project_id__in=ids, rest_until__gt=today)
        .values_list("project_id")
        .annotate(Max("rest_until"))
    )
    needed = figures(on=today)[Figure.INVITED_FLOOR]
    return [
        _project_row(
            side,
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


def _project_row(side: SideBySide, next_text: str, next_url: str) -> ProjectRow:
    return ProjectRow(
        name=side.project.name,
        url=reverse("projects:show", args=[side.project.slug]),
        stated=side.stated.label,
        experienced=Rung(side.experienced).label if side.experienced else side.note,
        badge=side.badge,
        next_text=next_text,
        next_url=next_url,
    )


def listed(names: list[str]) -> str:
    """The first few names, and how many more: "Sam Penrose, Jo Trelawny and 3 more"."""
    first = list(dict.fromkeys(names))
    rest = len(first) - MOST_NAMES
    return ", ".join(first[:MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def number(count: int, one: str, many: str) -> str:
    """A number with its word: "1 letter", "3 letters"."""
    return f"{count} {one if count == 1 else many}"
