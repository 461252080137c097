"""A form on paper and what stands on it, for tests of keying."""

from ladder.actions.forms_that_came import log_form
from ladder.actions.keying import ask_for_second, type_in
from ladder.answers import Answers
from ladder.choices import Channel
from tests.factories import ALL_YES, MONDAY, answer
from words.working_days import london_date

SECRET = "Nobody rang me back"
"""What a person wrote: it may stand in a draft under seal, and nowhere else."""


def on_paper(**what):
    """What somebody said on a form."""
    said = {"statements": tuple(map(str, ALL_YES)), "step": 5, "words": SECRET, "voice": "words"}
    said |= {"practised": True, "seen_better": True, "seen_helped": True, "channel": Channel.PAPER}
    return Answers(**said | what)


def by_phone(**what):
    """What somebody said in a call."""
    return on_paper(**{"channel": Channel.PHONE} | what)


def came(invitation, *, by, now=MONDAY):
    """Their form came today."""
    return log_form(invitation=invitation, arrived_on=london_date(now), by=by, now=now)


def in_the_boxes(answer="yes", **typed):
    """What a browser sends for a whole form."""
    return {
        **{f"statement_{number}": answer for number in range(1, 9)},
        "step": "5",
        "help": "none",
        "words": "",
        **typed,
    }


def forms_in_every_state(people, *, by, and_by, now):
    """Forms of the first five of these people, and a call to the sixth, by what waits for each of them."""
    to_type, typed, twice, same, answered, called = people[:6]
    forms = {
        name: log_form(invitation=each, arrived_on=london_date(now), by=by, now=now)
        for name, each in {"to_type": to_type, "typed": typed, "twice": twice, "same": same}.items()
    }
    for each in (typed, twice, same):
        type_in(invitation=each, answers=on_paper(), by=by, now=now)
    for each, again in ((twice, on_paper(step=6, words="Ring us")), (same, on_paper())):
        ask_for_second(invitation=each, by=by, now=now)
        type_in(invitation=each, answers=again, by=and_by, now=now)
    answer(answered, now=now)
    forms["answered"] = log_form(invitation=answered, arrived_on=london_date(now), by=by, now=now)
    type_in(invitation=called, answers=by_phone(), by=by, now=now)
    return forms
