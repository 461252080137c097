"""What waits for the involvement team: stuck messages, letters, what to type in, people to confirm."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from coproduction.outbox.tasks import FOR_SOMEBODY
from coproduction.work.talks import not_written_down, to_call_off
from coproduction.work.tasks import Task
from coproduction.work.words import listed, number
from ladder.arrived import waiting
from ladder.invited import tasks_to_see_to
from ladder.next_checks import PRINTED, checks_to_open, with_people
from notices.queries import how_many_wait
from projects.models import Membership, Project
from words.plain_dates import short_date
from words.working_days import london_date


def involvement_tasks(unsure: Sequence[tuple[UUID, str]], *, now: datetime) -> list[Task]:
    """What waits for the involvement team: stuck messages, letters, what to type in, people to confirm.

    `unsure` are the people of messages of which nobody can tell whether they went.
    """
    tasks = []
    if names := [name for _, name in unsure]:
        tasks.append(
            Task(
                text=f"Look at {number(len(names), 'stuck message', 'stuck messages')}",
                hint=f"We cannot tell if {'it' if len(names) == 1 else 'they'} went. Ring {listed(names)}",
                status="Today",
                kind="soon",
                url=reverse("coproduction:all_messages") + "#stuck",
            )
        )
    return tasks + by_hand() + other_ways(now=now) + to_type_in(now=now) + of_projects(now=now)


def by_hand() -> list[Task]:
    """How many messages cannot go, how many letters are to be posted and people to be rung. One query."""
    letters, calls, reach_nobody = how_many_wait(*FOR_SOMEBODY)
    see_to = Task(
        text=f"See to {number(reach_nobody, 'message', 'messages')} that cannot go",
        hint="We know no way to reach somebody, or no time that is safe",
        status="Today",
        kind="soon",
        url=reverse("coproduction:all_messages") + "#phone",
    )
    return [see_to] * bool(reach_nobody) + [
        Task(text=f"{verb} {number(count, *names)}", hint=hint, status="Today", kind="soon", url=reverse(url))
        for count, verb, names, hint, url in (
            (letters, "Post", ("letter", "letters"), "For people who like letters", "notices:letters"),
            (calls, "Ring", ("person", "people"), "The page says when each call is safe", "notices:calls"),
        )
        if count
    ]


def other_ways(*, now: datetime) -> list[Task]:
    """For each open check, how many people asked for paper, the phone or BSL and still wait. One query."""
    waiting = (
        tasks_to_see_to(now=now)
        .values("invitation__round", "invitation__round__project__name")
        .annotate(people=Count("pk"), first=Min("asked_at"))
        .order_by("first")
    )
    return [
        Task(
            text=f"See to {number(row['people'], 'person', 'people')} who asked for another way: "
            f"{row['invitation__round__project__name']}",
            hint=f"Paper, phone or BSL. The first asked on {short_date(london_date(row['first']))}",
            status="Today",
            kind="soon",
            url=reverse("ladder:round", args=[row["invitation__round"]]),
        )
        for row in waiting
    ]


def to_type_in(*, now: datetime) -> list[Task]:
    """For each open check, what came on paper or by phone and is not sent. It turns urgent before closing."""
    tasks = []
    for each in waiting():
        closes = f"The check closes on {short_date(london_date(each.closes_at))}"
        is_near = bool(each.period(now))
        status, kind = ("Today", "soon") if is_near else ("To do", "")
        if each.forms:
            text = f"Type in {number(each.forms, 'form', 'forms')}: {each.project}"
            url = reverse("ladder:forms", args=[each.round_id])
            tasks.append(Task(text, f"Some may need sending only. {closes}", status, kind, url))
        if each.calls:
            text = f"Read back {number(each.calls, 'phone call', 'phone calls')}: {each.project}"
            url = reverse("ladder:ring", args=[each.round_id])
            tasks.append(Task(text, f"They do not count before that. {closes}", status, kind, url))
    return tasks


def of_projects(*, now: datetime) -> list[Task]:
    """People added by a team who wait, talks that nobody wrote down, and checks that should
    have opened. One query."""
    today = london_date(now)
    unconfirmed = Membership.objects.filter(project=OuterRef("pk"), ends_on=None, confirmed_by=None)
    unwritten = not_written_down(today=today).filter(project=OuterRef("pk")).order_by("held_on")
    projects = with_people(Project.objects.only(*PRINTED), today=today).annotate(
        added_on=ArraySubquery(unconfirmed.values("starts_on")),
        talks_unwritten=ArraySubquery(unwritten.values(one=JSONObject(pk="pk", held_on="held_on"))),
    )
    found = list(projects.filter(Q(published_at__isnull=False) | Exists(unconfirmed)).order_by("name"))
    return people_to_confirm(found) + talks_to_call_off(found, today=today) + late_checks(found, today=today)


def talks_to_call_off(projects: Iterable[Project], *, today: date) -> list[Task]:
    """The talks that nobody wrote down in time."""
    tasks = [
        to_call_off(
            project=project.name,
            talk=talk["pk"],
            held_on=date.fromisoformat(talk["held_on"]),
            today=today,
        )
        for project in projects
        for talk in project.talks_unwritten
    ]
    return [task for task in tasks if task]


def people_to_confirm(projects: Iterable[Project]) -> list[Task]:
    """For each project, how many people its team has added who wait for the involvement team."""
    return [
        Task(
            text=f"Confirm {number(len(project.added_on), 'expert', 'experts')}: {project.name}",
            hint=f"Added by the project’s team. The newest on {short_date(max(project.added_on))}",
            status="To confirm",
            kind="soon",
            url=reverse("projects:people", args=[project.reference]),
        )
        for project in projects
        if project.added_on
    ]


def late_checks(projects: Iterable[Project], *, today: date) -> list[Task]:
    """The checks that should have opened by now, where there are people enough to ask. One line."""
    late = [each for each in checks_to_open(projects, today=today) if each.is_late and each.has_enough]
    if not late:
        return []
    return [
        Task(
            text=f"Open {number(len(late), 'check that is', 'checks that are')} late",
            hint=listed([each.project.name for each in late]),
            status="Late",
            kind="late",
            url=reverse("ladder:rounds") + "#next",
        )
    ]
