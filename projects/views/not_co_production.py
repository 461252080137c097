"""Projects that are not co-production, with the reasons and the day they look again."""

from django.core.paginator import Paginator
from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Lower
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from govuk.pages import public
from ladder.rungs import RUNGS, Rung
from projects.choices import Reason
from projects.models import Project, StatedLevel, WhyNot
from words.plain_dates import short_date
from words.working_days import london_date

PAGE_SIZE = 25


@public
@require_safe
def show_reasons(request):
    """Published projects below Co-production. The soonest day to look again comes first, so late ones do."""
    asked = request.GET.get("reason", "")
    reason = Reason(asked) if asked in Reason.values else None
    reasons = _reasons_in_force()
    projects = _below_co_production()
    counts = dict(reasons.values_list("reason").annotate(Count("pk")).order_by())
    listed = (
        projects.filter(pk__in=reasons.filter(reason=reason).values("stated_level__project"))
        if reason
        else projects
    )
    page = Paginator(_soonest_first(listed, reasons), PAGE_SIZE).get_page(request.GET.get("page"))
    today = london_date(timezone.now())
    here = reverse("projects:not_co_production")
    every = projects.count() if reason else page.paginator.count
    return render(
        request,
        "projects/not_co_production.html",
        {
            "page": page,
            "query": f"reason={reason.value}" if reason else "",
            "reason": reason,
            "unknown": bool(asked) and reason is None,
            "everything": {"url": here, "count": every, "is_chosen": reason is None},
            "choices": [
                {
                    "url": f"{here}?reason={each.value}",
                    "label": each.label,
                    "count": counts.get(each.value, 0),
                    "is_chosen": each == reason,
                }
                for each in Reason
            ],
            "rows": [_row(project, today) for project in page.object_list],
            "steps": len(RUNGS),
        },
    )


def _below_co_production():
    return Project.objects.published().with_step_in_force().filter(step_in_force__lt=Rung.CO_PRODUCTION)


def _reasons_in_force():
    """The reasons of published projects' steps as they are now."""
    newest = StatedLevel.objects.filter(project=OuterRef("stated_level__project")).stated_newest_first()
    return WhyNot.objects.filter(
        stated_level=Subquery(newest.values("pk")[:1]), stated_level__project__published_at__isnull=False
    )


def _soonest_first(projects, reasons):
    soonest = reasons.filter(stated_level__project=OuterRef("pk")).values("stated_level__project")
    return (
        projects.annotate(looks_again_on=Subquery(soonest.annotate(day=Min("look_again_on")).values("day")))
        .with_stated()
        .order_by("looks_again_on", Lower("name"), "pk")
    )


def _row(project, today):
    """A project, its step in words, and each of its reasons with a sentence on when it looks again."""
    return {
        "project": project,
        "step": Rung(project.stated.rung),
        "reasons": [
            {
                "label": why.get_reason_display(),
                "explanation": why.explanation,
                "is_late": why.look_again_on is not None and why.look_again_on < today,
                "look_again": _look_again(why.look_again_on, today),
            }
            for why in project.stated.why_nots.all()
        ],
    }


def _look_again(day, today):
    if day is None:
        return "No day to look again is set yet."
    if day < today:
        return f"They said they would look again by {short_date(day)}. That day has passed."
    return f"They will look again by {short_date(day)}."
