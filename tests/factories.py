"""Plain functions that make things, through the real actions where there is one."""

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actions import let_sign_in
from accounts.choices import OF_A_DIRECTORATE, Role
from accounts.models import RoleGrant, User
from accounts.rules import is_involvement
from audit.actions import SYSTEM
from council.models import Directorate
from experts.models import Expert, Supporter
from experts.supporting import add_supporter
from ladder.actions.answering import change_draft, send_answers
from ladder.actions.closing import close_round
from ladder.actions.opening import open_round
from ladder.actions.rewriting import StillReadable, rewrite_sealed_tables
from ladder.choices import Answer, Audience, Badge, CommentKind, TeamAnswer, Voice
from ladder.disclosure import STANDARD_RULES, Rules, disclose
from ladder.models import (
    Comment,
    Conversation,
    Invitation,
    Round,
    RoundResult,
    StatementSet,
    TeamAnswers,
)  # fmt: skip
from ladder.rungs import Rung
from ladder.scoring import Tally
from notices.models import Contact
from projects.actions import stating
from projects.actions.registering import describe, publish, start_project
from projects.choices import CouldBe, Reason
from projects.models import Membership, Project
from tests.written_at_once import (
    ALL_YES,
    JUSTIFIED,
    NO_MONEY,
    WHAT_IT_IS,
    WHAT_IT_SAYS,
    answer_alike,
    everything,
    write_project,
)
from words.working_days import add_working_days, at_london, london_date

# A Monday at noon in London: the day that tests with a set clock live on.
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONGEST_TRANSACTION_OF_ANOTHER_TEST = 120
# Roles of the cast began before any clock that a test sets.
LONG_AGO = date(2020, 1, 1)


def by_day(moment: datetime) -> datetime:
    """The first moment from then on at which messages go out, so that a test can run at night, too."""
    in_the_middle = at_london(london_date(moment), time_of_day(14, 30))
    if abs(moment - in_the_middle) < timedelta(hours=5):
        return moment
    return in_the_middle if moment < in_the_middle else in_the_middle + timedelta(days=1)


def make_directorate(name: str = "Adult social care") -> Directorate:
    """The directorate of that name."""
    return Directorate.objects.get_or_create(name=name)[0]


def make_user(name: str, *roles: Role, directorate: Directorate | None = None) -> User:
    """Someone who signs in as first.last@example.org, with these roles."""
    email = name.lower().replace(" ", ".") + "@example.org"
    user = let_sign_in(contact=Contact.objects.create(name=name, email=email), by=SYSTEM, now=timezone.now())
    for role in roles:
        place = (directorate or make_directorate()) if role in OF_A_DIRECTORATE else None
        RoleGrant.objects.create(user=user, role=role, directorate=place, starts_on=LONG_AGO)
    return user


def make_draft(name: str = "Direct payments support", *, by: User, now: datetime | None = None) -> Project:
    """A project that its lead has begun to register, with nothing chosen yet but what it is."""
    now = now or timezone.now()
    project = start_project(name=name, could_be=CouldBe.ALL, directorate=make_directorate(), by=by, now=now)
    describe(
        project=project,
        by=by,
        now=now,
        **WHAT_IT_IS,
    )
    return project


def make_ready_draft(
    name: str = "Direct payments support",
    *,
    by: User,
    rung: Rung = Rung.CO_PRODUCTION,
    now: datetime | None = None,
) -> Project:
    """A draft that has said all it must, and is not published yet."""
    now = now or timezone.now()
    project = make_draft(name, by=by, now=now)
    describe(
        project=project,
        by=by,
        now=now,
        **WHAT_IT_SAYS,
    )
    stating.choose_step(project=project, rung=rung, by=by, now=now)
    stating.justify(project=project, justification=JUSTIFIED, by=by, now=now)
    if rung < Rung.CO_PRODUCTION:
        why = stating.Why(NO_MONEY, now.date() + timedelta(days=180))
        stating.give_reasons(project=project, reasons={Reason.RESOURCES: why}, by=by, now=now)
    return project


def make_project(
    name: str = "Direct payments support",
    *,
    by: User,
    rung: Rung = Rung.CO_PRODUCTION,
    now: datetime | None = None,
) -> Project:
    """A project that anyone may read, written at once: nearly every test needs one."""
    now = now or timezone.now()
    project = write_project(name, directorate=make_directorate(), rung=rung, by=by, now=now)
    return Project.objects.get(pk=project.pk)


def register_project(
    name: str = "Direct payments support",
    *,
    by: User,
    rung: Rung = Rung.CO_PRODUCTION,
    now: datetime | None = None,
) -> Project:
    """The same through the real actions, for tests of those."""
    now = now or timezone.now()
    project = make_ready_draft(name, by=by, rung=rung, now=now)
    publish(project=project, by=by, now=now)
    return Project.objects.get(pk=project.pk)


