"""The checks that are open now, as whoever runs them or leads their project may know them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from ladder.models import Round
from ladder.reminder_words import where_reminders_are
from projects.models import Project
from words.plain_dates import short_date
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An open check: never more than how many are invited, and its dates."""

    name: str
    url: str
    invited: str
    dates: str


def open_checks_of(user: User, *, now: datetime) -> list[CheckRow]:
    """Open checks: every one for the involvement team, those of their own projects for other staff."""
    rounds = Round.objects.open().select_related("project").annotate(invited=Count("invitations"))
    rounds = rounds.annotate(is_run=Exists(Round.objects.visible_to(user).filter(pk=OuterRef("pk"))))
    seen = rounds.filter(Q(is_run=True) | Q(project__in=Project.objects.led_by(user)))
    return [
        CheckRow(
            name=round_.project.name,
            url=reverse("ladder:round", args=[round_.pk])
            if round_.is_run
            else reverse("projects:show", args=[round_.project.slug]),
            invited=f"{round_.invited} invited. {_reminders(round_, now)}.",
            dates=(
                f"People answer by {short_date(round_.answer_by)}. "
                f"It closes on {short_date(london_date(round_.closes_at))}."
            ),
        )
        for round_ in seen.order_by("answer_by", "project__name")
    ]


def _reminders(round_: Round, now: datetime) -> str:
    return where_reminders_are(round_.reminder_days, today=london_date(now), gone=round_.reminders_gone)
