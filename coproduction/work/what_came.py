"""What came of the newest conversation in each project of an expert's own."""

from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When

from accounts.models import User
from ladder.models import Conversation
from projects.models import Membership, Project


def with_outcome(projects: QuerySet[Project], user: User) -> QuerySet[Project]:
    """Each project with `met_on` and `agreed`, or None: for whoever is or was in it, once confirmed."""
    here = OuterRef("pk")
    inside = Membership.objects.filter(project=here, expert__contact=user.contact_id)
    held = Conversation.objects.filter(round__project=here, held_on__isnull=False).order_by("-held_on")
    is_inside = Exists(inside.exclude(confirmed_by=None))
    return projects.annotate(
        met_on=Case(When(is_inside, then=Subquery(held.values("held_on")[:1]))),
        agreed=Case(When(is_inside, then=Subquery(held.values("outcome")[:1]))),
    )