def make_members(project: Project, count: int, *, by: User, now: datetime | None = None) -> list[Expert]:
    """So many experts by experience, each with an e-mail address, added to a project by `by`.

    In bulk, and not through the action: hundreds of tests need a dozen people, and one by one they
    cost more than all the rest. tests/projects and tests/experts try the actions themselves.
    """
    now = now or timezone.now()
    people = [
        Contact(name=f"Expert {number}", email=f"expert{number}.{project.slug}@example.org")
        for number in range(1, count + 1)
    ]
    Contact.objects.bulk_create(people)
    users = User.objects.bulk_create(
        User(contact=contact, email=contact.email, password=make_password(None)) for contact in people
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    experts = Expert.objects.bulk_create(Expert(contact=contact, added_at=now) for contact in people)
    confirmed_by = by.contact if is_involvement(by) else None
    Membership.objects.bulk_create(
        Membership(
            project=project,
            expert=expert,
            added_as=expert.contact.name,
            starts_on=london_date(now),
            added_by=by.contact,
            confirmed_by=confirmed_by,
        )
        for expert in experts
    )
    return experts


def make_supporter(expert: Expert, name: str = "Morwenna Pascoe", *, now: datetime) -> Supporter:
    """Someone whom an expert chose to help them answer."""
    return add_supporter(
        expert=expert,
        name=name,
        email="",
        may_help_answer=True,
        may_see_results=False,
        by=expert.contact,
        now=now,
    )


def make_open_round(
    project: Project, *, by: User, now: datetime | None = None, members: int = 12, days: int = 14
) -> Round:
    """An open check with so many people in it, opened by someone of the involvement team."""
    now = now or timezone.now()
    make_members(project, members, by=by, now=now)
    return open_round(project=project, answer_by=now.date() + timedelta(days=days), by=by, now=now)


def answer(
    invitation: Invitation,
    *,
    statements: Iterable[Answer] = ALL_YES,
    step: int = 7,
    words: str = "",
    voice: str = "",
    now: datetime | None = None,
) -> None:
    """One person answers everything and sends it."""
    now = now or timezone.now()
    answers = everything(statements, step, words=words, voice=voice)
    change_draft(invitation=invitation, change=lambda _: answers, now=now)
    send_answers(invitation=invitation, now=now)


def make_closed_round(
    project: Project,
    *,
    by: User,
    answers: int = 12,
    invited: int = 15,
    statements: Iterable[Answer] = ALL_YES,
    step: int = 7,
    now: datetime = MONDAY - timedelta(days=60),
) -> Round:
    """A check that opened at `now`, that so many people answered alike, and that closed in its time."""
    round_ = make_open_round(project, by=by, members=invited, now=now)
    answer_alike(list(round_.invitations.order_by("pk")[:answers]), statements=statements, step=step, now=now)
    close_round(round_=round_, by=SYSTEM, now=round_.closes_at)
    return Round.objects.get(pk=round_.pk)


def make_result(
    project: Project,
    tally: Tally,
    *,
    by: User,
    days_before: int = 0,
    team: Iterable[TeamAnswer] = (),
    wording: StatementSet | None = None,
    rules: Rules = STANDARD_RULES,
) -> Round:
    """A closed check with the result of this tally, written as it is, so that a list of fifty is quick.

    It closed on MONDAY, or so many days before. `team` is the team's side, or nothing. It began with the
    newest wording, or with `wording`.
    """
    closed_at = MONDAY - timedelta(days=days_before)
    stated, on = project.stated, closed_at.date()
    round_ = Round.objects.create(
        project=project,
        statement_set=wording or StatementSet.objects.latest("version"),
        stated_level=stated,
        opens_on=on - timedelta(days=40),
        answer_by=on - timedelta(days=20),
        reminder_on=on - timedelta(days=23),
        closes_at=closed_at,
        rest_until=on,
        opened_by=by,
    )
    if team:
        TeamAnswers.objects.create(round=round_, answers=list(team), sent_by=by, sent_at=closed_at)
    Round.objects.filter(pk=round_.pk).update(closed_at=closed_at)
    shown = {
        each: disclose(tally, stated=stated.rung, audience=each, rules=rules).as_dict() for each in Audience
    }
    RoundResult.objects.create(
        round=round_,
        members=shown[Audience.MEMBERS],
        public=shown[Audience.PUBLIC],
        rules=rules.as_dict(),
    )
    if shown[Audience.MEMBERS]["badge"] == Badge.TALK:
        lead = project.team.filter(is_lead=True, ends_on=None).first()
        Conversation.objects.create(round=round_, owner=lead and lead.user, due_on=add_working_days(on, 20))
    return Round.objects.get(pk=round_.pk)


def make_comment(
    round_: Round,
    words: str = "More time to think",
    *,
    voice: Voice = Voice.WORDS,
    name: str = "",
    kind: CommentKind = CommentKind.WORDS,
) -> Comment:
    """Words of a closed check that no reviewer has read yet."""
    return Comment.objects.create(round=round_, words=words, voice=voice, name_to_show=name, kind=kind)


def rewrite_patiently(*, now: datetime) -> int:
    """Rewrite the sealed tables as the hourly job does: until nobody's older transaction holds them.

    Test processes share a server that they were given, and a long transaction in any of its databases holds
    deleted rows back. Otherwise each has its own, and nobody waits.
    """
    end = time.monotonic() + LONGEST_TRANSACTION_OF_ANOTHER_TEST
    while True:
        try:
            return rewrite_sealed_tables(now=now)
        except StillReadable:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)
