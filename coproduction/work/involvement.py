"""What waits for the involvement team: stuck messages, letters, what to type in, people to confirm."""

from datetime import date, datetime

from django.db.models import CharField, Count, F, Max, Min, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from coproduction.work.talks import not_written_down, to_call_off
from coproduction.work.tasks import Task
from coproduction.work.words import listed, number
from ladder.arrived import waiting
from ladder.invited import tasks_to_see_to
from ladder.models import Invitation, Talk, TalkPerson
from ladder.queries import LETTERS, LETTERS_AFTER
from ladder.talked import LETTERS as TALK_LETTERS
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
    return tasks + other_ways(now=now) + to_type_in(now=now) + people_and_talks(now=now)


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
    """How many letters the pages of all checks and talks ask for together. One query."""
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
    asked_alone = (
        TalkPerson.objects.filter(talk__in=Talk.objects.asking(now=now))
        .annotate(
            subject=Concat(Value("talk:"), Cast("talk", CharField()), Value(":"), Cast("pk", CharField()))
        )
        .values("subject")
    )
    letters = to_post(*LETTERS, *LETTERS_AFTER, *TALK_LETTERS)
    after = Q(kind__in=LETTERS_AFTER, subject__startswith="invitation:")
    is_wanted = after | Q(subject__in=wanted) | Q(subject__in=asked_alone)
    return letters.filter(is_wanted).count()


def people_and_talks(*, now: datetime) -> list[Task]:
    """For each project, how many people its team has added who wait for the involvement team. And talks that
    nobody wrote down. One query for both."""
    today = london_date(now)
    waiting = (
        Membership.objects.filter(ends_on=None, confirmed_by=None)
        .order_by()
        .values_list("project__name", "project__reference")
        .annotate(people=Count("pk"), day=Max("starts_on"), talk=Value(0))
    )
    talks = (
        not_written_down(today=today)
        .values_list("project__name", "project__reference")
        .annotate(people=Value(0), day=F("held_on"), talk=F("pk"))
    )
    tasks = []
    for name, reference, people, day, talk in waiting.union(talks, all=True).order_by("project__name"):
        if people:
            tasks.append(_to_confirm(name, reference, people, newest=day))
        elif task := to_call_off(project=name, talk=talk, held_on=day, today=today):
            tasks.append(task)
    return tasks


def _to_confirm(project: str, reference: str, people: int, *, newest: date) -> Task:
    return Task(
        text=f"Confirm {number(people, 'expert', 'experts')}: {project}",
        hint=f"Added by the project’s team. The newest on {short_date(newest)}",
        status="To confirm",
        kind="soon",
        url=reverse("projects:people", args=[reference]),
    )
