"""Which projects and memberships a person may see."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchQuery,
    SearchVector,
    SearchVectorExact,
    SearchVectorField,
)
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery

from accounts.rules import is_involvement
from ladder.rungs import Rung
from projects.references import reference_in
from projects.search_terms import terms_in


def holding(typed: str) -> Q:
    """Projects that hold all the words in what they say or in their directorate's name, or whose reference
    was typed. The last word may be the beginning of a longer one.
    """
    words = CombinedSearchVector(
        F("search_words"),
        SearchVector.ADD,
        SearchVector("directorate__name", config="english"),
        None,
        output_field=SearchVectorField(),
    )
    found = Q(SearchVectorExact(words, _query(typed)))
    reference = reference_in(typed)
    return found | Q(reference=reference) if reference else found


def _query(typed: str) -> SearchQuery:
    terms = terms_in(typed)
    query = SearchQuery(terms.whole, config="english", search_type="websearch")
    if not terms.beginning:
        return query
    longer = SearchQuery(f"'{terms.beginning}':*", config="simple", search_type="raw")
    if not terms.before:
        return query | longer
    return query | (SearchQuery(terms.before, config="english", search_type="websearch") & longer)


class StatedLevelQuerySet(models.QuerySet):
    """The steps that projects have chosen, drafts among them."""

    def stated_newest_first(self) -> "StatedLevelQuerySet":
        """Those that were stated, the one in force first."""
        return self.exclude(stated_on=None).order_by("-stated_on", "-pk")

    def in_force(self) -> "StatedLevelQuerySet":
        """The step that each project states now."""
        newest = self.exclude(stated_on=None).order_by("project_id", "-stated_on", "-pk")
        return newest.distinct("project_id")


class ProjectQuerySet(models.QuerySet):
    """Projects, always starting from who is asking."""

    def visible_to(self, user: Any) -> "ProjectQuerySet":
        """Published ones for everyone; drafts for their team and the involvement team."""
        if is_involvement(user):
            return self
        if not user.is_authenticated:
            return self.published()
        return self.filter(~Q(published_at=None) | Q(pk__in=self._led_by(user)))

    def led_by(self, user: Any) -> "ProjectQuerySet":
        """Those whose team the person is in now."""
        return self.filter(pk__in=self._led_by(user)) if user.is_authenticated else self.none()

    def _led_by(self, user: Any) -> models.QuerySet:
        return self._rows_of("team").filter(user=user, ends_on=None).values("project_id")

    def _rows_of(self, relation: str) -> models.QuerySet:
        """All rows that point to a project, found by their relation: models stand above this file."""
        return self.model._meta.get_field(relation).related_model._default_manager.all()

    def with_expert(self, user: Any) -> "ProjectQuerySet":
        """Those the person takes part in now, as an expert by experience."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__expert__contact=user.contact_id, memberships__ends_on=None).distinct()

    def published(self) -> "ProjectQuerySet":
        """Those that anyone may read."""
        return self.exclude(published_at=None)

    def with_step_in_force(self) -> "ProjectQuerySet":
        """Each with `step_in_force`: the number of the step it states, or None."""
        newest = self._rows_of("stated_levels").filter(project=OuterRef("pk")).stated_newest_first()
        return self.annotate(step_in_force=Subquery(newest.values("rung")[:1]))

    def on_step(self, rung: Rung) -> "ProjectQuerySet":
        """Those whose step in force is this one."""
        return self.with_step_in_force().filter(step_in_force=rung)

    def with_stated(self) -> "ProjectQuerySet":
        """Each with its directorate and, as `stated_levels_newest_first`, the steps it has stated."""
        stated = self._rows_of("stated_levels").stated_newest_first().prefetch_related("why_nots")
        return self.select_related("directorate").prefetch_related(
            Prefetch("stated_levels", queryset=stated, to_attr="stated_levels_newest_first")
        )

    def with_page(self) -> "ProjectQuerySet":
        """Each with what its own page needs: `all_levels`, newest first (one in preparation, then those that
        were stated, with who stated them), `area_names`, and `team_now`: the ids of the users in its team."""
        levels = self._rows_of("stated_levels").order_by(F("stated_on").desc(nulls_first=True), "-pk")
        levels = levels.select_related("stated_by__contact").prefetch_related("why_nots")
        areas = self._rows_of("areas").filter(projects=OuterRef("pk")).order_by("name")
        team = self._rows_of("team").filter(project=OuterRef("pk"), ends_on=None)
        return (
            self.select_related("directorate", "parent")
            .annotate(area_names=ArraySubquery(areas.values("name")))
            .annotate(team_now=ArraySubquery(team.values("user")))
            .prefetch_related(Prefetch("stated_levels", queryset=levels, to_attr="all_levels"))
        )


class ImportBatchQuerySet(models.QuerySet):
    """Spreadsheets that were brought in."""

    def visible_to(self, user: Any) -> "ImportBatchQuerySet":
        """One's own and those with a project one leads; all of them for the involvement team."""
        if is_involvement(user):
            return self
        if not user.is_authenticated:
            return self.none()
        projects = self.model._meta.get_field("projects").related_model.objects
        with_own = projects.led_by(user).exclude(imported_in=None).values("imported_in")
        return self.filter(Q(brought_by=user) | Q(pk__in=with_own))
