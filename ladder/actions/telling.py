"""Telling the involvement team, before a check closes, what came and is not typed in or sent."""

from datetime import datetime

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from ladder.arrived import waiting
from notices.actions import queue
from projects.models import TeamMember


@transaction.atomic
def tell_what_waits(*, now: datetime) -> int:
    """Promise everyone in the team one message for each check and each of TOLD_BEFORE. Safe to repeat.

    Nobody hears of a project of their own: they may not type in its forms. Returns how many are due.
    """
    team = User.objects.filter(is_active=True, grants__role=Role.INVOLVEMENT, grants__ends_on=None).distinct()
    due = [(each, period) for each in waiting() if (period := each.period(now))]
    told = 0
    for each, period in due:
        own = TeamMember.objects.filter(project__rounds=each.round_id, ends_on=None).values("user")
        people = [(user.contact, f"round:{each.round_id}") for user in team.exclude(pk__in=own)]
        queue(kind="ladder.to_type", contacts=people, now=now, period=period)
        told += len(people)
    return told
