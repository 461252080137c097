"""What came of the checks of an expert's own projects: the newest that closed, and what was agreed."""

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When

from accounts.models import User
from ladder.models import Conversation, Round
from projects.models import Membership, Project


def with_what_came(projects: QuerySet[Project], user: User) -> QuerySet[Project]:
    """Each with `check_closed_at`, and of its newest conversation `met_on` and `agreed`, or None: for whoever
    is or was in it, once confirmed."""
    here = OuterRef("pk")
    inside = Membership.objects.filter(project=here, expert__contact=user.contact_id)
    closed = Round.objects.filter(project=here, closed_at__isnull=False).order_by("-closed_at")
    held = Conversation.objects.filter(round__project=here, held_on__isnull=False).order_by("-held_on")
    is_inside = Exists(inside.exclude(confirmed_by=None))
    return projects.annotate(
        check_closed_at=Case(When(is_inside, then=Subquery(closed.values("closed_at")[:1]))),
        met_on=Case(When(is_inside, then=Subquery(held.values("held_on")[:1]))),
        agreed=Case(When(is_inside, then=Subquery(held.values("outcome")[:1]))),
    )
