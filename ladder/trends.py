"""A project's checks over time, from what one audience is shown of each: never a change that may be chance.

Pure. Nothing here looks at answers: every row and every sentence is read off frozen results.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from ladder.queries import ShownCheck
from ladder.result_words import NOT_ENOUGH, band_word, out_of_eight
from ladder.rungs import Rung
from ladder.side_by_side import why_no_step
from words.plain_dates import short_date

NEW_QUESTIONS = "The questions changed here, so do not compare."
NEW_FLOORS = "The rules for what we show changed here."
NEW_BANDS = "What each word stands for changed here, so do not compare the words."
CANNOT = "One of the last two checks cannot be shown, so we cannot compare."
FEW = "Few people answered, so a difference could be chance."
SAME = "The score is the same as the time before."
OVERLAP = "The ranges overlap, so this could be chance."


@dataclass(frozen=True, slots=True)
class CheckInTime:
    """One closed check as a row of the table, and as the chart draws it."""

    closed_on: date
    closed: str
    council_said: str
    people_said: str
    """The step in the middle, or why it is not shown."""
    score_words: str
    band_word: str
    range_words: str
    score: float | None
    likely_low: float | None
    likely_high: float | None
    band: int | None
    band_edges: tuple[float, ...]
    """Where the five words met when it closed."""
    changed: tuple[str, ...]
    """What changed between the check before and this one, so that the two are read with care."""

    @property
    def hidden(self) -> bool:
        """Whether too few people stand behind its score for this reader."""
        return self.score is None


@dataclass(frozen=True, slots=True)
class Trend:
    """A project's closed checks, newest first, and what may be said of the newest two."""

    rows: tuple[CheckInTime, ...]
    says: str


def trend(checks: Sequence[ShownCheck]) -> Trend | None:
    """The checks of one project over time, given the newest first. None for fewer than two."""
    if len(checks) < 2:
        return None
    pairs = zip_longest(checks, checks[1:])
    rows = tuple(trend_row(check, before) for check, before in pairs)
    return Trend(rows=rows, says=compare(checks[0], checks[1]))


def compare(now: ShownCheck, before: ShownCheck) -> str:
    """What may be said of a check beside the one before it, in one sentence or two."""
    if now.version != before.version:
        return NEW_QUESTIONS
    new, old = now.shown, before.shown
    if new.score_value is None or old.score_value is None:
        return CANNOT
    if new.score_value == old.score_value:
        return SAME
    if new.likely_range is None or old.likely_range is None:
        return FEW
    if new.likely_range[0] <= old.likely_range[1] and old.likely_range[0] <= new.likely_range[1]:
        return OVERLAP
    way = "higher" if new.score_value > old.score_value else "lower"
    return f"The score is {way} than the time before. The ranges are apart, so chance is less likely."


def trend_row(check: ShownCheck, before: ShownCheck | None = None) -> CheckInTime:
    """One check as a row, and what changed since the one before it."""
    shown = check.shown
    low, high = shown.likely_range or (None, None)
    hidden = why_no_step(check) or NOT_ENOUGH
    return CheckInTime(
        closed_on=check.closed_on,
        closed=short_date(check.closed_on),
        council_said=check.stated.label,
        people_said=hidden if shown.experienced is None else Rung(shown.experienced).label,
        score_words=hidden if shown.score is None else out_of_eight(shown),
        band_word=band_word(shown),
        range_words=_range(check),
        score=shown.score_value,
        likely_low=low,
        likely_high=high,
        band=shown.band if shown.band_word_shown else None,
        band_edges=tuple(map(float, check.rules.band_edges)),
        changed=() if before is None else _changed(check, before),
    )


def _range(check: ShownCheck) -> str:
    if check.shown.likely_range:
        low, high = check.shown.likely_range
        return f"{low:g} to {high:g}"
    return "Few people answered" if check.shown.few_people else ""


def _changed(check: ShownCheck, before: ShownCheck) -> tuple[str, ...]:
    floors = check.floor, check.rules.invited_floor
    said = (
        (NEW_QUESTIONS, check.version != before.version),
        (NEW_FLOORS, floors != (before.floor, before.rules.invited_floor)),
        (NEW_BANDS, check.rules.band_edges != before.rules.band_edges),
    )
    return tuple(sentence for sentence, is_so in said if is_so)
