"""What the people of a talk are sent. Each message makes its own key while it is written."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from council.queries import the_council
from ladder.actions.talk_keys import make_talk_key
from ladder.actions.talking import record_by
from ladder.due import talk_people_to_remind
from ladder.models import Talk, TalkPerson
from notices.choices import Audience, Skip
from notices.kinds import Kind, Message
from notices.models import Notice
from words.codes import spaced
from words.plain_dates import plain_date
from words.working_days import london_date


def person_of(notice: Notice) -> TalkPerson | None:
    """Whom a notice speaks of, or None once the talk has ended and nobody is in it any more."""
    people = TalkPerson.objects.select_related(
        "talk__project", "talk__facilitator__contact", "expert__contact"
    )
    return people.filter(talk=notice.subject_id, expert__contact=notice.contact_id).first()


def words_for_person(person: TalkPerson, *, now: datetime) -> dict[str, object]:
    """What every message to somebody of a talk says, with a new link and code."""
    key = make_talk_key(person=person, now=now)
    talk = person.talk
    return {
        "name": person.expert.contact.name,
        "project": talk.project.name,
        "facilitator": talk.facilitator.contact.name,
        "held_on": plain_date(talk.held_on),
        "ask_until": plain_date(london_date(talk.ask_until)),
        "link": settings.PORTAL_ADDRESS + reverse("ladder:open_link", args=[key.link]),
        "code": spaced(key.code),
        "code_page": settings.PORTAL_ADDRESS + reverse("ladder:enter_code"),
        "council": the_council(),
    }


def _ask(notice: Notice, now: datetime) -> Message:
    context = words_for_person(person_of(notice), now=now)
    return Message(
        subject=f"Your group talked it through: may the team see it? {context['project']}",
        text=render_to_string("messages/ladder_talk.txt", context),
    )


def _remind(notice: Notice, now: datetime) -> Message:
    context = words_for_person(person_of(notice), now=now)
    return Message(
        subject=f"You can say yes or no until {context['ask_until']}: {context['project']}",
        text=render_to_string("messages/ladder_talk_reminder.txt", context),
    )


def why_not_ask(notice: Notice, now: datetime) -> Skip | None:
    """The reason not to write, or None. That somebody has answered is none: nobody may know."""
    person = person_of(notice)
    if person is None or not person.talk.is_asking(now):
        return Skip.CLOSED
    return None


def _tell_facilitator(notice: Notice, now: datetime) -> Message:
    talk = _talk_to_lead(notice).get()
    context = {
        "name": notice.contact.name,
        "project": talk.project.name,
        "held_on": plain_date(talk.held_on),
        "record_by": plain_date(record_by(talk)),
        "page": settings.PORTAL_ADDRESS + reverse("ladder:talks"),
        "council": the_council(),
    }
    return Message(
        subject=f"You lead a group on {context['held_on']}: {context['project']}",
        text=render_to_string("messages/ladder_talk_arranged.txt", context),
    )


def _why_not_tell(notice: Notice, now: datetime) -> Skip | None:
    return None if _talk_to_lead(notice).exists() else Skip.TOO_LATE


def _talk_to_lead(notice: Notice) -> QuerySet[Talk]:
    talks = Talk.objects.to_record().select_related("project")
    return talks.filter(pk=notice.subject_id)


# `why_not` knows when nobody is asked any more.
WHILE_IT_WAITS = timedelta(days=90)
ARRANGED = Kind(
    key="ladder.talk_arranged",
    what="You lead a group",
    audience=Audience.STAFF,
    useful_for=WHILE_IT_WAITS,
    compose=_tell_facilitator,
    why_not=_why_not_tell,
)
ASKED = Kind(
    key="ladder.talk",
    what="May the team see what your group said?",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=WHILE_IT_WAITS,
    compose=_ask,
    why_not=why_not_ask,
)
REMINDED = Kind(
    key="ladder.talk_reminder",
    what="Reminder to say yes or no",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=timedelta(days=3),
    candidates=talk_people_to_remind,
    compose=_remind,
    why_not=why_not_ask,
)
