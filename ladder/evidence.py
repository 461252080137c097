"""What the record shows: seven gates over a project's own records, and the step that they add up to.

Pure sums over small facts with dates. Nothing here knows about answers: checks never open a gate, and
the evidenced step stands beside what the council says and what people say, never in the gap.

A date after today counts for nothing yet.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ladder.choices import ActivityKind, GateState
from ladder.rungs import Rung
from words.working_days import one_year_before

DAYS_ASKED = 2
WAYS_ASKED = 2
JOINT_SHARE = Fraction(1, 2)
"""At least so much of the last 12 months' decisions, and one, was made jointly."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, whether it was made together with experts, and the day people were told what and why.

    `told_on` is None until people were told both.
    """

    taken_on: date
    jointly: bool = False
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A day on which people were asked what they think. `way` tells a meeting from a survey."""

    on: date
    way: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change to the work, and whether it came from what people said."""

    on: date
    from_input: bool


@dataclass(frozen=True, slots=True)
class Options:
    """Choices that were drawn up, and whether people helped to shape them."""

    on: date
    with_people: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """The day an expert by experience joined the project."""

    on: date


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the project did, and whether an expert by experience was there."""

    on: date
    kind: ActivityKind
    expert_attended: bool


@dataclass(frozen=True, slots=True)
class Records:
    """All that is recorded of one project, in any order. An empty list means that nothing is recorded."""

    decisions: tuple[Decision, ...] = ()
    asked: tuple[Asked, ...] = ()
    changes: tuple[Change, ...] = ()
    options: tuple[Options, ...] = ()
    joined: tuple[Joined, ...] = ()
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate as its records leave it. `found` says what they show, and is "" while nothing is recorded."""

    key: str
    """"g1" to "g7", for good: pages are linked by it."""
    rung: Rung
    """The step that this gate helps to reach."""
    asks: str
    state: GateState
    found: str

    @property
    def is_met(self) -> bool:
        return self.state == GateState.MET


NO_STEP = "No step yet"
"""Some lines are met, and the first is not."""
Finding = tuple[GateState, str]
NOTHING: Finding = (GateState.NOT_YET, "")


def gates(records: Records, *, today: date) -> tuple[Gate, ...]:
    """All seven gates, G1 to G7: met, not met where records say otherwise, not yet where none speaks."""
    known = _until(records, today)
    return tuple(
        Gate(f"g{number}", rung, asks, *look(known, today))
        for number, (rung, asks, look) in enumerate(_GATES, start=1)
    )


def evidenced_rung(found: Iterable[Gate]) -> Rung | None:
    """The highest step with every gate up to it met, or None with the lowest not met.

    All gates of a step must be met, and all of every step below.
    """
    reached = None
    by_rung = sorted(found, key=lambda gate: gate.rung)
    for gate in by_rung:
        if not all(each.is_met for each in by_rung if each.rung <= gate.rung):
            break
        reached = gate.rung
    return reached


def record_words(found: Sequence[Gate]) -> str:
    """The name of the step that the record shows, or the words for none."""
    if rung := evidenced_rung(found):
        return rung.label
    return NO_STEP if any(gate.is_met for gate in found) else str(GateState.NOT_YET.label)


def _until(records: Records, today: date) -> Records:
    """What has happened by today."""
    return Records(
        decisions=tuple(each for each in records.decisions if each.taken_on <= today),
        asked=tuple(each for each in records.asked if each.on <= today),
        changes=tuple(each for each in records.changes if each.on <= today),
        options=tuple(each for each in records.options if each.on <= today),
        joined=tuple(each for each in records.joined if each.on <= today),
        activities=tuple(each for each in records.activities if each.on <= today),
    )


def _last_year(decisions: Iterable[Decision], today: date) -> list[Decision]:
    """Decisions of the last 12 months. One taken on this day a year ago is among them."""
    return [each for each in decisions if each.taken_on >= one_year_before(today)]


def _newest(decisions: Sequence[Decision], today: date) -> list[Decision]:
    """Decisions of the last 12 months, or, in a project that has gone quiet, those of its last day."""
    recent = _last_year(decisions, today)
    if recent or not decisions:
        return recent
    last = max(each.taken_on for each in decisions)
    return [each for each in decisions if each.taken_on == last]


def _finding(is_met: bool, what: str, number: int, all_of_them: int) -> Finding:
    state = GateState.MET if is_met else GateState.NOT_MET
    return state, f"{what}: {number} of {all_of_them}"


def _told(records: Records, today: date) -> Finding:
    """G1: people have been told of each of the newest decisions, and why."""
    decisions = _newest(records.decisions, today)
    if not decisions:
        return NOTHING
    told = sum(each.told_on is not None and each.told_on <= today for each in decisions)
    what = "Decisions people were told of, with the reason"
    return _finding(told == len(decisions), what, told, len(decisions))


def _asked_before(records: Records, today: date) -> Finding:
    """G2: people were asked on a day before each of the newest decisions, and within 12 months of it."""
    decisions = _newest(records.decisions, today)
    if not decisions:
        return NOTHING
    after = sum(
        any(one_year_before(each.taken_on) <= asked.on < each.taken_on for asked in records.asked)
        for each in decisions
    )
    return _finding(after == len(decisions), "Decisions made after people were asked", after, len(decisions))


def _asked_and_changed(records: Records, today: date) -> Finding:
    """G3: asked on two days or more, in two ways or more, and a change came from what people said."""
    if not records.asked and not records.changes:
        return NOTHING
    days, ways = len({each.on for each in records.asked}), len({each.way for each in records.asked})
    changes = sum(each.from_input for each in records.changes)
    state = GateState.MET if days >= DAYS_ASKED and ways >= WAYS_ASKED and changes else GateState.NOT_MET
    return state, f"Days people were asked: {days}. Ways: {ways}. Changes from what they said: {changes}"


def _shaped(records: Records, today: date) -> Finding:
    """G4: people helped to shape the choices, once at least."""
    if not records.options:
        return NOTHING
    shaped = sum(each.with_people for each in records.options)
    return _finding(shaped > 0, "Times that people helped to shape the choices", shaped, len(records.options))


def _jointly(records: Records, today: date) -> Finding:
    """G5: at least half of the last 12 months' decisions, and at least one, were made jointly."""
    decisions = _last_year(records.decisions, today)
    if not decisions:
        return NOTHING
    jointly = sum(each.jointly for each in decisions)
    is_met = jointly > 0 and jointly >= JOINT_SHARE * len(decisions)
    return _finding(is_met, "Decisions of the last 12 months made together", jointly, len(decisions))


