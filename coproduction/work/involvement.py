"""What waits for the involvement team: stuck messages, letters, what to type in, people to confirm."""

from datetime import datetime

from django.db.models import CharField, Count, Max, Min, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from coproduction.work.tasks import Task
from coproduction.work.words import listed, number
from ladder.arrived import waiting
from ladder.invited import tasks_to_see_to
from ladder.models import Invitation
from ladder.queries import LETTERS, LETTERS_AFTER
from notices.queries import stuck, to_post
from projects.models import Membership
from words.plain_dates import short_date
from words.working_days import london_date


def involvement_tasks(*, now: datetime) -> list[Task]:
    """What waits for the involvement team: stuck messages, letters, what to type in, people to confirm."""
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
                hint="No email reaches these people",
                status="Today",
                kind="soon",
                url=reverse("ladder:rounds"),
            )
        )
    return tasks + other_ways(now=now) + to_type_in(now=now) + people_to_confirm()


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


def letters_to_post(*, now: datetime) -> int:
    """How many letters the pages of all checks ask for together. One query."""
    wanted = (
        Invitation.objects.filter(
            round__closed_at=None,
            round__answer_by__gte=london_date(now),
            answered_on=None,
            declined_on=None,
        )
        .annotate(subject=Concat(Value("invitation:"), Cast("pk", CharField())))
        .values("subject")
    )
    about_checks = to_post(*LETTERS, *LETTERS_AFTER).filter(subject__startswith="invitation:")
    return about_checks.filter(Q(kind__in=LETTERS_AFTER) | Q(subject__in=wanted)).count()


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
