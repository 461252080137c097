"""How scores work: every rule in plain words, with examples made by the code that makes the results."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council.queries import figures
from govuk.pages import public
from ladder import worked_examples
from ladder.evidence import JOINT_SHARE
from ladder.made_up import example_check
from ladder.queries import newest_wording, rules_on
from ladder.views.rules_of_people import of_people
from ladder.views.rules_of_scores import of_scores
from words.working_days import london_date


@public
@require_safe
def how_scores_work(request):
    """Each rule as it stands today in this council, with its example."""
    today = london_date(timezone.now())
    rules, numbers = rules_on(today), figures(on=today)
    return render(
        request,
        "ladder/how_scores_work.html",
        {
            "sections": (*of_scores(rules, example_check(rules)), *of_people(rules, numbers)),
            "gates": gates_in_words(),
            "record": worked_examples.record_lines(),
            "record_step": worked_examples.record_step(),
            "wording": newest_wording(),
        },
    )


@dataclass(frozen=True, slots=True)
class GateInWords:
    """One line of the record: what it asks, the step it helps to reach, and what it takes."""

    key: str
    asks: str
    step: str
    takes: str


def gates_in_words():
    """The seven gates, each with what it takes. Project pages link to each by its key."""
    return [
        GateInWords(gate.key, gate.asks, gate.rung.label, takes)
        for gate, takes in zip(worked_examples.record_gates(), TAKES, strict=True)
    ]


TAKES = (
    "We look at each decision of the last 12 months. If there is none, we look at the last one. "
    "People must have been told of it, and why.",
    "We look at the same decisions. People must have been asked on an earlier day than each one. "
    "It must be in the 12 months before it.",
    "People were asked on 2 days or more, in 2 ways or more. One change came from what they said.",
    "Once or more, people helped to make the list of choices.",
    "We look at the decisions of the last 12 months. "
    f"{'Half' if JOINT_SHARE.denominator == 2 else JOINT_SHARE} of them or more were made together with "
    "experts by experience. There must be at least one.",
    "No decision was made before the day the first expert by experience joined. The same day is fine.",
    "An expert by experience was there to do the work or to check it. Once is enough.",
)
"""What each gate takes, G1 to G7, as `ladder.evidence` decides it."""
