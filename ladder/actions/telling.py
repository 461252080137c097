"""Telling everyone who was asked in a check that it has closed."""

from datetime import datetime

from experts.models import Supporter
from ladder.models import Round
from notices.actions import queue
from notices.addressed import Addressed


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
