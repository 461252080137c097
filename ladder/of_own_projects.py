"""Which messages are about a project of somebody's own."""

from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from ladder.spoken_of import PROJECT_OF
from projects.models import TeamMember


def about_own_projects(user: Any) -> Q:
    """Those: nobody reads them among all messages, makes their letters or rings people about them, as
    `rules.can_handle` says."""
    own = TeamMember.objects.filter(user=user, ends_on=None).values("project")
    which = Q()
    for subject_kind, (model, project) in PROJECT_OF.items():
        things = model._default_manager.filter(**{f"{project}__in": own}).order_by()
        ids = things.annotate(id_as_text=Cast("pk", CharField())).values("id_as_text")
        which |= Q(subject_kind=subject_kind, subject_id__in=ids)
    return which
