"""The front page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from govuk.pages import public
from ladder.as_shown import CONVERSATION_GAP
from ladder.choices import Audience, Badge
from ladder.queries import newest_badges, open_checks
from ladder.result_words import projects_that_match
from ladder.rungs import Rung
from ladder.side_by_side import attention_order, side_by_side
from projects.models import Project

MOST_IN_A_LIST = 3


@public
@require_safe
def home(request):
    """Why we are here, with counts of projects, all from what anyone may be shown."""
    projects = Project.objects.visible_to(request.user).published()
    names = dict(projects.values_list("pk", "name"))
    badges = newest_badges(projects.values("pk"), audience=Audience.PUBLIC)
    counts = {badge: list(badges.values()).count(badge) for badge in Badge}
    talk, higher = (_first_by_name(names, badges, badge) for badge in (Badge.TALK, Badge.HIGHER))
    chosen = Project.objects.with_stated().in_bulk(talk + higher)
    rows = side_by_side((chosen[pk] for pk in talk + higher), audience=Audience.PUBLIC)
    return render(
        request,
        "coproduction/home.html",
        {
            "projects": len(names),
            "say_co_production": projects.on_step(Rung.CO_PRODUCTION).count(),
            "matching": counts[Badge.MATCH],
            "with_result": sum(counts[badge] for badge in (Badge.MATCH, Badge.TALK, Badge.HIGHER)),
            "match_sentence": projects_that_match(counts),
            "need_a_conversation": counts[Badge.TALK],
            "open_checks": len(open_checks(projects.values("pk"))),
            "gap": CONVERSATION_GAP,
            "talk_rows": rows[: len(talk)],
            "learn_rows": rows[len(talk) :],
        },
    )


def _first_by_name(names, badges, badge):
    """The ids of the first few projects with this badge, as the list of projects orders them."""
    found = [pk for pk in names if badges.get(pk) == badge]
    return sorted(found, key=lambda pk: attention_order(badge, names[pk]))[:MOST_IN_A_LIST]
