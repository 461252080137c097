"""Messages in every state: what the demonstration itself does not have."""

from coproduction.demonstration.people import SAM
from notices.actions import deliver
from notices.models import Notice
from notices.preview import mark_of
from tests.factories import make_open_round, make_project
from tests.notices.messages_made import messages_in_every_state


def messages_to_read(lead, involvement, now):
    """One that will go, one that is held, and the page of several that are alike."""
    project = make_project("Ramps at the ferry", by=lead, now=now)
    check = make_open_round(project, by=involvement, now=now, members=7)
    deliver(now=now)
    made = messages_in_every_state(check, now=now)
    sams = Notice.objects.filter(contact__name=SAM, sent_at__isnull=False).order_by("pk").first()
    return {
        "coproduction:my_message to expert": [{"mark": mark_of(sams)}],
        "coproduction:message": [{"name": made.one.pk}, {"name": made.held.pk}, {"name": made.went.pk}],
        "coproduction:messages_alike": [{"mark": made.alike}],
    }
