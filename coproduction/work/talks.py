"""Groups that talk it through: what waits for a facilitator, the involvement team and the people in them."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.rules import is_facilitator
from coproduction.work.tasks import Task
from ladder.actions.talking import last_day_to_record, record_by
from ladder.models import Talk
from ladder.talked import is_late
from words.plain_dates import plain_date, short_date
from words.working_days import london_date


def facilitators_tasks(user: User, *, now: datetime) -> list[Task]:
    """A facilitator's own talks: those to lead, and what to write down. One query, or none."""
    if not is_facilitator(user):
        return []
    today = london_date(now)
    own = Talk.objects.to_record().filter(facilitator=user).select_related("project").order_by("held_on")
    tasks = []
    for talk in own:
        if is_late(talk, today=today):
            continue
        if talk.held_on > today:
            day = short_date(talk.held_on)
            tasks.append(Task(f"Lead a group: {talk.project.name}", f"It meets on {day}", "To come"))
            continue
        tasks.append(
            Task(
                text=f"Write down what the group said: {talk.project.name}",
                hint=f"It met on {short_date(talk.held_on)}. Nobody else can do this",
                status=f"Due {short_date(record_by(talk))}",
                kind="soon",
                url=reverse("ladder:record_talk", args=[talk.pk]),
            )
        )
    return tasks


def not_written_down(*, today: date) -> QuerySet[Talk]:
    """Talks that may be past the facilitator's last day. `to_call_off` says which of them are."""
    return Talk.objects.to_record().filter(held_on__lt=today)


def to_call_off(*, project: str, talk: int, held_on: date, today: date) -> Task | None:
    """For the involvement team: a talk that nobody wrote down in time."""
    if today <= last_day_to_record(held_on):
        return None
    return Task(
        text=f"Call off a talk: {project}",
        hint="Nobody wrote down in time what the group said. Ring the facilitator first",
        status="To do",
        kind="soon",
        url=reverse("ladder:talk", args=[talk]),
    )


def asked_of(user: User, *, now: datetime) -> list[dict[str, object]]:
    """The talks that somebody may say yes or no to now. It does not tell whether they have. One query."""
    own = Talk.objects.asking(now=now).filter(people__expert__contact=user.contact_id)
    return [
        {
            "pk": talk.pk,
            "project": talk.project.name,
            "ask_until": plain_date(london_date(talk.ask_until)),
        }
        for talk in own.select_related("project").order_by("ask_until", "pk")
    ]
