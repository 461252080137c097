"""What becomes due by itself about checks, conversations and talks, and when. It only reads."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from accounts.choices import Role
from accounts.models import User
from experts.models import Supporter
from ladder.actions.talking import reminder_day
from ladder.arrived import TOLD_BEFORE, rounds_where_something_waits, what_waits
from ladder.models import Conversation, Invitation, Round, Talk, TalkPerson
from ladder.queries import who_may_help
from ladder.querysets import RoundQuerySet
from ladder.spoken_of import speaks_of_any
from notices.addressed import Addressed
from notices.kinds import ByItself
from notices.models import Notice
from projects.models import TeamMember
from words.working_days import add_working_days, at_london, london_date

Rows = Mapping[str, QuerySet[Any]]
Found = Mapping[str, list[Any]]

NINE = time(9)
WORKING_DAYS_BETWEEN = 5
LONG_AGO = timedelta(days=35)
"""A reminder that should have gone so long ago is not spoken of any more."""


STILL_SAID = timedelta(days=14)
"""So long after a check has closed we still write down which of its reminders did not go."""


def morning_of(day: date) -> datetime:
    """When messages of a day may go: 9am in London."""
    return at_london(day, NINE)


def _invitations(until: datetime) -> Rows:
    asked = Invitation.objects.filter(round__in=_reminding(until))
    return {"asked": asked.select_related("round", "expert__contact").order_by("pk")}


def _of_invitations(found: Found, until: datetime) -> Iterator[Addressed]:
    for invitation in found["asked"]:
        for number, day in enumerate(invitation.round.reminder_days, start=1):
            if (due_at := morning_of(day)) <= until:
                yield Addressed(
                    contact=invitation.expert.contact,
                    subject_kind="invitation",
                    subject_id=invitation.pk,
                    due_at=due_at,
                    period=str(number),
                )


people_to_remind = ByItself(_invitations, _of_invitations)
"""Everyone in a check, once for each reminder day. That somebody has answered, or that the check has closed
before the day, is a reason not to send: it is written down, and not known here."""


def _helpers(until: datetime) -> Rows:
    asked = Invitation.objects.filter(
        round__in=_reminding(until),
        expert__in=Supporter.objects.now().filter(may_help_answer=True).values("expert"),
    )
    helpers = who_may_help(asked.values("pk")).exclude(contact__email="")
    reminders = Notice.objects.filter(speaks_of_any("invitation", asked), kind="ladder.reminder")
    return {
        "asked": asked.select_related("round").order_by("pk"),
        "helpers": helpers.select_related("contact", "expert__contact").order_by("pk"),
        "reminders": reminders.select_related("summary"),
    }


def _of_helpers(found: Found, until: datetime) -> Iterator[Addressed]:
    asked = {each.pk: each for each in found["asked"]}
    reminders = {(row.subject_id, row.period): row for row in found["reminders"]}
    for helper in found["helpers"]:
        for number, day in enumerate(asked[helper.invitation].round.reminder_days, start=1):
            reminder = reminders.get((str(helper.invitation), str(number)))
            due_at = _went_at(reminder) if reminder else morning_of(day)
            if due_at and due_at <= until:
                yield Addressed(
                    contact=helper.contact,
                    subject_kind="invitation",
                    subject_id=helper.invitation,
                    on_behalf_of=helper.expert.contact,
                    due_at=due_at,
                    period=str(number),
                )


def _went_at(reminder: Notice) -> datetime | None:
    """When a reminder went to the person: by itself, or in one message with others."""
    return reminder.sent_at or (reminder.summary.sent_at if reminder.summary else None)


helpers_to_remind = ByItself(_helpers, _of_helpers)
"""Whoever may help with an invitation, once for each reminder that went to the person, and then.

Until the person's reminder is written down, which is done first on its day, it is foretold for that morning.
One that waits for the person, or will never go, is followed by none.
"""


def _teams(until: datetime) -> Rows:
    rounds = _reminding(until).filter(team_answers=None)
    team = TeamMember.objects.filter(project__in=rounds.values("project"), ends_on=None, user__is_active=True)
    return {"rounds": rounds, "team": team.select_related("user__contact").order_by("pk")}


def _of_teams(found: Found, until: datetime) -> Iterator[Addressed]:
    rounds = {each.project_id: each for each in found["rounds"]}
    for member in found["team"]:
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


teams_to_remind = ByItself(_teams, _of_teams)
"""Everyone in the teams that have not sent their side: as often as people, and on the last day."""


def team_reminder_days(round_: Round) -> tuple[date, ...]:
    """A team is reminded as often as people, and once more on the last day."""
    return (*round_.reminder_days, round_.answer_by)


def _reminding(until: datetime) -> RoundQuerySet:
    lately = Q(closed_at=None) | Q(closed_at__gt=until - STILL_SAID)
    return Round.objects.filter(lately, reminder_on__lte=london_date(until))


def _late_conversations(until: datetime) -> Rows:
    late = Conversation.objects.to_hold().filter(due_on__lt=london_date(until), owner__is_active=True)
    return {"late": late.select_related("owner__contact")}


def _of_conversations(found: Found, until: datetime) -> Iterator[Addressed]:
    for conversation in found["late"]:
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


owners_to_remind = ByItself(_late_conversations, _of_conversations)
"""Owners of conversations that are late: on the next working day, then every five, until it is held."""


def _talks(until: datetime) -> Rows:
    talks = Talk.objects.filter(recorded_at__lte=until, ended_at=None)
    people = TalkPerson.objects.filter(talk__in=talks)
    return {"people": people.select_related("talk", "expert__contact").order_by("pk")}


def _of_talks(found: Found, until: datetime) -> Iterator[Addressed]:
    for person in found["people"]:
        if (due_at := morning_of(reminder_day(person.talk))) <= until:
            yield Addressed(
                contact=person.expert.contact,
                subject_kind="talk",
                subject_id=person.talk_id,
                due_at=due_at,
                period="1",
            )


talk_people_to_remind = ByItself(_talks, _of_talks)
"""Everyone in each talk that is being asked, two working days before the last day.

Whoever has answered gets it too: who is left out would tell who has not.
"""


def _what_came(until: datetime) -> Rows:
    """Nobody hears of a project of their own: they may not type in its forms."""
    rounds = rounds_where_something_waits()
    own = TeamMember.objects.filter(project__in=rounds.values("project"), ends_on=None)
    team = User.objects.holding(Role.INVOLVEMENT, on=london_date(until))
    return {"rounds": rounds, "own": own, "team": team.order_by("pk")}


def _of_what_came(found: Found, until: datetime) -> Iterator[Addressed]:
    own = {(each.project_id, each.user_id) for each in found["own"]}
    due = [
        (round_, waits.number(key), round_.closes_at - before)
        for round_ in found["rounds"]
        if (waits := what_waits(round_))
        for key, before in TOLD_BEFORE.items()
        if round_.closes_at - before <= until
    ]
    for round_, period, due_at in due:
        for user in found["team"]:
            if (round_.project_id, user.pk) not in own:
                yield Addressed(
                    contact=user.contact,
                    subject_kind="round",
                    subject_id=round_.pk,
                    due_at=due_at,
                    period=period,
                )


who_types_in = ByItself(_what_came, _of_what_came)
"""Everyone in the involvement team, for each check with something to type in and each of TOLD_BEFORE."""
