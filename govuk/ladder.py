"""The ladder with both marks on it, from the top step down."""

from dataclasses import dataclass

from ladder.rungs import RUNGS

NOT_ASKED = "Not asked yet"


@dataclass(frozen=True, slots=True)
class Row:
    """One step. `css` is how it looks; the rest is what it says."""

    label: str
    css: str
    stated: bool
    evidenced: bool
    experienced: bool
    among_most: bool


def rows_of(
    stated: int,
    experienced: int | None,
    low: int | None,
    high: int | None,
    evidenced: int | None = None,
) -> list[Row]:
    """`low` and `high` are "most people"; without them the bracket holds people's own step alone.

    `evidenced` is the step that the record shows, None where it shows none.
    """
    bracket = (low, high) if experienced is not None and low is not None and high is not None else None
    has_range = bracket is not None
    rows = []
    for rung in reversed(RUNGS):
        among = bracket[0] <= rung <= bracket[1] if bracket else rung == experienced
        css = {
            "is-stated": rung == stated,
            "is-in": among,
            "is-one": among and not has_range,
            "is-top": has_range and rung == high,
            "is-bot": has_range and rung == low,
            "is-mid": rung == experienced,
        }
        rows.append(
            Row(
                label=rung.label,
                css=" ".join(name for name, is_so in css.items() if is_so),
                stated=rung == stated,
                evidenced=rung == evidenced,
                experienced=rung == experienced,
                among_most=among,
            )
        )
    return rows
