"""Groups that talk it through, and a form sent too late: what the demonstration itself does not have."""

from accounts.actions.kept_forms import Late, keep_form
from accounts.models import User
from coproduction.demonstration.people import HEDRA, SAM, address_of
from ladder.models import Talk
from notices.actions import deliver
from notices.models import Contact
from projects.actions.people import add_member
from projects.models import Project
from tests.factories import make_members, make_project
from tests.ladder.talks import arranged, recorded


def talks_to_read(lead, involvement, now):
    """A talk whose people are asked, Sam among them, one to write down, and a group of two."""
    hedra = User.objects.get(email=address_of(HEDRA))
    made = {
        name: make_project(name, by=lead, now=now) for name in ("Story café", "Seaside signs", "Two of us")
    }
    people = {"by": involvement, "now": now}
    add_member(project=made["Story café"], name=SAM, email=address_of(SAM), **people)
    asked = recorded(made["Story café"], facilitator=hedra, **people)
    met = arranged(made["Seaside signs"], facilitator=hedra, **people)
    make_members(made["Two of us"], 2, **people)
    person = asked.people.order_by("pk").last()
    Contact.objects.filter(pk=person.expert.contact_id).update(email="")
    deliver(now=now)
    return {
        "ladder:arrange_talk": [{"reference": each.reference} for each in made.values()],
        "ladder:offer_conversation": [{"reference": made["Two of us"].reference}],
        "ladder:talk": [{"pk": pk} for pk in Talk.objects.values_list("pk", flat=True)],
        "ladder:call_off_talk": [{"pk": asked.pk}, {"pk": met.pk}],
        "ladder:record_talk": [{"pk": met.pk}],
        "ladder:ring_talk": [{"pk": asked.pk, "person": person.pk}],
        "ladder:my_talk": [{"pk": asked.pk}],
        "ladder:open_round to involvement": [
            {"reference": each.reference} for each in Project.objects.exclude(published_at=None)
        ],
    }


def sent_too_late(user, *, now):
    """A form that somebody sent, with a file, when they were no longer signed in."""
    return keep_form(user, Late("/staff/", (("name", "Ramps"),), had_files=True), now=now)
