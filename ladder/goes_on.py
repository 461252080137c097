"""Which messages speak of something that goes on, so that their rows are needed."""

from datetime import datetime

from django.db.models import Q

from ladder.models import Conversation, Invitation, Round, Talk
from ladder.spoken_of import speaks_of_any
from notices.actions.forgetting import KEPT_FOR


def about_what_goes_on(now: datetime) -> Q:
    """Those about checks and talks that are not over for as long as messages are kept, and about
    conversations that nobody has held."""
    lately = now - KEPT_FOR
    checks = Round.objects.filter(Q(closed_at=None) | Q(closed_at__gte=lately))
    talks = Talk.objects.filter(Q(ended_at=None) | Q(ended_at__gte=lately))
    return (
        speaks_of_any("round", checks)
        | speaks_of_any("invitation", Invitation.objects.filter(round__in=checks))
        | speaks_of_any("conversation", Conversation.objects.to_hold())
        | speaks_of_any("talk", talks)
    )
