"""The whole programme as the steering group sees it, from what each project's own people are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder.choices import Audience, Badge
from ladder.disclosure import count_badges, widest_gap_first
from ladder.side_by_side import SideBySide, side_by_side
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Programme:
    """Every published project that had a check, widest gap first, and counts of projects by badge."""

    checked: tuple[SideBySide, ...]
    never_checked: int
    counts: dict[Badge, int]

    @property
    def projects(self) -> int:
        """How many projects are on the register."""
        return len(self.checked) + self.never_checked

    @property
    def with_result(self) -> int:
        """How many checked projects have a badge that says something."""
        return sum(self.counts[badge] for badge in (Badge.MATCH, Badge.TALK, Badge.HIGHER))


def whole_programme(projects: Iterable[Project]) -> Programme:
    """Set each project's stated step beside the one people experience. Members' view; two queries."""
    rows = side_by_side(projects, audience=Audience.MEMBERS)
    checked = [row for row in rows if row.result]
    return Programme(
        checked=tuple(sorted(checked, key=_widest_gap_first)),
        never_checked=len(rows) - len(checked),
        counts=count_badges(row.result.shown for row in checked),
    )


def _widest_gap_first(row: SideBySide) -> tuple[tuple[int, int], str]:
    return widest_gap_first(row.result.shown), row.project.name.casefold()
