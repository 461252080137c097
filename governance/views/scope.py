"""What a page is about, the whole programme or one directorate, who may open it, and where its pages are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from council.models import Directorate
from governance.queries import programme
from governance.rules import can_see_dashboard, can_see_directorate
from govuk.pages import require
from ladder.members_view import with_members_view
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Scope:
    """The projects of a page, as the person who asks may see them."""

    directorate: Directorate | None
    projects: QuerySet[Project]
    choices: Sequence[Directorate]
    """The directorates that the person may choose from, where that is all of them."""

    @property
    def viewed(self) -> QuerySet[Project]:
        """The same, ready to be put in order: `with_members_view`."""
        return with_members_view(self.projects)

    @property
    def name(self) -> str:
        """As headings say it."""
        return self.directorate.name if self.directorate else "All projects"

    def url(self, page: str) -> str:
        """The address of one of the pages (dashboard, gaps, questions, two_sides) about the same projects."""
        if self.directorate is None:
            return reverse(f"governance:{page}")
        name = "directorate" if page == "dashboard" else f"directorate_{page}"
        return reverse(f"governance:{name}", args=[self.directorate.pk])

    def csv_url(self, table: str) -> str:
        """The address of one of the tables as a file."""
        if self.directorate is None:
            return reverse("governance:download", args=[table])
        return reverse("governance:directorate_download", args=[self.directorate.pk, table])


def scope_of(user: Any, pk: int | None) -> Scope:
    """The whole programme, or a directorate by its id: only for those who may see it."""
    choices = list(Directorate.objects.order_by("name")) if can_see_dashboard(user) else []
    if pk is None:
        require(can_see_dashboard, user)
        return Scope(None, programme(user), choices)
    directorate = next((each for each in choices if each.pk == pk), None)
    if directorate is None:
        directorate = get_object_or_404(Directorate, pk=pk)
        require(can_see_directorate, user, directorate)
    return Scope(directorate, programme(user, pk), choices)
