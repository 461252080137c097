"""Opening a check."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record
from council.choices import Figure
from council.queries import figures
from experts.choices import Way
from experts.queries import way_of
from ladder.actions.stoppers import Stopper, distance_stopper, draft_stopper
from ladder.actions.supporters import ask_supporters, copy_to_supporters
from ladder.actions.team import ask_the_team
from ladder.models import Invitation, Round, Salt, StatementSet, WayTask
from ladder.panel import invited_to
from ladder.pictures import pictures
from ladder.queries import who_gets_a_copy, who_may_help
from ladder.reminders import reminder_days
from ladder.rules import answer_by_is_fair
from ladder.sealing import new_salt
from ladder.wording_checks import problems
from notices.actions import queue
from notices.addressed import Addressed
from projects.models import Project
from words.errors import Refused, StaleState
from words.working_days import closes_at, london_date


def stoppers(project: Project, *, now: datetime) -> list[Stopper]:
    """Everything that stops a check of this project today. Empty when it may open."""
    today = london_date(now)
    numbers = figures(on=today)
    invited = invited_to(project, on=today, months=numbers[Figure.PANEL_MONTHS]).count()
    found = draft_stopper(project)
    if invited < numbers[Figure.INVITED_FLOOR]:
        people = "1 person" if invited == 1 else f"{invited} people"
        found.append(
            Stopper(
                f"{people} would be invited",
                f"With fewer than {numbers[Figure.INVITED_FLOOR]}, no result could ever be shown. "
                "We would ask for people’s time and give nothing back",
            )
        )
    found += distance_stopper(project, on=today)
    return [*found, *_wording_stopper()]


def _wording_stopper() -> list[Stopper]:
    """Whether a form of the newest wording is missing: somebody could not answer then."""
    newest = StatementSet.objects.latest("version")
    if missing := problems(newest.data, pictures=pictures()):
        why = f"{missing[0]}. Whoever runs the portal loads a version that has everything"
        return [Stopper(f"Version {newest.version} of the wording is not complete", why)]
    return []


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a check, worked out from the day that people are asked to answer by."""

    opens_on: date
    answer_by: date
    reminders: tuple[date, ...]
    closes_at: datetime
    rest_until: date


def dates_of(*, answer_by: date, opens_on: date) -> Dates:
    """The dates of a check that opens on a day, by what the council has set for that day."""
    numbers = figures(on=opens_on)
    closing = closes_at(answer_by, numbers[Figure.CLOSING_DAYS])
    return Dates(
        opens_on=opens_on,
        answer_by=answer_by,
        reminders=reminder_days(
            opens_on=opens_on,
            answer_by=answer_by,
            before=(numbers[Figure.REMINDER_DAYS], numbers[Figure.SECOND_REMINDER_DAYS]),
        ),
        closes_at=closing,
        rest_until=london_date(closing) + timedelta(days=numbers[Figure.REST_DAYS]),
    )


@transaction.atomic
def open_round(*, project: Project, answer_by: date, by: User, now: datetime) -> Round:
    """Open a check today: freeze the step that is stated, invite everyone, and write to them.

    Raises Refused with the first thing that stands in the way, and StaleState when another check was
    opened in the same moment.
    """
    if in_the_way := stoppers(project, now=now):
        raise Refused(f"{in_the_way[0].what}. {in_the_way[0].why}")
    dates = dates_of(answer_by=answer_by, opens_on=london_date(now))
    if not answer_by_is_fair(dates.opens_on, answer_by):
        raise Refused("Give people at least 7 days to answer, and at most 60")
    months = figures(on=dates.opens_on)[Figure.PANEL_MONTHS]
    people = invited_to(project, on=dates.opens_on, months=months)
    experts = list(people.select_related("way_to_answer"))
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                project=project,
                statement_set=StatementSet.objects.latest("version"),
                stated_level=project.stated,
                opens_on=dates.opens_on,
                answer_by=dates.answer_by,
                reminder_on=dates.reminders[0],
                second_reminder_on=dates.reminders[1] if len(dates.reminders) > 1 else None,
                closes_at=dates.closes_at,
                rest_until=dates.rest_until,
                opened_by=by,
            )
    except IntegrityError as too_near:
        raise StaleState(
            "A check of this project was opened in the same moment. Look at it again"
        ) from too_near
    Salt.objects.create(round=round_, salt=new_salt())
    invitations = Invitation.objects.bulk_create(
        Invitation(round=round_, expert=expert) for expert in experts
    )
    WayTask.objects.bulk_create(
        WayTask(invitation=invitation, way=way_of(invitation.expert), asked_at=now)
        for invitation in invitations
        if way_of(invitation.expert) != Way.ONLINE
    )
    queue(
        kind="ladder.invitation",
        to=[Addressed(each.expert.contact, "invitation", each.pk) for each in invitations],
        now=now,
    )
    ids = [invitation.pk for invitation in invitations]
    ask_supporters(who_may_help(ids), now=now)
    copy_to_supporters(who_gets_a_copy(ids), now=now)
    ask_the_team(round_=round_, now=now)
    record("round.opened", by=by, subject=round_, now=now)
    return round_
