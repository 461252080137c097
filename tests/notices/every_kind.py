"""Messages of every kind, about people and projects whose names are as long as they may be.

A name is written as one word without a vowel, so that what is measured is our own words around it.
"""

from datetime import date, timedelta

from accounts.actions.granting import change_end, end_role, give_role
from accounts.choices import FactorChange, Role
from accounts.models import RoleGrant
from audit.actions import SYSTEM, record
from council.models import Council, Directorate
from experts.models import Supporter
from experts.supporting import add_supporter
from ladder.actions.keying import send_typed, type_in
from ladder.actions.late import thank_for_a_late_form
from ladder.actions.more_time import give_more_time
from ladder.actions.supporters import ask_supporters, copy_to_supporters
from ladder.actions.team import send_team_answers
from ladder.choices import Channel, ClosedEarly, MoreTime, TeamAnswer
from ladder.models import Conversation, Round
from ladder.queries import who_gets_a_copy, who_may_help
from ladder.scoring import STATEMENTS
from notices.actions import promise, queue
from notices.addressed import Addressed
from notices.choices import Skip
from notices.models import Contact, Notice
from projects.models import Project
from tests.factories import (
    ALL_YES,
    MONDAY,
    answer,
    make_closed_round,
    make_open_round,
    make_project,
    make_supporter,
    make_user,
)
from tests.ladder.talks import arranged, recorded
from tests.ladder.typing_in import by_phone, came
from words.working_days import add_working_days

LONGEST_PHONE = "01632 960 123 ext 12"
ENOUGH = 10
"""So many of one kind differ in their names alone, but for the first and the last."""
LATER = date(2027, 9, 29)
"""A Wednesday in September: no day takes more letters."""


def longest(model, field):
    """A name as long as the column: one word of one syllable."""
    return "w" * model._meta.get_field(field).max_length


def every_kind(*, lead, involvement, involvement_lead, facilitator, now=MONDAY):
    """Messages in each state that their templates tell apart, by the key of their kind."""
    people = {"by": involvement, "now": now}
    name = longest(Project, "name")
    open_one = make_open_round(make_project(f"{name[:-1]}1", by=lead, now=now), **people)
    _answers(open_one, involvement, now)
    _more_time([open_one, _team_has_answered(f"{name[:-1]}6", lead, involvement, now)], involvement, now)
    _closed(make_project(f"{name[:-1]}2", by=lead, now=now), lead, involvement)
    recorded(make_project(f"{name[:-1]}3", by=lead, now=now), facilitator=facilitator, **people)
    promise(only=["ladder.talk_reminder"], now=now + timedelta(days=3))
    arranged(make_project(f"{name[:-1]}4", by=lead, now=now), facilitator=facilitator, **people)
    _of_accounts(involvement_lead, now)
    promise(only=["staff.weekly"], now=now)
    _summaries(now)
    _as_long_as_they_may_be()
    made = {}
    for notice in Notice.objects.select_related("contact").order_by("pk"):
        made.setdefault(notice.kind, []).append(notice)
    return {kind: alike if len(alike) < ENOUGH else alike[:2] + alike[-2:] for kind, alike in made.items()}


def _answers(check, involvement, now):
    people = list(check.invitations.select_related("expert__contact").order_by("pk"))
    supporter = add_supporter(
        expert=people[0].expert, name="Morwenna", email="morwenna@example.org",
        may_help_answer=True, may_see_results=True, by=people[0].expert.contact, now=now,
    )  # fmt: skip
    ask_supporters(who_may_help([people[0].pk]).filter(pk=supporter.pk), now=now)
    add_supporter(
        expert=people[1].expert, name="Jory", email="jory@example.org",
        may_help_answer=False, may_see_results=False, gets_copies=True,
        by=people[1].expert.contact, now=now,
    )  # fmt: skip
    copy_to_supporters(who_gets_a_copy([people[1].pk]), now=now)
    answer(people[1], now=now)
    type_in(invitation=people[2], answers=by_phone(), by=involvement, now=now)
    send_typed(invitation=people[2], channel=Channel.PHONE, by=involvement, now=now)
    thank_for_a_late_form(people[3], arrived_on=now.date(), now=now)
    came(people[4], by=involvement, now=now)
    type_in(invitation=people[5], answers=by_phone(), by=involvement, now=now)
    promise(only=["ladder.to_type"], now=check.closes_at - timedelta(days=1))
    for day in check.reminder_days:
        _remind(people[0], now + (day - now.date()))


def _remind(helped, now):
    """Of somebody the reminder has gone, so whoever helps them is reminded too."""
    promise(only=["ladder.reminder", "ladder.team_reminder"], now=now)
    went = Notice.objects.filter(kind="ladder.reminder", subject_id=helped.pk, skipped_because="")
    went.update(taken_at=now, sent_at=now)
    promise(only=["ladder.supporter_reminder"], now=now)