def _from_the_start(records: Records, today: date) -> Finding:
    """G6: no decision was taken before the day the first expert joined.

    Until a decision is recorded nobody can tell, so an expert who joined is not enough.
    """
    if not records.decisions:
        return NOTHING
    first = min((each.on for each in records.joined), default=None)
    before = sum(first is None or each.taken_on < first for each in records.decisions)
    what = "Decisions taken before the first expert joined"
    return _finding(before == 0, what, before, len(records.decisions))


def _help_to_run(records: Records, today: date) -> Finding:
    """G7: an expert was at one activity, or more, that delivers the work or reviews it."""
    held = [each for each in records.activities if each.kind in (ActivityKind.DELIVER, ActivityKind.REVIEW)]
    if not held:
        return NOTHING
    attended = sum(each.expert_attended for each in held)
    return _finding(attended > 0, "Times an expert helped to run it or check it", attended, len(held))


_GATES: tuple[tuple[Rung, str, Callable[[Records, date], Finding]], ...] = (
    (Rung.INFORMING, "People were told what was decided, and why", _told),
    (Rung.CONSULTING, "People were asked before the decision", _asked_before),
    (
        Rung.ENGAGING,
        "People were asked more than once, in more than one way, and something changed",
        _asked_and_changed,
    ),
    (Rung.CO_DESIGNING, "People helped to shape the choices", _shaped),
    (Rung.CO_PRODUCTION, "Decisions were made together", _jointly),
    (Rung.CO_PRODUCTION, "People were there from the start", _from_the_start),
    (Rung.CO_PRODUCTION, "People help to run it or check it", _help_to_run),
)
