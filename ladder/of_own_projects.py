"""Messages about checks, conversations and talks of a project that somebody is in the team of."""

from typing import Any

from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast

from ladder.models import Conversation, Invitation, Round, Talk
from projects.models import TeamMember

# What a message may speak of, and where its project is.
SPOKEN_OF: tuple[tuple[str, type[Model], str], ...] = (
    ("invitation", Invitation, "round__project__in"),
    ("round", Round, "project__in"),
    ("conversation", Conversation, "round__project__in"),
    ("talk", Talk, "project__in"),
)


def about_own_projects(user: Any) -> Q:
    """Those: nobody makes letters or rings people about a check of their own, as `rules.can_handle` says."""
    own = TeamMember.objects.filter(user=user, ends_on=None).values("project")
    which = Q()
    for subject_kind, model, project in SPOKEN_OF:
        which |= Q(subject_kind=subject_kind, subject_id__in=_as_text(model, **{project: own}))
    return which


def _as_text(model: type[Model], **which: Any) -> QuerySet:
    rows: QuerySet = model._default_manager.filter(**which)
    return rows.annotate(id_as_text=Cast("pk", CharField())).values("id_as_text")