def _team_has_answered(name, lead, involvement, now):
    check = make_open_round(make_project(name, by=lead, now=now), by=involvement, members=7, now=now)
    send_team_answers(round_=check, answers=[TeamAnswer.YES] * STATEMENTS, by=lead, now=now)
    return check


def _more_time(checks, involvement, now):
    """For the reason that takes most room."""
    because = max(MoreTime, key=lambda reason: len(reason.label))
    for check in checks:
        later = add_working_days(check.answer_by, 1)
        give_more_time(round_=check, answer_by=later, because=because, by=involvement, now=now)


def _closed(project, lead, involvement):
    """People say that it is coercing and the council that it is co-production. And one that closed early."""
    closed = make_closed_round(project, by=involvement, statements=ALL_YES, step=1)
    talk = Conversation.objects.get(round=closed)
    queue(
        kind="ladder.conversation_late",
        to=[Addressed(talk.owner.contact, "conversation", talk.pk)],
        now=MONDAY,
    )
    early = make_closed_round(
        make_project(f"{project.name[:-1]}5", by=lead), by=involvement, invited=7, answers=0
    )
    Round.objects.filter(pk=early.pk).update(closed_early_because=ClosedEarly.DATES_CLASH)
    _somebody_helped_in(early)


def _somebody_helped_in(early):
    """And was told a later day."""
    asked = early.invitations.select_related("expert__contact").first()
    helper = make_supporter(asked.expert, now=MONDAY)
    to = Addressed(helper.contact, "invitation", asked.pk, on_behalf_of=asked.expert.contact)
    queue(kind="ladder.supporter_closed", to=[to], now=MONDAY)


def _summaries(now):
    """One message of two that hold a key and of one that does not, and one of a single thing."""
    for row in Notice.objects.filter(kind="ladder.team")[:1]:
        _sum_up([row], now)
    person = Notice.objects.filter(kind="ladder.reminder", skipped_because="").latest("pk").contact
    _sum_up(list(Notice.objects.waiting().filter(contact=person)), now)


def _sum_up(rows, now):
    summary = Notice.objects.create(
        kind="notices.summary", contact=rows[0].contact, subject_kind="message", subject_id=rows[0].pk,
        made_at=now, due_at=now, look_at=now,
    )  # fmt: skip
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
        skipped_because=Skip.IN_SUMMARY, skipped_at=now, summary=summary
    )


def _of_accounts(by, now):
    place = Directorate.objects.get(name="Adult social care")
    today, days = now.date(), timedelta(days=2)
    new = {"email": "new@example.org", "name": "New", "role": Role.STAFF, "directorate": place}
    first = give_role(**new, starts_on=today + days, ends_on=LATER, by=by, now=now)
    user = first.user
    again = {"user": user, "role": Role.INVOLVEMENT, "directorate": None, "by": by, "now": now}
    second = give_role(**again, starts_on=today, ends_on=None)
    third = give_role(**again | {"role": Role.STEERING}, starts_on=today + days, ends_on=LATER)
    change_end(grant=third, ends_on=LATER + days, by=by, now=now)
    change_end(grant=first, ends_on=None, by=by, now=now)
    end_role(grant=second, by=by, now=now)
    for change in FactorChange:
        for kind, who in (("totp", user), ("webauthn", user), ("totp", SYSTEM)):
            event = record(f"second_step.{change.value}", by=who, subject=user, now=now, kind=kind)
            queue(kind="accounts.second_step", to=[Addressed(user.contact, "event", event.pk)], now=now)
    for old in (user.email, ""):
        event = record("user.email_changed", by=user, subject=user, now=now, fields="email")
        queue(
            kind="accounts.email_changed",
            to=[Addressed(user.contact, "event", event.pk, to_email=old)],
            now=now,
        )
    event = record("user.email_changed", by=by, subject=user, now=now, fields="email")
    moved = [Addressed(user.contact, "event", event.pk, to_email=user.email)]
    queue(kind="accounts.email_changed", to=moved, now=now)
    joined = make_user("Already joined", Role.STAFF)
    for kind in ("accounts.closed", "accounts.work_link", "accounts.work_account_joined"):
        queue(kind=kind, to=[Addressed(joined.contact, "user", joined.pk)], now=now)


def _as_long_as_they_may_be():
    Council.objects.create(
        pk=1,
        name=longest(Council, "name"),
        phone=LONGEST_PHONE,
        hours=longest(Council, "hours"),
        text_number=LONGEST_PHONE,
        email="team@example.org",
    )
    Contact.objects.update(name=longest(Contact, "name"))
    Supporter.objects.update(known_as=longest(Supporter, "known_as"))
    Directorate.objects.filter(pk__in=RoleGrant.objects.values("directorate")).update(
        name=longest(Directorate, "name")
    )
    Project.objects.update(name=longest(Project, "name"), short_name=longest(Project, "short_name"))
