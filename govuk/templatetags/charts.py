"""Tags for drawings. Each takes plain values, and stands beside words or a table that say the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

from govuk import charts

register = template.Library()


@register.inclusion_tag("charts/track.html")
def track(
    stated: int,
    experienced: int | None = None,
    low: int | None = None,
    high: int | None = None,
    record: int | None = None,
) -> dict[str, Any]:
    """The line of seven steps: {% track stated=7 experienced=4 low=3 high=5 record=2 %}."""
    return {"track": charts.track(stated, experienced, low, high, record)}


@register.inclusion_tag("charts/band_scale.html")
def band_scale(
    score: float,
    edges: Sequence[float],
    low: float | None = None,
    high: float | None = None,
    band: int | None = None,
) -> dict[str, Any]:
    """From tokenistic to genuine: {% band_scale score=4.5 edges=edges low=4 high=5.5 band=2 %}."""
    return {"scale": charts.band_scale(score, edges, low, high, band)}


@register.inclusion_tag("charts/fifth_bar.html")
def fifth_bar(word: int | None = None, hidden: bool = False) -> dict[str, Any]:
    """One statement's word, 0 (No) to 4 (Yes). hidden: too few answers. Neither: nobody was asked."""
    return {"segments": charts.segments(None if hidden else word), "word": word, "hidden": hidden}


@register.inclusion_tag("charts/two_sides.html")
def two_sides_bar(people: int, team: int | None = None) -> dict[str, Any]:
    """People's word and the team's on one line of five parts, with the difference between them shaded."""
    return {"sides": charts.two_sides(people, team)}


@register.inclusion_tag("charts/blocks.html")
def blocks(counts: Mapping[str, int] | Iterable[tuple[str, int]], most: int) -> dict[str, Any]:
    """One block a project: {% blocks counts most=12 %}, counts by kind (match, talk, higher, few, none)."""
    return {"blocks": charts.blocks(counts, most)}


@register.inclusion_tag("charts/counted.html")
def counted(counts: Iterable[tuple[str, int]], most: int) -> dict[str, Any]:
    """Things counted, by kind: {% counted counts most=31 %}. Up to 40 are blocks; more are one bar.

    The count stands in words beside it.
    """
    counts = list(counts)
    if most <= charts.MOST_BLOCKS:
        return {"blocks": charts.blocks(counts, max(most, 1)), "parts": ()}
    return {"blocks": (), "parts": charts.counted_parts(counts, most)}


@register.inclusion_tag("charts/rung_bar.html")
def rung_bar(count: int, most: int) -> dict[str, Any]:
    """How many projects are on one step, one piece each. The same colour for every step."""
    return {"bar": charts.counted_bar(count, most)}


@register.inclusion_tag("charts/marker.html")
def marker(kind: str) -> dict[str, str]:
    """The mark of "stated" (the council says), "people", "range" (most people) or "record", for a key."""
    return {"kind": kind}


@register.inclusion_tag("charts/swatch.html")
def swatch(kind: str | int) -> dict[str, Any]:
    """A square of a key: a fifth (0 to 4), "hidden", "unasked", or a kind of block."""
    return {"kind": kind, "fifth": kind if isinstance(kind, int) else None}
