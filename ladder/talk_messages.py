"""What the people of a talk are sent. Each message makes its own key while it is written."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from council.queries import the_council
from ladder.actions.talk_keys import make_talk_key
from ladder.actions.talking import record_by
from ladder.due import talk_people_to_remind
from ladder.key_words import words_of_key
from ladder.models import TalkPerson
from ladder.spoken_of import spoken_of
from notices.choices import Audience, Skip
from notices.kinds import Kind, read_of
from notices.models import Notice
from notices.words import Gone, composed_of
from projects.queries import named
from words.working_days import london_date


def person_of(notice: Notice) -> TalkPerson | None:
    """Whom a notice speaks of, or None once the talk has ended and nobody is in it any more."""
    return next(iter(read_of(notice, "talk-person")), None)


def words_for_person(person: TalkPerson, *, now: datetime, keys: bool = True) -> dict[str, Any]:
    """What every message to somebody of a talk says, with a new link and code."""
    talk = person.talk
    return {
        "name": person.expert.contact.name,
        **named(talk.project),
        "facilitator": talk.facilitator.contact.name,
        "held_on": talk.held_on,
        "ask_until": london_date(talk.ask_until),
        **words_of_key(make_talk_key(person=person, now=now) if keys else None),
        "council": the_council(),
        "script_page": settings.PORTAL_ADDRESS + reverse("ladder:ring_talk", args=[talk.pk, person.pk]),
    }


def _ask(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    person = person_of(notice)
    if person is None:
        raise Gone
    return words_for_person(person, now=now, keys=keys)


def why_not_ask(notice: Notice, now: datetime) -> Skip | None:
    """The reason not to write, or None. That somebody has answered is none: nobody may know."""
    talk = spoken_of(notice, "talk")
    if notice.contact_id not in talk.people_now or not talk.is_asking(now):
        return Skip.CLOSED
    return None


def _tell_facilitator(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    talk = spoken_of(notice, "talk")
    return {
        "name": notice.contact.name,
        **named(talk.project),
        "held_on": talk.held_on,
        "record_by": record_by(talk),
        "page": settings.PORTAL_ADDRESS + reverse("ladder:talks"),
        "council": the_council(),
    }


def _why_not_tell(notice: Notice, now: datetime) -> Skip | None:
    """A talk that was called off is there no more."""
    still = [talk for talk in read_of(notice, "talk") if talk.recorded_at is None]
    return None if still else Skip.TOO_LATE


# `why_not` knows when nobody is asked any more.
WHILE_IT_WAITS = timedelta(days=90)
ARRANGED = Kind(
    key="ladder.talk_arranged",
    what="You lead a group",
    why="They lead this group",
    audience=Audience.STAFF,
    useful_for=WHILE_IT_WAITS,
    compose=composed_of("ladder_talk_arranged", _tell_facilitator),
    why_not=_why_not_tell,
)
ASKED = Kind(
    key="ladder.talk",
    what="May the team see what your group said?",
    why="They were there when the group met",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=WHILE_IT_WAITS,
    compose=composed_of("ladder_talk", _ask),
    why_not=why_not_ask,
)
REMINDED = Kind(
    key="ladder.talk_reminder",
    what="Reminder to say yes or no",
    why="Everyone who was there hears of the last days",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=timedelta(days=3),
    candidates=talk_people_to_remind,
    compose=composed_of("ladder_talk_reminder", _ask, can_stop=True),
    why_not=why_not_ask,
)
