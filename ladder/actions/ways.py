"""Answering another way than online: a person asks for it, and the involvement team sees to it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from audit.actions import record
from experts.actions import choose_way_to_answer
from experts.choices import Way
from ladder.actions.drafts import hold_still
from ladder.models import Invitation, WayTask
from words.errors import StaleState


@transaction.atomic
def ask_for_another_way(*, invitation: Invitation, way: Way, by: Any, now: datetime, **details: Any) -> None:
    """Keep the way a person likes, and give the involvement team a task. Asked again, the task begins anew.

    `details` are those of `experts.actions.choose_way_to_answer`. Going back to online takes the task away.
    Raises StaleState when the check can no longer be answered.
    """
    invitation = hold_still(invitation, now=now)
    choose_way_to_answer(expert=invitation.expert, way=way, by=by, now=now, **details)
    if way == Way.ONLINE:
        WayTask.objects.filter(invitation=invitation).delete()
    else:
        WayTask.objects.update_or_create(
            invitation=invitation,
            defaults={"way": way, "asked_at": now, "done_at": None, "done_by": None},
        )
    record("way.asked", by=by, subject=invitation, now=now, way=way)


@transaction.atomic
def way_is_arranged(*, task: WayTask, by: User, now: datetime) -> None:
    """Note that somebody has seen to it. Raises StaleState when another did, or the person chose anew."""
    done = WayTask.objects.filter(pk=task.pk, way=task.way, asked_at=task.asked_at, done_at=None)
    if not done.update(done_at=now, done_by=by):
        raise StaleState("Somebody has seen to this already, or the person chose something else")
    record("way.arranged", by=by, subject=task, now=now, way=task.way)
