"""What a project's page says of its step: the one in force, why it is not higher, and every change so far."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from ladder.rungs import Rung
from projects.models import StatedLevel
from words.plain_dates import short_date


@dataclass(frozen=True, slots=True)
class ToldReason:
    """One reason why a step is below Co-production, and the day they look again, "" while none is set."""

    reason: str
    explanation: str
    look_again: str
    has_passed: bool


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part of the work that is on another step than the whole project."""

    part: str
    step: str
    number: int


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step as it was stated on a day. `change` is "" for the first one."""

    rung: Rung | None
    change: str
    changed_because: str
    justification: str
    said_by: str
    said_on: str
    parts: tuple[ToldPart, ...]
    reasons: tuple[ToldReason, ...]


def tell_steps(levels: list[StatedLevel], *, today: date, preparing_by: str = "") -> list[ToldStep]:
    """All steps of a project, in words, newest first as they come.

    A step that is only prepared is told as if `preparing_by` stated it today.
    """
    return [
        ToldStep(
            rung=Rung(level.rung) if level.rung else None,
            change=_change(level, before),
            changed_because=level.changed_because,
            justification=level.justification,
            said_by=level.stated_by.contact.name if level.stated_by else preparing_by,
            said_on=short_date(level.stated_on or today),
            parts=_parts_that_differ(level),
            reasons=_reasons(level, today),
        )
        for level, before in zip_longest(levels, levels[1:])
    ]


def _change(level, before):
    now = level.get_rung_display() or "no step yet"
    if before is None:
        return f"The first step: {now}"
    if before.rung == level.rung:
        return f"Looked at again: still {now}"
    return f"From {before.get_rung_display()} to {now}"


def _parts_that_differ(level):
    return tuple(
        ToldPart(part=part.label, step=rung.label, number=rung)
        for part, rung in level.parts.items()
        if rung != level.rung
    )


def _reasons(level, today):
    if level.rung == Rung.CO_PRODUCTION:
        return ()
    return tuple(
        ToldReason(
            reason=why.get_reason_display().lower(),
            explanation=why.explanation,
            look_again=short_date(why.look_again_on) if why.look_again_on else "",
            has_passed=why.look_again_on is not None and why.look_again_on < today,
        )
        for why in level.why_nots.all()
    )
