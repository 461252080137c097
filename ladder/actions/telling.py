"""Telling the involvement team what waits before a check closes, and everyone who was asked that it did."""

from datetime import datetime

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from experts.models import Supporter
from ladder.arrived import waiting
from ladder.models import Round
from notices.actions import queue
from notices.addressed import Addressed
from projects.models import TeamMember
from words.working_days import london_date


@transaction.atomic
def tell_what_waits(*, now: datetime) -> int:
    """Promise everyone in the team one message for each check and each of TOLD_BEFORE. Safe to repeat.

    Nobody hears of a project of their own: they may not type in its forms. Returns how many are due.
    """
    team = User.objects.holding(Role.INVOLVEMENT, on=london_date(now))
    due = [(each, period) for each in waiting() if (period := each.period(now))]
    told = 0
    for each, period in due:
        own = TeamMember.objects.filter(project__rounds=each.round_id, ends_on=None).values("user")
        people = [
            Addressed(user.contact, "round", each.round_id, period=period)
            for user in team.exclude(pk__in=own)
        ]
        queue(kind="ladder.to_type", to=people, now=now)
        told += len(people)
    return told


def tell_that_it_closed(round_: Round, *, now: datetime) -> None:
    """Promise everyone who was asked the same message, whether they answered or not, and once to each
    supporter who may see results.

    A check that was closed early, even one opened by mistake, is told of too: people were asked in it, and
    nobody should wait for what never comes. Supporters without an address hear it from the person.
    """
    asked = list(round_.invitations.select_related("expert__contact"))
    contacts = {
        each.expert.contact_id: Addressed(each.expert.contact, "invitation", each.pk) for each in asked
    }
    let_in = (
        Supporter.objects.now()
        .filter(may_see_results=True, expert__in=[each.expert_id for each in asked])
        .exclude(contact__email="")
        .select_related("contact", "expert__contact")
        .order_by("pk")
    )
    for each in let_in:
        contacts.setdefault(
            each.contact_id, Addressed(each.contact, "round", round_.pk, on_behalf_of=each.expert.contact)
        )
    queue(kind="ladder.results", to=contacts.values(), now=now)
