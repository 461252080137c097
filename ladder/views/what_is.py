"""What co-production is, with the rules of the scores in plain words."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from govuk.pages import public
from ladder import disclosure
from ladder.as_shown import CONVERSATION_GAP, ONE_DECIMAL_FROM
from ladder.choices import Audience, Badge
from ladder.queries import newest_wording, rules_on
from ladder.result_words import BADGES, BANDS, NOT_ENOUGH, WORDS, band_spans
from ladder.rungs import RUNGS, Rung
from ladder.scoring import SCORED_ANSWERS_NEEDED, STATEMENTS
from words.working_days import london_date

SCORES = (
    (
        "One question",
        "Yes is 1 point. Partly is half a point. No is 0. We find the average. "
        f"We show it as one of {len(WORDS)} words, from {WORDS[0]} to {WORDS[-1]}.",
    ),
    (
        "The score",
        f"We work out a score out of {STATEMENTS} for each person. It counts if they said Yes, Partly or No "
        f"to {SCORED_ANSWERS_NEEDED} or more. Then we find the average, to the nearest half. "
        f"From {ONE_DECIMAL_FROM} people we show one decimal.",
    ),
    (
        "The likely range",
        "Not everyone answers. So the score could be a bit higher or lower. The range shows how much, if the "
        f"others feel the same way. We show it from {disclosure.RANGE_FROM} people.",
    ),
    (
        "The step on the ladder",
        "Each person chooses a step. We show the middle one. "
        f"From {disclosure.MOST_PEOPLE_FROM} people we also show where most people are.",
    ),
    (
        BADGES[Badge.MATCH],
        f"The council and people are on the same step, or {CONVERSATION_GAP - 1} step apart.",
    ),
    (
        BADGES[Badge.TALK],
        f"People put it {CONVERSATION_GAP} or more steps lower than the council does.",
    ),
    (
        BADGES[Badge.HIGHER],
        f"People put it {CONVERSATION_GAP} or more steps higher than the council does. We can learn from it.",
    ),
    (
        "From tokenistic to genuine",
        f"{len(BANDS)} words for the score: {', '.join(BANDS).lower()}. "
        f"We do not say {BANDS[-1].lower()} while any question reads {WORDS[2]} or lower, or is hidden. "
        f"We show the word if the project says {Rung.ENGAGING.label} or above. "
        "We show it too if it needs a conversation.",
    ),
)
"""Each thing that a project's page shows, and how it is worked out."""


@public
@require_safe
def what_is(request):
    """The ladder, the eight questions and the rules. Every number comes from the code that keeps it."""
    rules = rules_on(london_date(timezone.now()))
    wording = newest_wording()
    return render(
        request,
        "ladder/what_is.html",
        {
            "wording": wording,
            "steps_from_the_top": wording.steps[::-1],
            "steps": len(RUNGS),
            "statements": STATEMENTS,
            "scores": SCORES,
            "bands": band_spans(rules.band_edges),
            "small_groups": small_groups(rules),
            "never_counted": disclosure.NEVER_COUNTED,
        },
    )


def small_groups(rules):
    """Who sees what, in rows: how many people answered, what anyone sees, what the project's people see."""
    public_floor, five_words = rules.floor_for(Audience.PUBLIC), disclosure.FIVE_WORDS_FROM
    rows = [
        (
            f"Fewer than {rules.floor}, or we asked fewer than {rules.invited_floor}",
            f"“{NOT_ENOUGH}”",
            "The same",
        )
    ]
    if rules.floor < public_floor:
        badges = f"{BADGES[Badge.MATCH]}, {BADGES[Badge.TALK]} or {BADGES[Badge.HIGHER]}. Nothing else"
        inside = f"All of it. With fewer than {five_words} answers, in fewer words"
        rows.append((f"{rules.floor} to {public_floor - 1}", badges, inside))
    rows.append((f"{public_floor} or more", "All but people’s own words", "All of it"))
    return rows
