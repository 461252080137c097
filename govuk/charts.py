"""Where things stand in the drawings: pure geometry, in percent, so that nothing shrinks on a phone.

Heights are pixels and stand in the templates of templates/charts/, which do the drawing.

No policy here: what may be shown of people's answers was decided before a number comes in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEPS = 7
POINTS = 8
FIFTHS = 5
GAP = 0.5
"""The white space between two fifths, in percent."""

BLOCK_KINDS = ("match", "talk", "higher", "few", "none", "low", "rest")
"""What one block can stand for: a project that matches, needs a conversation, and so on."""
MOST_BLOCKS = 40
"""Above it nobody can count blocks: then there is one bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a drawing's width: where it starts and how wide it is, both like "12.5%"."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One of the five parts of a bar. `place` is 0 (No, Tokenistic) to 4 (Yes, Genuine)."""

    place: int
    marked: bool
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Track:
    """The line of seven steps: the council above it, people below, the record on it: none hides another."""

    start: str
    end: str
    ticks: tuple[str, ...]
    stated: str
    experienced: str | None
    most_people: Bar | None
    record: str | None


@dataclass(frozen=True, slots=True)
class BandScale:
    """The line from tokenistic to genuine, the circle of the score and the pill of its likely range."""

    segments: tuple[Segment, ...]
    score: str
    likely: Bar | None


@dataclass(frozen=True, slots=True)
class TwoSides:
    """Five parts with the team's diamond above and people's circle below; between them the difference."""

    segments: tuple[Segment, ...]
    team: str | None
    people: str
    difference: Bar | None


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to count: a project. Never one person, never one answer."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A bar made of equal pieces: how far it reaches, and where it is cut."""

    reach: Bar | None
    cuts: tuple[str, ...]


def percent(value: float) -> str:
    """A share of the width with at most three decimals: "14.286%"."""
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"


def step_place(step: float) -> float:
    """The middle of a step's seventh, in percent. Beyond 1 and 7 it stops at the edge of the line."""
    return (max(0.62, min(7.38, step)) - 0.5) / STEPS * 100


def track(
    stated: int,
    experienced: int | None = None,
    low: int | None = None,
    high: int | None = None,
    record: int | None = None,
) -> Track:
    """`low` and `high` are "most people", if that may be shown; `record` is the step that the record shows.

    Raises ValueError for a step beyond 1 to 7.
    """
    for step in (stated, experienced, low, high, record):
        if step is not None and not 1 <= step <= STEPS:
            raise ValueError(f"a step is from 1 to {STEPS}, not {step}")
    most = None
    if experienced is not None and low is not None and high is not None:
        most = _between(step_place(low - 0.22), step_place(high + 0.22))
    places = tuple(percent(step_place(step)) for step in range(1, STEPS + 1))
    return Track(
        start=places[0],
        end=places[-1],
        ticks=places,
        stated=percent(step_place(stated)),
        experienced=None if experienced is None else percent(step_place(experienced)),
        most_people=most,
        record=None if record is None else percent(step_place(record)),
    )


def segments(marked: int | None) -> tuple[Segment, ...]:
    """Five equal parts with a gap between them. The marked one (0 to 4) is drawn taller."""
    if marked is not None and not 0 <= marked < FIFTHS:
        raise ValueError(f"a fifth is from 0 to {FIFTHS - 1}, not {marked}")
    return _parts([100 * cut / FIFTHS for cut in range(1, FIFTHS)], marked)


def _parts(cuts: Sequence[float], marked: int | None) -> tuple[Segment, ...]:
    """The whole width, cut at these places (in percent)."""
    ends = [0.0, *cuts, 100.0]
    made = []
    for place, (start, end) in enumerate(zip(ends, ends[1:], strict=False)):
        gap = min(GAP, (end - start) / 4)
        x = start + (gap if place else 0)
        wide = end - x - (gap if place < FIFTHS - 1 else 0)
        is_marked = place == marked
        inset = min(0.2, wide / 4) if is_marked else 0
        made.append(Segment(place, is_marked, percent(x + inset), percent(wide - 2 * inset)))
    return tuple(made)


def fifth_place(place: int) -> float:
    """The middle of a fifth, in percent. ValueError for a fifth beyond 0 to 4."""
    if not 0 <= place < FIFTHS:
        raise ValueError(f"a fifth is from 0 to {FIFTHS - 1}, not {place}")
    return 100 / FIFTHS * (place + 0.5)


def two_sides(people: int, team: int | None = None) -> TwoSides:
    """`people` and `team` are fifths, 0 (No) to 4 (Yes). A team that was not sure, or silent, has none."""
    here = fifth_place(people)
    there = None if team is None else fifth_place(team)
    difference = None
    if there is not None and there != here:
        difference = _between(min(here, there), max(here, there))
    return TwoSides(
        segments=segments(None),
        team=None if there is None else percent(there),
        people=percent(here),
        difference=difference,
    )


def score_place(score: float) -> float:
    """Where a score out of 8 stands, in percent, a little in from both ends so that the circle is whole."""
    if not 0 <= score <= POINTS:
        raise ValueError(f"a score is from 0 to {POINTS}, not {score}")
    return 2 + 96 * score / POINTS


def band_scale(
    score: float,
    edges: Sequence[float],
    low: float | None = None,
    high: float | None = None,
    band: int | None = None,
) -> BandScale:
    """`edges` are the four scores at which the bands meet. `band` (0 to 4) is filled only where its word may
    be said; `low` and `high` are the likely range."""
    likely = None if low is None or high is None else _between(score_place(low), score_place(high))
    parts = _parts([score_place(edge) for edge in edges], band)
    return BandScale(segments=parts, score=percent(score_place(score)), likely=likely)


def blocks(counts: Mapping[str, int] | Iterable[tuple[str, int]], most: int) -> tuple[Block, ...]:
    """One block for each thing counted, in the order given. `most` blocks fill the whole width."""
    pairs = counts.items() if isinstance(counts, Mapping) else counts
    kinds = [kind for kind, count in pairs for _ in range(count)]
    if most < max(1, len(kinds)):
        raise ValueError(f"{len(kinds)} blocks do not fit in {most}")
    for kind in kinds:
        if kind not in BLOCK_KINDS:
            raise ValueError(f"no block is drawn for {kind!r}")
    width = 100 / most
    return tuple(
        Block(kind, percent(place * width + 0.25), percent(width - 0.5)) for place, kind in enumerate(kinds)
    )


def counted_parts(counts: Iterable[tuple[str, int]], most: int) -> tuple[Block, ...]:
    """One part for each kind, as wide as its count, in the order given. `most` fill the whole width."""
    made, before = [], 0
    for kind, count in counts:
        if kind not in BLOCK_KINDS:
            raise ValueError(f"no part is drawn for {kind!r}")
        if count:
            made.append(Block(kind, percent(100 * before / most), percent(100 * count / most)))
        before += count
    if before > most:
        raise ValueError(f"{before} does not fit in {most}")
    return tuple(made)


def counted_bar(count: int, most: int) -> Counted:
    """A bar of `count` equal pieces, where `most` pieces fill the whole width. Above 40 it is not cut."""
    if not 0 <= count <= max(most, 0):
        raise ValueError(f"{count} does not fit in {most}")
    if not count:
        return Counted(reach=None, cuts=())
    piece = 100 / most
    return Counted(
        reach=Bar("0%", percent(piece * count)),
        cuts=tuple(percent(piece * place) for place in range(1, count)) if most <= MOST_BLOCKS else (),
    )


def _between(start: float, end: float) -> Bar:
    return Bar(percent(start), percent(end - start))
