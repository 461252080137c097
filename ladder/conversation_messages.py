"""What the owner of a conversation is told, and the reason why not."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from council.queries import the_council
from ladder.due import owners_to_remind
from ladder.models import Conversation
from ladder.reminders import why_not_about_a_conversation
from ladder.spoken_of import spoken_of
from notices.choices import Audience, Skip
from notices.kinds import Kind
from notices.models import Notice
from notices.words import composed_of
from projects.queries import named
from words.working_days import london_date


def _conversation_of(notice: Notice) -> Conversation:
    return spoken_of(notice, "conversation")


def _about(notice: Notice, *, late: bool) -> dict[str, Any]:
    talk = _conversation_of(notice)
    project, closed_on = talk.round.project, london_date(talk.round.closed_at)
    return {
        "name": notice.contact.name,
        **named(project),
        "late": late,
        "due_on": talk.due_on,
        "page": settings.PORTAL_ADDRESS + reverse("ladder:conversation", args=[project.slug, closed_on]),
        "council": the_council(),
    }


def _ask(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return _about(notice, late=False)


def _remind(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return _about(notice, late=True)


def _why_not(notice: Notice, now: datetime) -> Skip | None:
    talk = _conversation_of(notice)
    is_owner = talk.owner is not None and talk.owner.contact_id == notice.contact_id
    return why_not_about_a_conversation(held=talk.held_on is not None, is_owner=is_owner)


CONVERSATION = Kind(
    key="ladder.conversation",
    what="A conversation is needed",
    why="The conversation is theirs to hold",
    audience=Audience.STAFF,
    useful_for=timedelta(days=28),
    compose=composed_of("ladder_conversation", _ask),
    why_not=_why_not,
)
CONVERSATION_LATE = Kind(
    key="ladder.conversation_late",
    what="A conversation is late",
    why="The day for the conversation is past",
    audience=Audience.STAFF,
    useful_for=timedelta(days=5),  # then the next one is near
    candidates=owners_to_remind,
    compose=composed_of("ladder_conversation", _remind),
    why_not=_why_not,
)
