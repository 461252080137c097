"""The steering group's pages."""

from django.shortcuts import render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_safe

from governance.queries import whole_programme
from governance.rules import can_see_dashboard
from govuk.pages import require
from ladder.as_shown import CONVERSATION_GAP
from ladder.choices import Badge
from ladder.disclosure import MOST_PEOPLE_FROM
from ladder.result_words import (
    NOT_ENOUGH,
    band_word,
    gap_words,
    out_of_eight,
    projects_that_match,
    range_sentence,
)
from ladder.rungs import RUNGS, Rung
from ladder.scoring import STATEMENTS
from projects.models import Project


@require_safe
def dashboard(request):
    """Every checked project, stated beside experienced, widest gap first."""
    require(can_see_dashboard, request.user)
    programme = whole_programme(Project.objects.visible_to(request.user).published().with_stated())
    counts = programme.counts
    talk, waiting = counts[Badge.TALK], programme.never_checked
    never_checked = f"{waiting} {pluralize(waiting, 'has,have')} had no check yet"
    need_a_conversation = f"{talk} project{pluralize(talk, ' needs,s need')} a conversation"
    return render(
        request,
        "governance/dashboard.html",
        {
            "match_sentence": projects_that_match(counts),
            "talk": talk,
            "higher": counts[Badge.HIGHER],
            "few": counts[Badge.FEW],
            "projects": programme.projects,
            "on_the_list": f"project{pluralize(programme.projects)} on the list",
            "never_checked": never_checked if waiting else "",
            "with_result": programme.with_result,
            "checked": len(programme.checked),
            "chart_title": need_a_conversation if talk else "What the council says, and what people say",
            "rows": [_row(row) for row in programme.checked],
            "axis": [rung.label for rung in RUNGS],
            "statements": STATEMENTS,
            "gap": CONVERSATION_GAP,
            "most_people_from": MOST_PEOPLE_FROM,
        },
    )


def _row(row):
    """One checked project, as the chart draws it and as the table says it."""
    shown = row.result.shown
    low, high = row.most_people
    return {
        "project": row.project,
        "badge": row.badge,
        "stated": row.stated,
        "experienced": row.experienced,
        "low": low,
        "high": high,
        "gap_words": gap_words(shown.gap),
        "band_word": band_word(shown),
        "word": band_word(shown) or (NOT_ENOUGH if shown.score is None else "Not given"),
        "people_say": NOT_ENOUGH if row.experienced is None else Rung(row.experienced).label,
        "score": out_of_eight(shown),
        "range": range_sentence(shown),
    }
