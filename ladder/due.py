"""What becomes due by itself about checks, conversations and talks, and when. It only reads."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from accounts.choices import Role
from accounts.models import User
from ladder.actions.talking import reminder_day
from ladder.arrived import TOLD_BEFORE, waiting
from ladder.models import Conversation, Invitation, Round, Talk, TalkPerson
from ladder.querysets import RoundQuerySet
from notices.addressed import Addressed
from projects.models import TeamMember
from words.working_days import add_working_days, at_london, london_date

NINE = time(9)
WORKING_DAYS_BETWEEN = 5
LONG_AGO = timedelta(days=35)
"""A reminder that should have gone so long ago is not spoken of any more."""


STILL_SAID = timedelta(days=14)
"""So long after a check has closed we still write down which of its reminders did not go."""


def morning_of(day: date) -> datetime:
    """When messages of a day may go: 9am in London."""
    return at_london(day, NINE)


def people_to_remind(until: datetime) -> Iterator[Addressed]:
    """Everyone in a check, once for each reminder day. That somebody has answered, or that the check has
    closed before the day, is a reason not to send: it is written down, and not known here."""
    asked = Invitation.objects.filter(round__in=_reminding(until))
    for invitation in asked.select_related("round", "expert__contact").order_by("pk"):
        for number, day in enumerate(invitation.round.reminder_days, start=1):
            if (due_at := morning_of(day)) <= until:
                yield Addressed(
                    contact=invitation.expert.contact,
                    subject_kind="invitation",
                    subject_id=invitation.pk,
                    due_at=due_at,
                    period=str(number),
                )


def teams_to_remind(until: datetime) -> Iterator[Addressed]:
    """Everyone in the teams that have not sent their side: as often as people, and on the last day."""
    rounds = {each.project_id: each for each in _reminding(until).filter(team_answers=None)}
    team = TeamMember.objects.filter(project__in=rounds, ends_on=None, user__is_active=True)
    for member in team.select_related("user__contact").order_by("pk"):
        round_ = rounds[member.project_id]
        for number, day in enumerate(team_reminder_days(round_), start=1):
            if (due_at := morning_of(day)) <= until:
                yield Addressed(
                    contact=member.user.contact,
                    subject_kind="round",
                    subject_id=round_.pk,
                    due_at=due_at,
                    period=str(number),
                )


def team_reminder_days(round_: Round) -> tuple[date, ...]:
    """A team is reminded as often as people, and once more on the last day."""
    return (*round_.reminder_days, round_.answer_by)


def _reminding(until: datetime) -> RoundQuerySet:
    lately = Q(closed_at=None) | Q(closed_at__gt=until - STILL_SAID)
    return Round.objects.filter(lately, reminder_on__lte=london_date(until))


def owners_to_remind(until: datetime) -> Iterator[Addressed]:
    """Owners of conversations that are late: on the next working day, then every five, until it is held."""
    late = Conversation.objects.to_hold().filter(due_on__lt=london_date(until), owner__is_active=True)
    for conversation in late.select_related("owner__contact"):
        number, day = 1, add_working_days(conversation.due_on, 1)
        while (due_at := morning_of(day)) <= until:
            if due_at > until - LONG_AGO:
                yield Addressed(
                    contact=conversation.owner.contact,
                    subject_kind="conversation",
                    subject_id=conversation.pk,
                    due_at=due_at,
                    period=str(number),
                )
            number, day = number + 1, add_working_days(day, WORKING_DAYS_BETWEEN)


def talk_people_to_remind(until: datetime) -> Iterator[Addressed]:
    """Everyone in each talk that is being asked, two working days before the last day.

    Whoever has answered gets it too: who is left out would tell who has not.
    """
    talks = {talk.pk: talk for talk in Talk.objects.filter(recorded_at__lte=until, ended_at=None)}
    people = TalkPerson.objects.filter(talk__in=talks).select_related("expert__contact")
    for person in people.order_by("pk"):
        if (due_at := morning_of(reminder_day(talks[person.talk_id]))) <= until:
            yield Addressed(
                contact=person.expert.contact,
                subject_kind="talk",
                subject_id=person.talk_id,
                due_at=due_at,
                period="1",
            )


def who_types_in(until: datetime) -> Iterator[Addressed]:
    """Everyone in the involvement team, for each check with something to type in and each of TOLD_BEFORE.

    Nobody hears of a project of their own: they may not type in its forms.
    """
    due = [
        (each, each.number(key), each.closes_at - before)
        for each in waiting()
        for key, before in TOLD_BEFORE.items()
        if each.closes_at - before <= until
    ]
    if not due:
        return
    team = User.objects.holding(Role.INVOLVEMENT, on=london_date(until)).select_related("contact")
    for each, period, due_at in due:
        own = TeamMember.objects.filter(project__rounds=each.round_id, ends_on=None).values("user")
        for user in team.exclude(pk__in=own).order_by("pk"):
            yield Addressed(
                contact=user.contact,
                subject_kind="round",
                subject_id=each.round_id,
                due_at=due_at,
                period=period,
            )
