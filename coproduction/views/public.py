"""The front page."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from govuk.pages import public
from ladder.as_shown import CONVERSATION_GAP
from ladder.choices import Audience, Badge
from ladder.disclosure import with_result
from ladder.models import Round
from ladder.result_words import projects_that_match
from ladder.rungs import Rung
from ladder.side_by_side import by_need, side_by_side, with_public_view
from projects.models import Project
from words.working_days import london_date

MOST_IN_A_LIST = 3


@public
@require_safe
def home(request):
    """Why we are here, with counts of projects, all from what anyone may be shown."""
    projects = with_public_view(Project.objects.published())
    counts = projects.aggregate(
        published=Count("pk"),
        say_co_production=Count("pk", filter=Q(step_in_force=Rung.CO_PRODUCTION)),
        **{badge.value: Count("pk", filter=Q(public_badge=badge.value)) for badge in Badge},
    )
    talk, higher = (_first(projects, badge) for badge in (Badge.TALK, Badge.HIGHER))
    rows = side_by_side(talk + higher, audience=Audience.PUBLIC, today=london_date(timezone.now()))
    return render(
        request,
        "coproduction/home.html",
        {
            "projects": counts["published"],
            "say_co_production": counts["say_co_production"],
            "below_co_production": counts["published"] - counts["say_co_production"],
            "matching": counts[Badge.MATCH],
            "with_result": with_result(counts),
            "match_sentence": projects_that_match(counts),
            "need_a_conversation": counts[Badge.TALK],
            "open_checks": Round.objects.open().filter(project__published_at__isnull=False).count(),
            "gap": CONVERSATION_GAP,
            "talk_rows": rows[: len(talk)],
            "learn_rows": rows[len(talk) :],
        },
    )


def _first(projects, badge):
    """The first few projects with this badge, as the list of projects orders them."""
    return list(by_need(projects.filter(public_badge=badge).select_related("directorate"))[:MOST_IN_A_LIST])
