"""The first page about many projects: what stands out, and the charts over all of them."""

from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.views.numbers import IN_TREND, LOW, NOT_LOW, Numbers, gather
from governance.views.scope import scope_of
from governance.views.tables import gap_rows
from govuk.charts import MOST_BLOCKS
from ladder.as_shown import CONVERSATION_GAP
from ladder.choices import Badge
from ladder.disclosure import MOST_PEOPLE_FROM
from ladder.members_view import widest_first
from ladder.result_words import projects_that_match
from ladder.rungs import RUNGS, Rung
from words.plain_dates import short_date
from words.working_days import london_date

WIDEST = 10


BIGGEST = 2**31 - 1
"""Of the ids that an address can have."""


@require_safe
def programme(request):
    """All projects together. `?directorate=3` goes on to the page of that one."""
    scope = scope_of(request.user, None)
    chosen = request.GET.get("directorate", "")
    if chosen.isascii() and chosen.isdigit():
        return redirect("governance:directorate", pk=min(int(chosen), BIGGEST))
    return _show(request, scope)


@require_safe
def directorate(request, pk):
    """The projects of one directorate together, for its own staff too."""
    return _show(request, scope_of(request.user, pk))


def _show(request, scope):
    today = london_date(timezone.now())
    numbers = gather(request.user, scope, today=today)
    counts = numbers.totals
    rows = gap_rows(widest_first(scope.viewed)[:WIDEST], today=today)
    return render(
        request,
        "governance/dashboard.html",
        {
            "scope": scope,
            "stands_out": _stands_out(numbers),
            "figures": _figures(numbers),
            "rows": rows,
            "rest": max(0, counts.projects - len(rows)),
            "projects": counts.projects,
            "gaps_title": _gaps_title(counts.badges[Badge.TALK]),
            "axis": [rung.label for rung in RUNGS],
            "gap": CONVERSATION_GAP,
            "most_people_from": MOST_PEOPLE_FROM,
            "seasons": _seasons(numbers),
            "steps": _steps(numbers),
            "questions": _questions(numbers),
            "gaps_url": scope.url("gaps"),
            "questions_url": scope.url("questions"),
            "two_sides_url": scope.url("two_sides"),
            "csv_url": scope.csv_url("numbers"),
        },
    )


def _projects(number):
    return f"{number:,} project{pluralize(number)}"


def _gaps_title(talk):
    if not talk:
        return "What the council says, and what people say"
    return f"{_projects(talk)} {pluralize(talk, 'needs,need')} a conversation"


def _stands_out(numbers):
    """The key messages, each read off counts of projects."""
    counts, waiting = numbers.totals.badges, numbers.waiting
    talk, higher = counts[Badge.TALK], counts[Badge.HIGHER]
    weakest = next(iter(numbers.totals.weakest_first), None)
    return {
        "match": projects_that_match(counts),
        "before": _before(numbers),
        "talk": _gaps_title(talk) if talk else "",
        "talk_many": talk > 1,
        "late": waiting.late,
        "no_owner": waiting.no_owner,
        "higher": f"In {_projects(higher)}, experience is higher." if higher else "",
        "higher_many": higher > 1,
        "few": counts[Badge.FEW],
        "weakest": _question(numbers, weakest) if weakest and weakest.low else None,
    }


def _before(numbers):
    """How many matched in the season before, where some had a result then and some have one now."""
    if len(numbers.seasons) > 1 and numbers.seasons[-2].with_result and numbers.totals.with_result:
        then = numbers.seasons[-2]
        return f"In {then.season.name} it was {then.counts[Badge.MATCH]:,} of {then.with_result:,}."
    return ""


def _figures(numbers):
    counts = numbers.totals
    waiting, joint = counts.badges[Badge.NONE], counts.steps[Rung.CO_PRODUCTION]
    return {
        "projects": f"{counts.projects:,}",
        "on_the_list": f"project{pluralize(counts.projects)} on the list",
        "never_checked": f"{waiting:,} {pluralize(waiting, 'has,have')} had no check yet" if waiting else "",
        "with_result": f"{counts.with_result:,}",
        "checked": f"{counts.checked:,}",
        "say": f"{joint:,}",
    }


def _seasons(numbers: Numbers):
    """A bar for each season, the earliest first, and what its table says."""
    found = numbers.seasons
    most = max((sum(season.counts.values()) for season in found), default=0)
    return {
        "most": most,
        "is_blocks": most <= MOST_BLOCKS,
        "heads": [badge.label for badge in IN_TREND],
        "rows": [
            {
                "name": season.season.name,
                "counts": [(badge.value, season.counts[badge]) for badge in IN_TREND],
                "cells": [(badge.label, season.counts[badge]) for badge in IN_TREND],
                "says": f"{season.counts[Badge.MATCH]:,} of {season.with_result:,}"
                if season.with_result
                else "",
                "new_wording": season.new_wording,
            }
            for season in found
        ],
        "any_new_wording": any(season.new_wording for season in found),
    }


def _steps(numbers: Numbers):
    """How many projects state each step, the highest first, and why the others are not co-production."""
    counts, reasons = numbers.totals, numbers.reasons
    joint = counts.steps[Rung.CO_PRODUCTION]
    below = counts.projects - joint
    say = f"{joint:,} of {_projects(counts.projects)} {pluralize(joint, 'says it is,say they are')}"
    why = f"Why {_projects(below)} {pluralize(below, 'is,are')} not co-production"
    return {
        "title": f"{say} co-production",
        "most": max(counts.steps.values(), default=0),
        "rows": [(rung.label, counts.steps[rung]) for rung in reversed(RUNGS)],
        "below": below,
        "why": why,
        "reasons": [(reason.label, count) for reason, count in reasons.counts.items()],
        "late": reasons.late,
        "next_on": short_date(reasons.next_on) if reasons.next_on else "",
    }


def _questions(numbers: Numbers):
    """The statements, those that are low in most projects first."""
    ranked = numbers.totals.weakest_first
    weakest = _question(numbers, ranked[0]) if ranked and ranked[0].low else None
    most = max((each.shown for each in ranked), default=0)
    return {
        "weakest": weakest,
        "most": most,
        "is_blocks": most <= MOST_BLOCKS,
        "low": LOW,
        "not_low": NOT_LOW,
        "rows": [_question(numbers, each) for each in ranked],
    }


def _question(numbers: Numbers, low):
    statement = numbers.wording.statements[low.number - 1]
    return {
        "wording": statement.wording,
        "short": statement.short,
        "low": low.low,
        "not_low": low.shown - low.low,
        "shown": low.shown,
        "counts": [("low", low.low), ("rest", low.shown - low.low)],
    }
