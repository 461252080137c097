"""A small group talks it through: arranged, recorded, each person asked alone, and what is left of it.

Nobody can see who said yes, who said no, and who said nothing. So what each says lies with the
others' under one seal, no audit line names them, the reminder goes to everyone, and a talk ends on its day,
never before.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import SYSTEM, record
from council.choices import Figure
from council.queries import figures
from ladder.actions.stoppers import Stopper, distance_stopper, draft_stopper
from ladder.choices import Consent, TalkEnd
from ladder.group_answers import GroupAnswers
from ladder.models import OfferedConversation, StatementSet, Talk, TalkPerson, TalkSalt, TalkSeal
from ladder.panel import invited_to
from ladder.rules import can_arrange_talk, can_handle, can_lead_talk, can_record_talk
from ladder.sealing import new_salt, open_for, seal_for
from notices.actions import queue
from notices.addressed import Addressed
from projects.models import Project
from words.errors import Refused, StaleState
from words.working_days import add_working_days, closes_at, london_date

FEWEST = 3
"""Fewer people have a conversation, of which only the date is kept."""
DAYS_TO_RECORD = 5
DAYS_TO_ANSWER = 5
"""Working days for the facilitator, and then for everyone who was there."""
LATEST_DAYS_AHEAD = 60
TOO_LATE = "It is too late to say yes or no. Call us to talk about it"
SOMEBODY_WAS_FIRST = "Someone else changed this first. Look at it again"


def talk_stoppers(project: Project, *, now: datetime) -> list[Stopper]:
    """Everything that stops a talk of this project today. Empty when it may be arranged."""
    today = london_date(now)
    people = who_may_come(project, on=today).count()
    found = draft_stopper(project)
    if people < FEWEST:
        said = {0: "Nobody is", 1: "1 person is"}.get(people, f"{people} people are")
        found.append(
            Stopper(f"{said} in this group", f"A talk needs {FEWEST} people. Offer a conversation instead")
        )
    return [*found, *distance_stopper(project, on=today)]


def who_may_come(project: Project, *, on: date):
    """The people of a group: everyone whom a check would ask."""
    return invited_to(project, on=on, months=figures(on=on)[Figure.PANEL_MONTHS])


def record_by(talk: Talk) -> date:
    """The last day on which the facilitator can record what the group said."""
    return last_day_to_record(talk.held_on)


def last_day_to_record(held_on: date) -> date:
    """The same for a talk that is held on a day."""
    return add_working_days(held_on, DAYS_TO_RECORD)


def day_is_fair(held_on: date, *, today: date) -> bool:
    """A talk is held today or later, within 60 days."""
    return 0 <= (held_on - today).days <= LATEST_DAYS_AHEAD


@transaction.atomic
def arrange_talk(*, project: Project, held_on: date, facilitator: User, by: User, now: datetime) -> Talk:
    """Arrange that the group of a project talks it through on a day.

    Raises Refused with the first thing that stands in the way, and StaleState when a check was opened, or
    another talk arranged, in the same moment.
    """
    if not can_arrange_talk(by, project):
        raise Refused("Only the involvement team arranges this, and never for a project of their own")
    if in_the_way := talk_stoppers(project, now=now):
        raise Refused(f"{in_the_way[0].what}. {in_the_way[0].why}")
    today = london_date(now)
    if not day_is_fair(held_on, today=today):
        raise Refused("Choose today, or a day in the next 60 days")
    if not can_lead_talk(facilitator, project):
        raise Refused("Choose a facilitator who is not in the project’s team or its group")
    rest = timedelta(days=figures(on=today)[Figure.REST_DAYS])
    try:
        with transaction.atomic():
            talk = Talk.objects.create(
                project=project,
                statement_set=StatementSet.objects.latest("version"),
                stated_level=project.stated,
                held_on=held_on,
                facilitator=facilitator,
                arranged_by=by,
                opens_on=today,
                rest_until=london_date(_last_moment(last_day_to_record(held_on))) + rest,
            )
    except IntegrityError as too_near:
        raise StaleState(SOMEBODY_WAS_FIRST) from too_near
    TalkPerson.objects.bulk_create(
        TalkPerson(talk=talk, expert=expert) for expert in who_may_come(project, on=today)
    )
    queue(kind="ladder.talk_arranged", to=[Addressed(facilitator.contact, "talk", talk.pk)], now=now)
    record("talk.arranged", by=by, subject=talk, now=now)
    return talk


def _last_moment(day: date) -> datetime:
    """5pm, so many working days after a day."""
    return closes_at(day, DAYS_TO_ANSWER)


@transaction.atomic
def call_off_talk(*, talk: Talk, by: User, now: datetime) -> None:
    """Take back a talk that was not recorded: nothing of it is left, and the project need not rest.

    Raises StaleState when its answers were recorded.
    """
    if not can_handle(by, talk.project):
        raise Refused("Only the involvement team calls this off, and never for a project of their own")
    held = Talk.objects.select_for_update().filter(pk=talk.pk, recorded_at=None).first()
    if held is None:
        raise StaleState(SOMEBODY_WAS_FIRST)
    record("talk.called_off", by=by, subject=held, now=now)
    held.delete()


@transaction.atomic
def record_talk(
    *, talk: Talk, there: Collection[int], answers: GroupAnswers, by: User, now: datetime
) -> None:
    """Seal what the group said, and ask everyone who was there alone. Who was not there is not asked.

    `there` holds the ids of this talk's people. Raises Refused before its day, too late, and for fewer than
    three people; StaleState when it was recorded before.
    """
    if not can_record_talk(by, talk):
        raise Refused("Only the facilitator of this group writes down what it said")
    today = london_date(now)
    if today < talk.held_on:
        raise Refused("The group has not met yet")
    if today > record_by(talk):
        raise Refused("It is too late to send this. Call the involvement team")
    people = TalkPerson.objects.filter(talk=talk, pk__in=there)
    if people.count() < FEWEST:
        raise Refused(f"Nothing is kept of a talk of fewer than {FEWEST} people")
    recorded = Talk.objects.filter(pk=talk.pk, recorded_at=None).update(
        recorded_at=now, ask_until=_last_moment(today)
    )
    if not recorded:
        raise StaleState("These answers were sent before")
    TalkPerson.objects.filter(talk=talk).exclude(pk__in=there).delete()
    salt = new_salt()
    TalkSalt.objects.create(talk=talk, salt=salt)
    TalkSeal.objects.create(
        talk=talk,
        group=_sealed(talk, "group", answers.as_dict(), salt=salt),
        consents=_sealed(talk, "consents", {}, salt=salt),
    )
    everyone = people.select_related("expert__contact")
    queue(kind="ladder.talk", to=[_addressed(person) for person in everyone], now=now)
    record("talk.recorded", by=by, subject=talk, now=now)


def _addressed(person: TalkPerson) -> Addressed:
    return Addressed(person.expert.contact, "talk", person.talk_id)


def reminder_day(talk: Talk) -> date:
    """The day of the one reminder: three working days after everyone was asked."""
    return add_working_days(london_date(talk.recorded_at), DAYS_TO_ANSWER - 2)


def what_the_group_said(talk: Talk) -> GroupAnswers:
    """What a group said, while its people are asked. Only they, and whoever reads it out to one, see it.

    Whoever reads it out writes an audit line. The people themselves do not: it would tell who has looked.
    """
    return GroupAnswers.from_dict(_opened(talk, "group"))


@transaction.atomic
def read_out_talk(*, talk: Talk, by: User, now: datetime) -> GroupAnswers:
    """What a group said, for the involvement team to read to somebody by phone."""
    if not can_handle(by, talk.project):
        raise Refused("Only the involvement team rings people, and never for a project of their own")
    record("talk.opened", by=by, subject=talk, now=now)
    return what_the_group_said(talk)


@transaction.atomic
def say(*, person: TalkPerson, consent: Consent, now: datetime, typed_by: User | None = None) -> None:
    """Somebody of the group says yes or no, asked alone, or changes what they said before.

    `typed_by` is whoever heard it by phone. No line and no row says whose answer it was. Raises StaleState
    when the days are over.
    """
    if typed_by and not can_handle(typed_by, person.talk.project):
        raise Refused("Only the involvement team rings people, and never for a project of their own")
    talk = Talk.objects.asking(now=now).select_for_update(no_key=True).filter(pk=person.talk_id).first()
    if talk is None or not TalkPerson.objects.filter(pk=person.pk).exists():
        raise StaleState(TOO_LATE)
    consents = _opened(talk, "consents") | {str(person.pk): Consent(consent).value}
    TalkSeal.objects.filter(talk=talk).update(
        consents=_sealed(talk, "consents", consents, salt=bytes(talk.salt.salt))
    )
    if typed_by:
        record("talk.answer_typed", by=typed_by, subject=talk, now=now)


@transaction.atomic
def end_talk(*, talk: Talk, now: datetime) -> None:
    """Keep what the group said if everyone who was there said yes, and else only that it met. Once.

    Everything else goes: what each said, the seals and their salt, the keys, and who was there. Raises
    Refused while people still have time, and StaleState when it has ended.
    """
    talk = Talk.objects.select_for_update(no_key=True).get(pk=talk.pk)
    if talk.ended_at:
        raise StaleState("This has ended already")
    if talk.ask_until is None or now < talk.ask_until:
        raise Refused("People still have time to say yes or no")
    consents = _opened(talk, "consents")
    people = TalkPerson.objects.filter(talk=talk).values_list("pk", flat=True)
    everyone = all(consents.get(str(pk)) == Consent.YES for pk in people)
    said = _opened(talk, "group") if everyone else None
    Talk.objects.filter(pk=talk.pk, ended_at=None).update(
        ended_at=now, outcome=TalkEnd.ALL_YES if everyone else TalkEnd.MET, said=said
    )
    TalkSeal.objects.filter(talk=talk).delete()
    TalkSalt.objects.filter(talk=talk).delete()
    TalkPerson.objects.filter(talk=talk).delete()
    record("talk.ended", by=SYSTEM, subject=talk, now=now)


def _purpose(talk: Talk) -> str:
    return f"ladder.talk.{talk.pk}"


def _sealed(talk: Talk, what: str, data: dict[str, Any], *, salt: bytes) -> bytes:
    return seal_for(_purpose(talk), data, salt=salt, belongs_to=f"talk:{talk.pk}:{what}")


def _opened(talk: Talk, what: str) -> dict[str, Any]:
    sealed = TalkSeal.objects.select_related("talk__salt").get(talk=talk)
    return open_for(
        _purpose(talk),
        getattr(sealed, what),
        salt=sealed.talk.salt.salt,
        belongs_to=f"talk:{talk.pk}:{what}",
    )


@transaction.atomic
def offer_conversation(*, project: Project, by: User, now: datetime) -> OfferedConversation:
    """Keep that one or two people of a project were offered a conversation today, once for each day.

    Raises Refused where the group is larger: it can talk it through.
    """
    if not can_arrange_talk(by, project):
        raise Refused("Only the involvement team offers this, and never for a project of their own")
    today = london_date(now)
    people = who_may_come(project, on=today).count()
    if not 0 < people < FEWEST:
        raise Refused("A conversation is for 1 or 2 people")
    offered, made = OfferedConversation.objects.get_or_create(project=project, offered_on=today)
    if made:
        record("conversation.offered", by=by, subject=offered, now=now)
    return offered
