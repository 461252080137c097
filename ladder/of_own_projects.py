"""Which messages are about a project of somebody's own."""

from typing import Any

from django.db.models import Q

from ladder.spoken_of import PROJECT_OF, speaks_of_any
from notices.models import Notice
from projects.models import TeamMember


def about_own_projects(user: Any) -> Q:
    """Those: nobody reads them among all messages, makes their letters or rings people about them, as
    `rules.can_handle` says."""
    own = TeamMember.objects.filter(user=user, ends_on=None).values("project")
    which = Q()
    for subject_kind, (model, project) in PROJECT_OF.items():
        which |= speaks_of_any(subject_kind, model._default_manager.filter(**{f"{project}__in": own}))
    # One that puts several into one tells what each of them says.
    put_into_one = Notice.objects.filter(which, summary__isnull=False)
    return which | Q(pk__in=put_into_one.values("summary"))
