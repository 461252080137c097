"""What the database itself refuses about projects, whoever writes."""

import pytest
from django.db import DatabaseError, transaction

from accounts.choices import Role
from ladder.rungs import Rung
from projects.actions.registering import publish
from projects.choices import Reason
from projects.models import WhyNot
from tests.factories import MONDAY, make_ready_draft, make_user
from tests.fixtures_made_once import made_once


@made_once
def draft(db):
    lead = make_user("Priya Nair", Role.STAFF)
    return make_ready_draft(by=lead, rung=Rung.ENGAGING, now=MONDAY)


def one_more(draft):
    return WhyNot(
        stated_level=draft.stated_levels.get(),
        reason=Reason.LEGAL,
        explanation="The law says who decides.",
        look_again_on=MONDAY.date(),
    )


def test_the_reasons_of_a_draft_may_change(draft):
    one_more(draft).save()
    assert WhyNot.objects.update(explanation="Said better.") == 2
    assert WhyNot.objects.all().delete()[0] == 2


@pytest.mark.parametrize(
    "write",
    [
        lambda draft: WhyNot.objects.update(explanation="Something else."),
        lambda draft: WhyNot.objects.all().delete(),
        lambda draft: one_more(draft).save(),
    ],
    ids=["changed", "removed", "added to"],
)
def test_the_reasons_of_a_stated_step_are_never(draft, write):
    publish(project=draft, by=draft.registered_by, now=MONDAY)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        write(draft)
    assert WhyNot.objects.get().explanation == "There is no money for a group that meets all year."


def test_a_stated_step_is_never_changed_or_removed(draft):
    level = draft.stated_levels.get()
    level.why_nots.all().delete()
    draft.stated_levels.update(rung=Rung.CO_PRODUCTION)
    publish(project=draft, by=draft.registered_by, now=MONDAY)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        draft.stated_levels.update(rung=Rung.ENGAGING)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        level.delete()
